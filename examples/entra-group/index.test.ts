import assert from "node:assert/strict";
import { test } from "node:test";
import * as pulumi from "@pulumi/pulumi";

test("the policy goes to the group that the stack makes", async () => {
  const made: Record<string, pulumi.runtime.MockResourceArgs> = {};
  await pulumi.runtime.setMocks({
    newResource(args) {
      made[args.name] = args;
      return {
        id: `${args.name}-id`,
        state: { ...args.inputs, objectId: "a0000000-0000-4000-8000-00000000000f" },
      };
    },
    call: () => ({}),
  });
  pulumi.runtime.setConfig("project:deviceCompliancePolicyId", "c0000000-0000-4000-8000-000000000001");

  const { assignmentId } = await import("./index.ts");

  await new Promise((resolve) => assignmentId.apply(resolve));
  assert.deepEqual(made["baseline-for-pilot"]?.inputs["target"], {
    type: "groupAssignmentTarget",
    groupId: "a0000000-0000-4000-8000-00000000000f",
  });
});
