import { beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { doors } from "./harness/door";
import { Stack } from "./harness/stack";

const collection = "deviceCompliancePolicies";
const policy = (n: number) => `c0000000-0000-4000-8000-00000000000${n}`;
const groupId = "2b3c4d5e-0000-4000-8000-000000000001";
const token = "the-token-of-this-test";

/** A group that the same stack makes, and the output of another assignment: a preview does not know them. */
const program = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const endpoint = new pulumi.Config("intune").require("graphEndpoint");

const handler = \`exports.handler = () => ({
  create: async ({ endpoint, displayName }) => {
    const response = await fetch(endpoint + "/v1.0/groups", {
      method: "POST",
      headers: { authorization: "Bearer a-program", "content-type": "application/json" },
      body: JSON.stringify({ displayName, mailEnabled: false, mailNickname: "pilot", securityEnabled: true }),
    });
    const { id } = await response.json();
    return { id, outs: { endpoint, displayName, groupId: id } };
  },
})\`;
class Group extends pulumi.CustomResource {
  constructor(name, props) {
    super("pulumi-nodejs:dynamic/entra:Group", name, { __provider: handler, groupId: undefined, ...props });
  }
}

const group = new Group("pilots", { endpoint, displayName: "Pilots" });
const target = (groupId) => ({ type: "groupAssignmentTarget", groupId });
const first = new intune.DeviceCompliancePolicyAssignment("first", {
  deviceCompliancePolicyId: "${policy(1)}",
  target: target("${groupId}"),
});
function assign(name, policy, setPolicy, groupId) {
  new intune.DeviceCompliancePolicyAssignment(name, { deviceCompliancePolicyId: policy, target: target(groupId) });
  new intune.DeviceCompliancePolicyAssignmentSet(name + "Set", {
    deviceCompliancePolicyId: setPolicy,
    targets: [target(groupId), { type: "allLicensedUsersAssignmentTarget" }],
  });
}
assign("ofGroup", "${policy(2)}", "${policy(3)}", group.groupId);
assign("ofFirst", "${policy(4)}", "${policy(5)}", first.assignmentId.apply((id) => id.split("_").at(-1)));
exports.groupId = group.groupId;
`;

let emulator: RunningEmulator;
let tenant: Tenant;
beforeEach(async () => {
  const deviceCompliancePolicies = [1, 2, 3, 4, 5].map((n) => ({ id: policy(n), displayName: policy(n) }));
  emulator = await startEmulator({ service: "observed", state: { deviceCompliancePolicies } });
  tenant = new Tenant(emulator.url);
  return () => emulator.close();
});
const groups = (n: number) => tenant.groups(collection, policy(n));
const all = <Value>(names: readonly string[], value: Value) =>
  Object.fromEntries(names.map((name) => [name, value]));

describe("dynamic: a group made by the same stack, and the output of another assignment", () => {
  it("are unknown in preview and flow into the assignments and the sets in up", async () => {
    const names = ["pilots", "first", "ofGroup", "ofGroupSet", "ofFirst", "ofFirstSet"];
    const stack = await Stack.create({
      program,
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": token },
    });
    expect((await stack.preview()).changes).toEqual(all(names, "create"));
    expect(emulator.requests).toEqual([]);

    await stack.up();
    const { groupId: made } = (await stack.outputs()) as { groupId: string };
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    expect(await groups(2)).toEqual([made]);
    expect(await groups(3)).toEqual([made, "undefined"]);
    expect(await groups(4)).toEqual([groupId]);
    expect(await groups(5)).toEqual([groupId, "undefined"]);
    expect((await stack.up()).changes).toEqual(all(names, "same"));
    await stack.destroy();
    expect(await groups(2)).toEqual([]);
  });
});

describe.each(doors.filter(({ name }) => name === "plugin"))(
  "$name: the output of another assignment",
  (door) => {
    it("is unknown in preview, within a target and within a set, and known in up", async () => {
      const stack = await door.create({
        config: { "intune:graphEndpoint": emulator.url },
        secrets: { "intune:accessToken": token },
      });
      const target = { type: "groupAssignmentTarget", groupId: { part: "first" } };
      const className = "DeviceCompliancePolicyAssignment";
      const targets = [target, { type: "allLicensedUsersAssignmentTarget" }];
      await door.declare(stack, {
        resources: {
          first: { className, args: { deviceCompliancePolicyId: policy(1), target: { ...target, groupId } } },
          single: { className, args: { deviceCompliancePolicyId: policy(2), target } },
          set: { className: `${className}Set`, args: { deviceCompliancePolicyId: policy(3), targets } },
        },
      });
      const names = ["first", "single", "set"];
      expect((await stack.preview()).changes).toEqual(all(names, "create"));
      expect(emulator.requests).toEqual([]);

      await stack.up();
      expect(await groups(2)).toEqual([groupId]);
      expect(await groups(3)).toEqual([groupId, "undefined"]);
      expect((await stack.up()).changes).toEqual(all(names, "same"));
    });
  },
);
