import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { groupTarget, Tenant } from "../support/tenant";
import { Stack } from "./harness/stack";

const policy = "c0000000-0000-4000-8000-000000000001";
const group = (n: number) => `2b3c4d5e-0000-4000-8000-00000000000${n}`;

const program = (body: string) => `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const { DeviceCompliancePolicyAssignment, DeviceCompliancePolicyAssignmentSet } = intune;
${body}
`;

describe.each(["documented", "observed"] as const)(
  "what exists, read by the program on the %s service",
  (service) => {
    let emulator: RunningEmulator;
    let tenant: Tenant;
    let stack: Stack;
    beforeAll(async () => {
      emulator = await startEmulator({ service });
      tenant = new Tenant(emulator.url);
      await tenant.assign(
        "deviceCompliancePolicies",
        policy,
        [1, 2].map((n) => groupTarget(group(n))),
      );
      stack = await Stack.create({
        program: program(""),
        config: { "intune:graphEndpoint": emulator.url },
        secrets: { "intune:accessToken": "the-token-of-this-test" },
      });
      return () => emulator.close();
    });
    const write = (body: string) => stack.write("index.js", program(body));

    it("is an assignment or a set by its id, and is not managed", async () => {
      const [first, second] = await tenant.assignments("deviceCompliancePolicies", policy);
      await write(`
exports.target = DeviceCompliancePolicyAssignment.get("first", "${policy}/${first?.id}").target;
exports.policy = DeviceCompliancePolicyAssignment.get("second", "${policy}/${second?.id}").deviceCompliancePolicyId;
exports.targets = DeviceCompliancePolicyAssignmentSet.get("all", "${policy}").targets;
exports.elsewhere = DeviceCompliancePolicyAssignment.get("moved", "${policy}/an-id-of-before", {
  target: { type: "groupAssignmentTarget", groupId: "${group(2)}" } }).assignmentId;`);
      await stack.up();
      const targets = [1, 2].map((n) => ({ type: "groupAssignmentTarget", groupId: group(n) }));
      expect(await stack.outputs()).toEqual({
        target: targets[0],
        policy,
        targets,
        elsewhere: second?.id,
      });
      await stack.destroy();
      expect(await tenant.groups("deviceCompliancePolicies", policy)).toEqual([1, 2].map(group));
    });

    it("fails for a policy that is not there", async () => {
      await write(`DeviceCompliancePolicyAssignmentSet.get("gone", "9f2b6c1e-ffff-4000-8000-000000000001");`);
      const { output } = await stack.preview({ expectFailure: true });
      expect(output).toContain("There is no assignment with the id 9f2b6c1e-ffff-4000-8000-000000000001.");
    });

    it("fails where it is not there", async () => {
      await write(`DeviceCompliancePolicyAssignment.get("gone", "${policy}/an-id-of-nobody");`);
      const { output } = await stack.preview({ expectFailure: true });
      expect(output).toContain(`There is no assignment with the id ${policy}/an-id-of-nobody.`);
    });

    it("is not imported by the option, which says what to do instead", async () => {
      await write(`
new DeviceCompliancePolicyAssignment("imported", {
  deviceCompliancePolicyId: "${policy}", target: { type: "groupAssignmentTarget", groupId: "${group(1)}" },
}, { import: "${policy}/x" });`);
      const { errors, output } = await stack.preview({ expectFailure: true });
      expect(errors).toContain('"imported" has the option "import"');
      expect(errors).toContain("npx pulumi-intune import");
      expect(output).not.toContain("toJavaScript");
      expect(output).not.toMatch(/^ +at /m);
    });
  },
);
