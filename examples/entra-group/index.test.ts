import assert from "node:assert/strict";
import { test } from "node:test";
import * as pulumi from "@pulumi/pulumi";

test("the policy goes to the group that the stack makes, and to one that is found by name with a filter", async () => {
  const made: Record<string, pulumi.runtime.MockResourceArgs> = {};
  await pulumi.runtime.setMocks({
    newResource(args) {
      made[args.name] = args;
      return {
        id: `${args.name}-id`,
        state: { ...args.inputs, objectId: "a0000000-0000-4000-8000-00000000000f" },
      };
    },
    call: ({ token, inputs }): Record<string, unknown> =>
      token === "intune:index:getAssignmentFilter"
        ? { id: `filter ${inputs["displayName"]}` }
        : { objectId: `group ${inputs["displayName"]}` },
  });
  pulumi.runtime.setConfig("project:deviceCompliancePolicyId", "c0000000-0000-4000-8000-000000000001");
  pulumi.runtime.setConfig("project:existingGroup", "Everybody");
  pulumi.runtime.setConfig("project:existingFilter", "Corporate");

  const { assignmentId, narrowedId } = await import("./index.ts");

  await new Promise((resolve) => pulumi.all([assignmentId, narrowedId]).apply(resolve));
  assert.deepEqual(made["baseline-for-pilot"]?.inputs["target"], {
    type: "groupAssignmentTarget",
    groupId: "a0000000-0000-4000-8000-00000000000f",
  });
  assert.deepEqual(made["baseline-for-everybody"]?.inputs["target"], {
    type: "groupAssignmentTarget",
    groupId: "group Everybody",
    filter: { id: "filter Corporate", type: "include" },
  });
});
