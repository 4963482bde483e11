import { describe, expect, it } from "vitest";
import { handler } from "../../provider";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";
import { policyTypes } from "../../provider/policyType";

const guid = "9f2b6c1e-0000-4000-8000-000000000001";
const target = { type: "groupAssignmentTarget", groupId: guid };

/** What a preview says of the id of a policy. */
async function reasons({ className, collection, policyIdProperty }: PolicyKind, id: unknown) {
  const type = className === "PolicyAssignment" ? { policyType: collection } : {};
  const inputs = { ...type, [policyIdProperty]: id, target };
  const { failures } = await handler(className).check({}, inputs);
  return failures.map(({ reason }) => reason);
}

const kinds = Object.values<PolicyKind>(policyKinds);
const { DeviceCompliancePolicy, EnrollmentConfiguration } = policyKinds;

/** Ids as exports of tenants show them. */
const seen: readonly (readonly [PolicyKind, string])[] = [
  [EnrollmentConfiguration, `${guid}_Limit`],
  [EnrollmentConfiguration, `${guid}_SinglePlatformRestriction`],
  [EnrollmentConfiguration, `${guid}_Windows10EnrollmentCompletionPageConfiguration`],
  [EnrollmentConfiguration, `${guid}_EnrollmentNotificationsConfiguration`],
  [policyKinds.iosManagedAppProtections, `T_${guid}`],
  [policyKinds.androidManagedAppProtections, `T_${guid}`],
  [policyKinds.windowsManagedAppProtections, `T_${guid}`],
  [policyKinds.targetedManagedAppConfigurations, `A_${guid}`],
];

describe("the id of a policy", () => {
  it.each(kinds)("of the kind $collection is a GUID in any letter case", async (kind) => {
    expect(await reasons(kind, guid)).toEqual([]);
    expect(await reasons(kind, guid.toUpperCase())).toEqual([]);
  });

  it.each(seen)("of the kind $collection may be %s", async (kind, id) => {
    expect(await reasons(kind, id)).toEqual([]);
    expect(await reasons(kind, id.toUpperCase())).toEqual([]);
  });

  it("may have a form that is not known yet, around a GUID", async () => {
    for (const kind of kinds) expect(await reasons(kind, `Z_${guid}_2`)).toEqual([]);
  });

  it.each([
    [DeviceCompliancePolicy, "getDeviceCompliancePolicy"],
    [EnrollmentConfiguration, "getEnrollmentConfiguration"],
    [policyKinds.configurationPolicies, "getPolicy"],
  ] satisfies [PolicyKind, string][])(
    "$noun: a name is refused, with the lookup for it",
    async (kind, lookup) => {
      for (const id of [
        "Windows 11 baseline",
        "Baseline",
        "baseline-2026",
        "Windows\u00a011",
        guid.slice(1),
      ]) {
        const [reason, ...more] = await reasons(kind, id);
        expect(more).toEqual([]);
        expect(reason).toContain(
          `${kind.policyIdProperty}: given ${JSON.stringify(id)}; accepted: the id of`,
        );
        expect(reason).toContain(kind.noun);
        expect(reason).toContain(`${lookup} finds the id`);
      }
    },
  );

  it.each([` ${guid}`, `${guid} `, `${guid}\u00a0`, `\u2003${guid}`, `${guid}\u200b`, `Baseline ${guid}`])(
    "has no white space: %j",
    async (id) => {
      for (const kind of kinds) {
        const [reason] = await reasons(kind, id);
        expect(reason).toContain(`given ${JSON.stringify(id)}; accepted: the id of`);
        expect(reason).toContain("Remove the spaces and invisible characters");
      }
    },
  );

  it("is not that of an enrollment configuration elsewhere", async () => {
    for (const kind of kinds.filter((kind) => kind !== EnrollmentConfiguration)) {
      const [reason, ...more] = await reasons(kind, `${guid}_Windows10EnrollmentCompletionPageConfiguration`);
      expect(more).toEqual([]);
      expect(reason).toContain(`given "${guid}_Windows10EnrollmentCompletionPageConfiguration"; accepted: `);
      expect(reason).toContain(
        "EnrollmentConfigurationAssignment assigns the policies whose ids are such as {guid}_{type}.",
      );
    }
  });

  it("is not that of an app protection or app configuration policy elsewhere", async () => {
    const protections = [
      "iosManagedAppProtections",
      "androidManagedAppProtections",
      "windowsManagedAppProtections",
    ] as const;
    for (const kind of kinds) {
      const isProtection = protections.some((name) => policyKinds[name] === kind);
      if (!isProtection) {
        const [reason] = await reasons(kind, `T_${guid}`);
        expect(reason).toContain(`PolicyAssignment with the policyType ${protections.join(" or ")} assigns`);
      }
      if (kind !== policyKinds.targetedManagedAppConfigurations) {
        const [reason] = await reasons(kind, `A_${guid}`);
        expect(reason).toContain("with the policyType targetedManagedAppConfigurations assigns");
      }
    }
  });
});

describe.each(["", "Set"])("a read by id of the classes …%s", (set) => {
  const end = set === "" ? "/a" : "";
  const read = (className: string, id: string) => handler(`${className}${set}`).read(id, {});

  it("says that the policy's part is no id, before any request", async () => {
    await expect(read("DeviceCompliancePolicyAssignment", `Windows 11 baseline${end}`)).rejects.toThrow(
      'deviceCompliancePolicyId: given "Windows 11 baseline"; accepted: the id of the compliance policy, a GUID',
    );
    for (const policyType of policyTypes) {
      await expect(read("PolicyAssignment", `${policyType}/${guid}_Limit${end}`)).rejects.toThrow(
        `policyId: given "${guid}_Limit"; accepted: `,
      );
    }
  });
});
