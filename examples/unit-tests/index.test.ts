// npm test: Node's own test runner, with Pulumi's mocks instead of the engine and Intune.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";

interface Assignment {
  readonly deviceCompliancePolicyId: string;
  readonly target: { readonly type: string; readonly groupId?: string };
}

const baselinePolicy = "c0000000-0000-4000-8000-00000000ba5e";
const kioskPolicy = "c0000000-0000-4000-8000-00000000cafe";
const kiosks = "a0000000-0000-4000-8000-00000000cafe";
const declared: Assignment[] = [];

before(async () => {
  await pulumi.runtime.setMocks({
    newResource({ name, type, inputs }) {
      if (type === "pulumi-nodejs:dynamic/intune:DeviceCompliancePolicyAssignment") {
        declared.push(inputs as Assignment);
      }
      return { id: `${name}-id`, state: { ...inputs, assignmentId: `${name}-assignment` } };
    },
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig({
    "project:baselinePolicyId": baselinePolicy,
    "project:kioskPolicyId": kioskPolicy,
    "project:kiosksGroupId": kiosks,
  });
  const { assignmentIds } = await import("./index.ts");
  await new Promise((resolve) => pulumi.all(assignmentIds).apply(resolve));
});

const targetsOf = (policyId: string) =>
  declared
    .filter(({ deviceCompliancePolicyId }) => deviceCompliancePolicyId === policyId)
    .map(({ target }) => target);

test("a policy for all devices leaves out the kiosks", () => {
  const forAll = declared.filter(({ target }) => target.type === "allDevicesAssignmentTarget");
  assert.equal(forAll.length, 1);
  for (const { deviceCompliancePolicyId } of forAll) {
    assert.deepEqual(
      targetsOf(deviceCompliancePolicyId).filter(({ type }) => type === "exclusionGroupAssignmentTarget"),
      [{ type: "exclusionGroupAssignmentTarget", groupId: kiosks }],
    );
  }
});

test("kiosks get their own policy and nobody else does", () => {
  assert.deepEqual(targetsOf(kioskPolicy), [{ type: "groupAssignmentTarget", groupId: kiosks }]);
});
