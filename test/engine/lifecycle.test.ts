import { beforeAll, describe, expect } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { ResourceClassName } from "../../provider/policyKind";
import { groupTarget, Tenant } from "../support/tenant";
import { walkthrough } from "../support/walkthrough";
import { worlds } from "./harness/door";
import type { Stack } from "./harness/stack";

type Four = [string, string, string, string];
const groups = [1, 2, 3, 4].map((n) => `2b3c4d5e-0000-4000-8000-00000000000${n}`) as Four;
const group = (groupId: string) => ({ type: "groupAssignmentTarget", groupId });
const compliance = "deviceCompliancePolicies";
const enrollment = "deviceEnrollmentConfigurations";
// Of the emulator's default tenant.
const [shared, from, to, assigned] = [1, 2, 3, 4].map(
  (n) => `c0000000-0000-4000-8000-00000000000${n}`,
) as Four;
const page = "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration";
const created = { pilot: "create", mover: "create", adopted: "create", page: "create" };

const chosen = worlds({ dynamic: "observed", plugin: "documented" });

describe.each(chosen)("$name, on the $service service", ({ door, service }) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
    stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });

  const step = walkthrough("lives from the first preview to the last destroy", {
    before: () => emulator.clearRequests(),
  });

  const declare = (onCompliance: Record<string, object>, onEnrollment: Record<string, object> = {}) =>
    door.declare(stack, {
      resources: {
        ...of("DeviceCompliancePolicyAssignment", onCompliance),
        ...of("EnrollmentConfigurationAssignment", onEnrollment),
      },
    });
  const of = (className: ResourceClassName, all: Record<string, object>) =>
    Object.fromEntries(Object.entries(all).map(([name, args]) => [name, { className, args }]));
  const assign = (deviceCompliancePolicyId: string, groupId: string) => ({
    deviceCompliancePolicyId,
    target: group(groupId),
  });
  const groupsOf = (policy: string) => tenant.groups(compliance, policy);
  /** The methods of the writes to some policies. */
  const writesTo = (...ids: string[]) =>
    emulator.requests
      .filter(({ method, status }) => method !== "GET" && status < 300)
      .filter(({ path }) => ids.some((id) => path.includes(id)))
      .map(({ method }) => method);

  /** An assignment to some devices of a group, which only beta shows. */
  const narrowed = (groupId: string) =>
    groupTarget(groupId, {
      deviceAndAppManagementAssignmentFilterId: groups[3],
      deviceAndAppManagementAssignmentFilterType: "include",
    });
  /** What others have on the shared policy. */
  const foreign = async () =>
    (await tenant.assignments(compliance, shared)).filter(({ target }) => target["groupId"] === groups[3]);

  step("previews without a request", async () => {
    await tenant.assign(compliance, shared, [narrowed(groups[3])]);
    await tenant.assign(compliance, assigned, [groupTarget(groups[0])]);
    await declare(
      {
        pilot: assign(shared, groups[0]),
        mover: assign(from, groups[2]),
        adopted: assign(assigned, groups[0]),
      },
      { page: { deviceEnrollmentConfigurationId: page, target: group(groups[1]) } },
    );
    emulator.clearRequests();
    expect((await stack.preview()).changes).toEqual(created);
    expect(emulator.requests).toEqual([]);
  });

  step("creates both kinds, adopts what is there already and says so, and keeps the token", async () => {
    const others = await foreign();
    const result = await stack.up();
    expect(result.changes).toEqual(created);
    expect(result.messages("info")).toContain(
      `group ${groups[0]} on compliance policy ${assigned} exists already`,
    );
    expect(await groupsOf(shared)).toEqual([groups[0], groups[3]]);
    expect(await groupsOf(from)).toEqual([groups[2]]);
    expect(await groupsOf(assigned)).toEqual([groups[0]]);
    expect(await tenant.groups(enrollment, page)).toEqual([groups[1]]);
    expect(await foreign()).toEqual(others);

    const assignments = await tenant.assignments(compliance, shared);
    const assignmentId = assignments.find(({ target }) => target["groupId"] === groups[0])?.id;
    const { resources, text } = await stack.exportState();
    expect(resources["pilot"]).toMatchObject({
      id: `${shared}/${assignmentId}`,
      type: door.typeOf("DeviceCompliancePolicyAssignment"),
      outputs: { assignmentId, deviceCompliancePolicyId: shared, target: group(groups[0]) },
    });
    expect(resources["pilot"]?.inputs?.["__provider"]).toBe(
      door.name === "dynamic"
        ? 'exports.handler=()=>require(require.resolve("pulumi-intune/provider",{paths:[".",...module.paths.map(p=>p+"/.pnpm")]})).handler("DeviceCompliancePolicyAssignment")'
        : undefined,
    );
    expect(result.output + text).not.toContain("the-token-of-this-test");
  });

  step("changes a target in place, deletes, replaces on another policy, and renames", async () => {
    const others = await foreign();
    await declare({
      pilot: assign(shared, groups[1]),
      mover: assign(to, groups[2]),
      renamed: assign(assigned, groups[0]),
    });
    const { changes, steps } = await stack.up();
    expect(changes).toEqual({
      pilot: "update",
      page: "delete",
      mover: "replace",
      adopted: "delete",
      renamed: "create",
    });
    expect(await groupsOf(shared)).toEqual([groups[1], groups[3]]);
    expect(await foreign()).toEqual(others);
    const pilot = steps.find(({ name }) => name === "pilot");
    expect(pilot?.new?.id).toBe(String(pilot?.old?.id));
    if (service === "documented") {
      expect(writesTo(shared, page)).toEqual(["PATCH", "DELETE"]);
    }
    expect(await tenant.groups(enrollment, page)).toEqual([]);
    expect(await groupsOf(from)).toEqual([]);
    expect(await groupsOf(to)).toEqual([groups[2]]);
    // Not even for a moment is a renamed assignment away.
    expect(writesTo(assigned)).toEqual([]);
    expect(await groupsOf(assigned)).toEqual([groups[0]]);
  });

  step("shows outside changes in refresh and the next preview, and corrects them", async () => {
    await tenant.assign(compliance, shared, [narrowed(groups[1]), narrowed(groups[3])]);
    await tenant.assign(compliance, to, []);
    const others = await foreign();

    expect((await stack.refresh()).changes).toEqual({ pilot: "update", mover: "delete", renamed: "same" });
    const { resources } = await stack.exportState();
    expect(Object.keys(resources).sort()).toEqual(["pilot", "renamed"]);
    expect(resources["pilot"]?.outputs?.["target"]).toEqual({
      ...group(groups[1]),
      filter: { id: groups[3], type: "include" },
    });
    const corrected = { pilot: "update", mover: "create", renamed: "same" };
    expect((await stack.preview()).changes).toEqual(corrected);
    expect((await stack.up()).changes).toEqual(corrected);
    const assignments = await tenant.assignments(compliance, shared);
    const own = assignments.find(({ target }) => target["groupId"] === groups[1]);
    expect(own?.target["deviceAndAppManagementAssignmentFilterId"]).not.toBe(groups[3]);
    expect(await groupsOf(to)).toEqual([groups[2]]);
    expect(others).toMatchObject([narrowed(groups[3])]);
    expect(await foreign()).toEqual(others);
  });

  step("refuses two resources with the same target, also where one exists already", async () => {
    await declare({
      renamed: assign(assigned, groups[0]),
      twin: assign(assigned, groups[0].toUpperCase()),
    });
    const { errors } = await stack.preview({ expectFailure: true });
    // Which of the two comes second is the engine's choice in YAML.
    expect(errors.toLowerCase()).toContain(
      `assigns group ${groups[0]} to compliance policy ${assigned} already. declare it once.`,
    );
  });

  step("destroys its assignments, also one that is gone, and no others", async () => {
    const others = await foreign();
    await tenant.assign(compliance, assigned, []);
    expect((await stack.destroy()).changes).toEqual({ pilot: "delete", mover: "delete", renamed: "delete" });
    expect(await tenant.assignments(compliance, shared)).toEqual(others);
    expect(await groupsOf(to)).toEqual([]);
  });

  step("refuses bad input in preview, naming property, value and what is accepted", async () => {
    await declare({ pilot: assign(shared, "Pilot users") });
    const { errors } = await stack.preview({ expectFailure: true });
    expect(errors).toContain(
      'target.groupId: given "Pilot users"; accepted: the object id of an Entra group, a GUID.',
    );
    await declare({ pilot: assign("Windows 11 baseline", groups[0]) });
    expect((await stack.preview({ expectFailure: true })).errors).toContain(
      'deviceCompliancePolicyId: given "Windows 11 baseline"; accepted: the id of the compliance policy, a GUID.',
    );
    expect(emulator.requests).toEqual([]);
  });

  step("leaves no state where a create fails", async () => {
    await declare({ pilot: assign("9f2b6c1e-ffff-4000-8000-000000000001", groups[0]) });
    const { errors } = await stack.up({ expectFailure: true });
    expect(errors).toContain("9f2b6c1e-ffff-4000-8000-000000000001");
    expect((await stack.exportState()).resources).toEqual({});
  });
});
