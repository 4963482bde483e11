import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { Stack } from "./harness/stack";

const program = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
for (const [name, args] of Object.entries(new pulumi.Config().requireObject("assignments"))) {
  new intune.DeviceCompliancePolicyAssignment(name, args);
}
`;
const groupId = "2b3c4d5e-0000-4000-8000-000000000001";
const target = { type: "groupAssignmentTarget", groupId };

// The model found it; whether the engine asks for the difference of the one before it deletes the other, only it can show.
describe.each(["documented", "observed"] as const)(
  "a rename in a run that fails elsewhere, on the %s service",
  (service) => {
    let emulator: RunningEmulator;
    beforeAll(async () => {
      emulator = await startEmulator({ service });
    });
    afterAll(() => emulator.close());

    it("leaves the assignment to the new resource when the old one is deleted by the next run", async () => {
      const tenant = new Tenant(emulator.url);
      const [policy] = (await tenant.policies("deviceCompliancePolicies")) as [string];
      const missing = "9f2b6c1e-ffff-4000-8000-000000000001";
      const stack = await Stack.create({
        program,
        config: { "intune:graphEndpoint": emulator.url },
        secrets: { "intune:accessToken": "the-token-of-the-rename" },
      });
      const declare = (assignments: object) => stack.setConfig({ assignments: JSON.stringify(assignments) });

      await declare({ before: { deviceCompliancePolicyId: policy, target } });
      await stack.up();
      await declare({
        after: { deviceCompliancePolicyId: policy, target },
        elsewhere: { deviceCompliancePolicyId: missing, target },
      });
      await stack.up({ expectFailure: true });
      expect(Object.keys((await stack.exportState()).resources).sort()).toEqual(["after", "before"]);

      await declare({ after: { deviceCompliancePolicyId: policy, target } });
      expect((await stack.up()).changes).toEqual({ after: "same", before: "delete" });
      expect(await tenant.groups("deviceCompliancePolicies", policy)).toEqual([groupId]);
      await stack.destroy();
      expect(await tenant.groups("deviceCompliancePolicies", policy)).toEqual([]);
    });
  },
);
