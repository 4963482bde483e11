import { afterAll, beforeAll, describe, expect } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { ResourceClassName } from "../../provider/policyKind";
import { groupTarget, Tenant } from "../support/tenant";
import { walkthrough } from "../support/walkthrough";
import { worlds } from "./harness/door";
import type { Stack } from "./harness/stack";

const groups = [1, 2, 3, 4].map((n) => `2b3c4d5e-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const group = (groupId: string) => ({ type: "groupAssignmentTarget", groupId });

const chosen = worlds({ dynamic: "observed", plugin: "documented" });

describe.each(chosen)("$name, on the $service service", ({ door, service }) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let stack: Stack;
  let policy: string;
  let otherPolicy: string;
  let configuration: string;

  beforeAll(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
    [policy, otherPolicy] = (await tenant.policies("deviceCompliancePolicies")) as [string, string];
    [configuration] = (await tenant.policies("deviceEnrollmentConfigurations")) as [string];
    stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });

  const step = walkthrough("lives from the first preview to the last destroy", {
    before: () => emulator.clearRequests(),
  });

  const declare = (compliance: Record<string, object>, enrollment: Record<string, object> = {}) =>
    door.declare(stack, {
      resources: {
        ...of("DeviceCompliancePolicyAssignment", compliance),
        ...of("EnrollmentConfigurationAssignment", enrollment),
      },
    });
  const of = (className: ResourceClassName, all: Record<string, object>) =>
    Object.fromEntries(Object.entries(all).map(([name, args]) => [name, { className, args }]));
  const onPolicy = (target: object, deviceCompliancePolicyId = policy) => ({
    deviceCompliancePolicyId,
    target,
  });
  const writes = () => emulator.requests.filter(({ method, status }) => method !== "GET" && status < 300);
  const compliant = () => tenant.groups("deviceCompliancePolicies", policy);

  step("previews without a request", async () => {
    await declare(
      { pilot: onPolicy(group(groups[0])) },
      { page: { deviceEnrollmentConfigurationId: configuration, target: group(groups[1]) } },
    );
    expect((await stack.preview()).changes).toEqual({ pilot: "create", page: "create" });
    expect(emulator.requests).toEqual([]);
  });

  step("creates both kinds", async () => {
    const { changes } = await stack.up();
    expect(changes).toEqual({ pilot: "create", page: "create" });
    expect(await compliant()).toEqual([groups[0]]);
    expect(await tenant.groups("deviceEnrollmentConfigurations", configuration)).toEqual([groups[1]]);

    const [assignment] = await tenant.assignments("deviceCompliancePolicies", policy);
    const { pilot } = (await stack.exportState()).resources;
    expect(pilot).toMatchObject({
      id: `${policy}/${assignment?.id}`,
      type: door.typeOf("DeviceCompliancePolicyAssignment"),
      outputs: { assignmentId: assignment?.id, deviceCompliancePolicyId: policy, target: group(groups[0]) },
    });
    expect(pilot?.inputs?.["__provider"]).toBe(
      door.name === "dynamic"
        ? 'exports.handler=()=>require(require.resolve("pulumi-intune/provider",{paths:[".",...module.paths.map(p=>p+"/.pnpm")]})).handler("DeviceCompliancePolicyAssignment")'
        : undefined,
    );
  });

  step("asks nothing when nothing changed", async () => {
    expect((await stack.up()).changes).toEqual({ pilot: "same", page: "same" });
    expect(emulator.requests).toEqual([]);
  });

  step("changes a target in place and keeps the id", async () => {
    const before = (await stack.exportState()).resources["pilot"]?.id;
    await declare({ pilot: onPolicy(group(groups[2])) });
    expect((await stack.up()).changes).toEqual({ pilot: "update", page: "delete" });
    expect(await compliant()).toEqual([groups[2]]);
    expect((await stack.exportState()).resources["pilot"]?.id).toBe(before);
    if (service === "documented") {
      expect(writes().map(({ method }) => method)).toEqual(["PATCH", "DELETE"]);
    }
  });

  step("replaces on another policy", async () => {
    await declare({ pilot: onPolicy(group(groups[2]), otherPolicy) });
    expect((await stack.up()).changes).toEqual({ pilot: "replace" });
    expect(await compliant()).toEqual([]);
    expect(await tenant.groups("deviceCompliancePolicies", otherPolicy)).toEqual([groups[2]]);
  });

  step("shows an outside change in refresh and the next preview, and mends it", async () => {
    await declare({ pilot: onPolicy(group(groups[2])) });
    await stack.up();
    // Somebody narrows the assignment to some devices, which only beta shows.
    const filter = {
      deviceAndAppManagementAssignmentFilterId: groups[3],
      deviceAndAppManagementAssignmentFilterType: "include",
    };
    await tenant.assign("deviceCompliancePolicies", policy, [groupTarget(groups[2], filter)]);

    expect((await stack.refresh()).changes).toEqual({ pilot: "update" });
    expect((await stack.exportState()).resources["pilot"]?.outputs?.["target"]).toEqual({
      ...group(groups[2]),
      filter: { id: groups[3], type: "include" },
    });
    expect((await stack.preview()).changes).toEqual({ pilot: "update" });
    expect((await stack.up()).changes).toEqual({ pilot: "update" });
    const [assignment] = await tenant.assignments("deviceCompliancePolicies", policy);
    expect(assignment?.target["deviceAndAppManagementAssignmentFilterId"]).not.toBe(groups[3]);
  });

  step("shows an outside delete in refresh and makes the assignment again", async () => {
    await tenant.assign("deviceCompliancePolicies", policy, []);
    await stack.refresh();
    expect((await stack.exportState()).resources).toEqual({});
    expect((await stack.up()).changes).toEqual({ pilot: "create" });
    expect(await compliant()).toEqual([groups[2]]);
  });

  step("leaves the assignments of others alone, up to destroy", async () => {
    const own = await tenant.assignments("deviceCompliancePolicies", policy);
    const filter = {
      deviceAndAppManagementAssignmentFilterId: groups[3],
      deviceAndAppManagementAssignmentFilterType: "include",
    };
    await tenant.assign("deviceCompliancePolicies", policy, [...own, groupTarget(groups[3], filter)]);
    const foreign = async () =>
      (await tenant.assignments("deviceCompliancePolicies", policy)).filter(
        ({ target }) => target["groupId"] === groups[3],
      );
    const before = await foreign();
    expect(before[0]?.target).toMatchObject(filter);

    await declare({
      pilot: onPolicy(group(groups[1])),
      broad: onPolicy({ type: "allDevicesAssignmentTarget" }),
    });
    await stack.up();
    expect(await foreign()).toEqual(before);
    expect((await stack.destroy()).changes).toEqual({ pilot: "delete", broad: "delete" });
    expect(await tenant.assignments("deviceCompliancePolicies", policy)).toEqual(before);
  });

  step("adopts what is there already, and says so", async () => {
    await declare({ pilot: onPolicy(group(groups[0])) });
    await tenant.assign("deviceCompliancePolicies", policy, [groupTarget(groups[0])]);
    const result = await stack.up();
    expect(result.messages("info")).toContain(
      `group ${groups[0]} on compliance policy ${policy} exists already`,
    );
    expect(await compliant()).toEqual([groups[0]]);
  });

  step("moves an assignment to a resource of another name without taking it away", async () => {
    await declare({ renamed: onPolicy(group(groups[0])) });
    expect((await stack.up()).changes).toEqual({ renamed: "create", pilot: "delete" });
    expect(await compliant()).toEqual([groups[0]]);
  });

  step("refuses two resources with the same target, also where one exists already", async () => {
    await declare({ renamed: onPolicy(group(groups[0])), twin: onPolicy(group(groups[0].toUpperCase())) });
    const { errors } = await stack.preview({ expectFailure: true });
    // Which of the two comes second is the engine's choice in YAML.
    expect(errors.toLowerCase()).toContain(
      `assigns group ${groups[0]} to compliance policy ${policy} already. declare it once.`,
    );
  });

  step("destroys what is gone already", async () => {
    await declare({ renamed: onPolicy(group(groups[0])) });
    await tenant.assign("deviceCompliancePolicies", policy, []);
    expect((await stack.destroy()).changes).toEqual({ renamed: "delete" });
  });

  step("refuses bad input in preview, naming property, value and what is accepted", async () => {
    await declare({ pilot: onPolicy(group("Pilot users")) });
    const { errors } = await stack.preview({ expectFailure: true });
    expect(errors).toContain(
      'target.groupId: given "Pilot users"; accepted: the object id of an Entra group, a GUID.',
    );
    expect(emulator.requests).toEqual([]);
  });

  step("leaves no state where a create fails", async () => {
    await declare({ pilot: onPolicy(group(groups[0]), "9f2b6c1e-ffff-4000-8000-000000000001") });
    const { errors } = await stack.up({ expectFailure: true });
    expect(errors).toContain("9f2b6c1e-ffff-4000-8000-000000000001");
    expect((await stack.exportState()).resources).toEqual({});
  });

  step("keeps the token out of state and output", async () => {
    await declare({ pilot: onPolicy(group(groups[0])) });
    const { output } = await stack.up();
    const { text } = await stack.exportState();
    expect(output + text).not.toContain("the-token-of-this-test");
    await stack.destroy();
  });

  afterAll(() => emulator.close());
});
