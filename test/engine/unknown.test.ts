import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { doors } from "./harness/door";
import { Stack } from "./harness/stack.js";

/** A group that the same stack makes: its id is not known in the preview that comes before it. */
const program = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const config = new pulumi.Config();

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

const group = new Group("pilots", { endpoint: config.require("endpoint"), displayName: "Pilots" });
const target = { type: "groupAssignmentTarget", groupId: group.groupId };
new intune.DeviceCompliancePolicyAssignment("single", {
  deviceCompliancePolicyId: config.require("policy"),
  target,
});
new intune.DeviceCompliancePolicyAssignmentSet("set", {
  deviceCompliancePolicyId: config.require("otherPolicy"),
  targets: [target, { type: "allLicensedUsersAssignmentTarget" }],
});
exports.groupId = group.groupId;
`;

describe("a group made by the same stack", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
  });
  afterAll(() => emulator.close());

  it("is unknown in preview and flows into the assignment and the set in up", async () => {
    const tenant = new Tenant(emulator.url);
    const [policy, otherPolicy] = (await tenant.policies("deviceCompliancePolicies")) as [string, string];
    emulator.clearRequests();
    const stack = await Stack.create({
      program,
      config: { policy, otherPolicy, endpoint: emulator.url, "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    expect((await stack.preview()).changes).toEqual({ pilots: "create", single: "create", set: "create" });
    expect(emulator.requests).toEqual([]);

    await stack.up();
    const { groupId } = (await stack.outputs()) as { groupId: string };
    expect(groupId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await tenant.groups("deviceCompliancePolicies", policy)).toEqual([groupId]);
    expect(await tenant.groups("deviceCompliancePolicies", otherPolicy)).toEqual([groupId, "undefined"]);
    expect((await stack.up()).changes).toEqual({ pilots: "same", single: "same", set: "same" });
    await stack.destroy();
    expect(await tenant.assignments("deviceCompliancePolicies", policy)).toEqual([]);
  });
});

describe.each(doors)("$name: the output of another assignment", (door) => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
  });
  afterAll(() => emulator.close());

  it("is unknown in preview, within a target and within a set, and known in up", async () => {
    const tenant = new Tenant(emulator.url);
    const policies = (await tenant.policies("deviceCompliancePolicies")) as [string, string, string];
    const groupId = "2b3c4d5e-0000-4000-8000-000000000001";
    const stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    const target = { type: "groupAssignmentTarget", groupId: { part: "first" } };
    await door.declare(stack, {
      resources: {
        first: {
          className: "DeviceCompliancePolicyAssignment",
          args: { deviceCompliancePolicyId: policies[0], target: { type: target.type, groupId } },
        },
        single: {
          className: "DeviceCompliancePolicyAssignment",
          args: { deviceCompliancePolicyId: policies[1], target },
        },
        set: {
          className: "DeviceCompliancePolicyAssignmentSet",
          args: {
            deviceCompliancePolicyId: policies[2],
            targets: [target, { type: "allLicensedUsersAssignmentTarget" }],
          },
        },
      },
    });
    emulator.clearRequests();
    expect((await stack.preview()).changes).toEqual({ first: "create", single: "create", set: "create" });
    expect(emulator.requests).toEqual([]);

    await stack.up();
    expect(await tenant.groups("deviceCompliancePolicies", policies[1])).toEqual([groupId]);
    expect(await tenant.groups("deviceCompliancePolicies", policies[2])).toEqual([groupId, "undefined"]);
    expect((await stack.up()).changes).toEqual({ first: "same", single: "same", set: "same" });
    await stack.destroy();
  });
});
