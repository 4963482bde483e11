import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { handler } from "../../provider";
import { lookUp } from "../../provider/lookups/lookUp";
import { Session } from "../../provider/session";
import { type GraphServer, json, startGraphServer } from "../hostile/graphServer";

// Ids of its own: what is known of a filter stays with the process, and other tests have filters too.
const id = (n: number) => `f5000000-0000-4000-8000-00000000000${n}`;
const filters = [
  {
    id: id(1),
    displayName: "Corporate",
    platform: "windows10AndLater",
    rule: '(device.deviceOwnership -eq "Corporate")',
    assignmentFilterManagementType: "devices",
  },
  { id: id(2), displayName: "corporate", platform: "iOS", rule: "(1)" },
  {
    id: id(3),
    displayName: "Corporate",
    platform: "androidMobileApplicationManagement",
    rule: "(2)",
    assignmentFilterManagementType: "apps",
  },
  { id: id(4), displayName: "Pilot\u00a0ring", platform: "macOS", rule: "(3)", payloads: [] },
];
const policies = [
  {
    id: id(6),
    "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
    displayName: "Windows",
    name: "Windows",
  },
  { id: id(5), name: "BitLocker", description: "displayName is not the name here", displayName: "other" },
];

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraphServer(({ target }, response) => {
    const url = new URL(target, "http://graph");
    const values = url.pathname.endsWith("/assignmentFilters") ? filters : policies;
    const next =
      url.searchParams.has("page") || values.length < 3 ? undefined : `${graph.url}${target}&page=2`;
    const page = url.searchParams.has("page") ? values.slice(2) : next ? values.slice(0, 2) : values;
    json(response, 200, JSON.stringify({ value: page, "@odata.nextLink": next }));
  });
  return () => graph.close();
});
beforeEach(() => void graph.requests.splice(0));

const session = () => {
  const values: Record<string, string> = { "intune:graphEndpoint": graph.url, "intune:accessToken": "any" };
  return Session.of((key) => values[key]);
};

describe("a lookup of an assignment filter", () => {
  const filter = (args: object, run: object = {}) => lookUp("AssignmentFilter", args, session, run);

  it("takes an argument that is undefined as not given", async () => {
    expect(await filter({ displayName: "corporate", id: undefined })).toMatchObject({ id: id(2) });
    expect(await filter({ id: id(2), displayName: undefined })).toMatchObject({ id: id(2) });
  });

  it("finds by id, and by name in the letter case that was asked for, on any page", async () => {
    expect(await filter({ id: id(1).toUpperCase() })).toEqual({
      id: id(1),
      displayName: "Corporate",
      platform: "windows10AndLater",
      rule: '(device.deviceOwnership -eq "Corporate")',
      managementType: "devices",
    });
    expect(await filter({ displayName: "corporate" })).toMatchObject({
      id: id(2),
      managementType: "devices",
    });
    expect(await filter({ displayName: "pilot ring" })).toMatchObject({ id: id(4) });
  });

  it("sends no $filter, which the service does not take, and lists once in a run", async () => {
    const run = {};
    await Promise.all([filter({ id: id(1) }, run), filter({ id: id(2) }, run)]);
    await filter({ id: id(3) }, run);
    expect(graph.requests).toHaveLength(2);
    for (const { target } of graph.requests) {
      expect(target).toMatch(/^\/beta\/deviceManagement\/assignmentFilters\?\$select=/);
      expect(target).not.toContain("$filter");
    }
  });

  it("lists those that share a name with platform and kind", async () => {
    await expect(filter({ displayName: "Corporate" })).rejects.toThrow(
      [
        'More than one assignment filter has the displayName "Corporate". Choose by id:',
        `- "Corporate" (windows10AndLater, for devices) ${id(1)}`,
        `- "Corporate" (androidMobileApplicationManagement, for apps) ${id(3)}`,
      ].join("\n"),
    );
  });

  it("lists what there is when there is none, the likeliest first", async () => {
    await expect(filter({ displayName: "Pilot" })).rejects.toThrow(
      `The tenant has no assignment filter with the displayName "Pilot". It has:\n- "Pilot\\u00a0ring" (macOS, for devices) ${id(4)}\n`,
    );
  });

  describe("lets a check in the same process say that the filter does not fit", () => {
    const check = async (className: string, inputs: object, ...filters: number[]) => {
      const targets = filters.map((n) => ({
        type: "groupAssignmentTarget",
        groupId: id(n),
        filter: { id: id(n).toUpperCase(), type: "include" },
      }));
      const content = className.endsWith("Set") ? { targets } : { target: targets[0] };
      const { failures } = await handler(className).check({}, { ...inputs, ...content });
      return failures.map(({ reason }) => reason);
    };
    beforeAll(async () => {
      await Promise.all([1, 2, 3, 4].map((n) => filter({ id: id(n) })));
    });

    it("the kind of policy", async () => {
      const policy = { deviceCompliancePolicyId: id(7) };
      expect(await check("DeviceCompliancePolicyAssignmentSet", policy, 1, 2, 4)).toEqual([]);
      expect(await check("DeviceCompliancePolicyAssignmentSet", policy, 1, 3)).toEqual([
        expect.stringContaining(
          `targets[1].filter.id: given "${id(3).toUpperCase()}"; accepted: a filter for devices, as a compliance policy takes it. "Corporate" is for apps.`,
        ),
      ]);
    });

    it("the platform of a policy that was looked up, or of the kind", async () => {
      await lookUp("DeviceCompliancePolicy", { id: id(6) }, session, {});
      const policy = { deviceCompliancePolicyId: id(6) };
      expect(await check("DeviceCompliancePolicyAssignment", policy, 1)).toEqual([]);
      expect(await check("DeviceCompliancePolicyAssignment", policy, 2)).toEqual([
        expect.stringContaining('accepted: a filter for Windows, as the policy is. "corporate" is for iOS.'),
      ]);
      const protection = (policyType: string) => ({ policyType, policyId: id(7) });
      expect(await check("PolicyAssignment", protection("androidManagedAppProtections"), 3)).toEqual([]);
      expect(await check("PolicyAssignment", protection("iosManagedAppProtections"), 3)).toEqual([
        expect.stringContaining(
          'accepted: a filter for iOS, as the policy is. "Corporate" is for androidMobileApplicationManagement.',
        ),
      ]);
      expect(await check("PolicyAssignment", protection("targetedManagedAppConfigurations"), 3)).toEqual([]);
    });
  });

  it("refuses both name and id before any request", async () => {
    await expect(filter({ id: id(1), displayName: "x" })).rejects.toThrow(
      "The assignment filter cannot be looked up",
    );
    expect(graph.requests).toEqual([]);
  });
});

describe("a lookup of a policy by its type", () => {
  const policy = (args: object) => lookUp("Policy", args, session, {});

  it("finds it by the property that holds its name, through beta", async () => {
    expect(await policy({ policyType: "configurationPolicies", displayName: "bitlocker" })).toEqual({
      policyType: "configurationPolicies",
      id: id(5),
      displayName: "BitLocker",
      type: "",
    });
    expect(graph.requests.map(({ target }) => decodeURIComponent(target))).toEqual([
      "/beta/deviceManagement/configurationPolicies?$select=id,name",
    ]);
  });

  it.each([
    [{ displayName: "x" }, "policyType: given nothing; accepted: configurationPolicies"],
    [{ policyType: "mobileApps", displayName: "x" }, "mobileApps is not supported: an app can have several"],
    [
      { policyType: "deviceCompliancePolicies", id: "x" },
      "is not supported: DeviceCompliancePolicyAssignment",
    ],
    [{ policyType: "configurationPolicies" }, "id: given"],
  ])("refuses %j before any request", async (args, message) => {
    await expect(policy(args)).rejects.toThrow(message);
    expect(graph.requests).toEqual([]);
  });
});
