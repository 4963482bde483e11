import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { groupTarget, Tenant } from "../support/tenant";
import type { DeclaredProgram, DeclaredResource } from "./harness/declared";
import { worlds } from "./harness/door";
import type { Stack } from "./harness/stack";

const collection = "deviceCompliancePolicies";
const policy = "c0000000-0000-4000-8000-000000000001";
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-00000000000${n}`;
const group = (n: number) => ({ type: "groupAssignmentTarget", groupId: guid(n) });

const chosen = worlds({ dynamic: "documented", plugin: "observed" });

describe.each(chosen)("$name: what exists, on the $service service,", ({ door, name, service }) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let stack: Stack;
  beforeAll(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
    await tenant.assign(
      collection,
      policy,
      [1, 2].map((n) => groupTarget(guid(n))),
    );
    stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });

  const declare = (
    resources: Readonly<Record<string, DeclaredResource>>,
    outputs: DeclaredProgram["outputs"] = {},
  ) => door.declare(stack, { resources, outputs });
  const single = (get: string, args: object = {}) =>
    ({ className: "DeviceCompliancePolicyAssignment", get, args }) as const;
  const set = (get: string) => ({ className: "DeviceCompliancePolicyAssignmentSet", get, args: {} }) as const;

  it("is read as an assignment or a set by its id, and is not managed", async () => {
    const [first, second] = await tenant.assignments(collection, policy);
    await declare(
      {
        first: single(`${policy}/${first?.id}`),
        second: single(`${policy}/${second?.id}`),
        moved: single(`${policy}/an-id-of-before`, { deviceCompliancePolicyId: policy, target: group(2) }),
        all: set(policy),
      },
      {
        target: ["first", "target"],
        policy: ["second", "deviceCompliancePolicyId"],
        elsewhere: ["moved", "assignmentId"],
        targets: ["all", "targets"],
      },
    );
    await stack.up();
    expect(await stack.outputs()).toEqual({
      target: group(1),
      policy,
      elsewhere: second?.id,
      targets: [group(1), group(2)],
    });
    await stack.destroy();
    expect(await tenant.groups(collection, policy)).toEqual([1, 2].map(guid));
  });

  // A door does not see which of them is not there.
  it.each(
    [
      { what: "a policy", gone: set("9f2b6c1e-ffff-4000-8000-000000000001"), by: "plugin" },
      { what: "an assignment", gone: single(`${policy}/an-id-of-nobody`), by: "dynamic" },
    ].filter(({ by }) => by === name || process.env["ENGINE_WORLDS"] === "all"),
  )("fails for $what that is not there", async ({ gone }) => {
    await declare({ gone });
    const { output } = await stack.preview({ expectFailure: true });
    // The plugin answers that there is none, and the engine says so.
    const engines = `resource '${gone.get}' does not exist`;
    expect(output).toContain(name === "plugin" ? engines : `There is no assignment with the id ${gone.get}.`);
  });

  it("is imported by the option, or the option says what to do instead", async () => {
    const [first] = await tenant.assignments(collection, policy);
    const args = { deviceCompliancePolicyId: policy, target: group(1) };
    const id = `${policy}/${first?.id}`;
    await declare({ imported: { className: "DeviceCompliancePolicyAssignment", args, import: id } });
    if (name === "dynamic") {
      const { errors, output } = await stack.preview({ expectFailure: true });
      expect(errors).toContain('"imported" has the option "import"');
      expect(errors).toContain("npx pulumi-intune import");
      expect(output).not.toContain("toJavaScript");
      expect(output).not.toMatch(/^ +at /m);
      return;
    }
    emulator.clearRequests();
    expect((await stack.up()).changes).toEqual({ imported: "import" });
    expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect((await stack.exportState()).resources["imported"]?.id).toBe(id);
    await declare({ imported: { className: "DeviceCompliancePolicyAssignment", args } });
    expect((await stack.up()).changes).toEqual({ imported: "same" });
    await stack.destroy();
    expect(await tenant.groups(collection, policy)).toEqual([guid(2)]);
  });
});
