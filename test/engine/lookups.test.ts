import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { policyKinds } from "../../emulator/policyKind";
import { walkthrough } from "../support/walkthrough";
import type { DeclaredProgram } from "./harness/declared";
import { doors } from "./harness/door";
import { Stack } from "./harness/stack";

const baseline = "c0000000-0000-4000-8000-000000000001";
const otherPolicy = "c0000000-0000-4000-8000-000000000002";
const elsewhere = "f0000000-0000-4000-8000-000000000001";
const statusPage = "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration";
const allDevices = { type: "allDevicesAssignmentTarget" };
const pilotRing = {
  type: "groupAssignmentTarget",
  groupId: "a0000000-0000-4000-8000-000000000001",
};
/** The policies of further kinds that an emulator without a state has, as a program looks them up. */
const further = policyKinds.flatMap(({ collection, example }) =>
  example === undefined ? [] : [{ policyType: collection, displayName: example[1] }],
);

// With the observed behavior. Both behaviors read alike.
describe.each(doors)("$name: lookups in a program", (door) => {
  let emulator: RunningEmulator;
  let other: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
    other = await startEmulator({
      state: { deviceCompliancePolicies: [{ id: elsewhere, displayName: "Elsewhere" }] },
    });
    stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url, "intune:useCli": "true" },
    });
    return () => Promise.all([emulator.close(), other.close()]);
  });

  const step = walkthrough("fail with a reason, and find what there is", {
    before: () => emulator.clearRequests(),
  });

  const declare = (program: Partial<DeclaredProgram>) => door.declare(stack, { resources: {}, ...program });
  const assignment = (deviceCompliancePolicyId: unknown, target: object = allDevices) => ({
    className: "DeviceCompliancePolicyAssignment" as const,
    args: { deviceCompliancePolicyId, target },
  });
  const nothingFound = {
    lookups: { none: { of: "DeviceCompliancePolicy", args: { displayName: "Windows" } } },
    outputs: { id: ["none", "id"] },
  } as const;

  step("fail in a preview without credentials, saying which were tried", async () => {
    await declare(nothingFound);
    const { errors } = await stack.preview({ expectFailure: true });
    expect(errors).toMatch(/sign.in/i);
    expect(errors).toContain("intune:useCli");
    await stack.setConfig({ "intune:useCli": "false" }, { "intune:accessToken": "the-token-of-this-test" });
  });

  step("fail with the names that there are", async () => {
    await declare(nothingFound);
    const { errors, output } = await stack.preview({ expectFailure: true });
    expect(errors).toContain(
      [
        'The tenant has no compliance policy with the displayName "Windows". It has:',
        `- "Windows 11 baseline" (windows10CompliancePolicy) ${baseline}`,
      ].join("\n"),
    );
    expect(output).not.toMatch(/^ +at /m);
  });

  const ofEachKind = <Value>(make: (wanted: (typeof further)[number]) => [string, Value]) =>
    Object.fromEntries(further.map(make));
  const changes = {
    ...Object.fromEntries(["policy1", "page1", "first", "second"].map((name) => [name, "create"])),
    ...ofEachKind(({ policyType }) => [`${policyType}1`, "create"]),
  };

  step(
    "find policies of every kind with one list for each, and wait for what a preview does not know",
    async () => {
      const provider = { accessToken: "another-token" };
      await declare({
        providers: {
          same: { ...provider, graphEndpoint: emulator.url },
          other: { ...provider, graphEndpoint: other.url },
        },
        lookups: {
          policy: { of: "DeviceCompliancePolicy", args: { displayName: "Windows 11 baseline" } },
          again: { of: "DeviceCompliancePolicy", args: { id: { found: ["policy", "id"] } } },
          page: { of: "EnrollmentConfiguration", args: { displayName: "Enrollment status page" } },
          elsewhere: { of: "DeviceCompliancePolicy", args: { displayName: "Elsewhere" }, provider: "other" },
          later: { of: "DeviceCompliancePolicy", args: { id: { part: "first" } }, provider: "same" },
          ...ofEachKind((args) => [args.policyType, { of: "Policy" as const, args }]),
        },
        resources: {
          policy1: assignment({ found: ["again", "id"] }),
          page1: {
            className: "EnrollmentConfigurationAssignment",
            args: { deviceEnrollmentConfigurationId: { found: ["page", "id"] }, target: allDevices },
          },
          // The part of its id that comes from the group is the id of the other policy.
          first: assignment(baseline, { type: "groupAssignmentTarget", groupId: otherPolicy }),
          second: assignment({ found: ["later", "id"] }),
          ...ofEachKind(({ policyType }) => {
            const found = (property: string) => ({ found: [policyType, property] });
            const args = { policyType: found("policyType"), policyId: found("id"), target: pilotRing };
            return [`${policyType}1`, { className: "PolicyAssignment" as const, args }];
          }),
        },
        outputs: {
          id: ["policy", "id"],
          displayName: ["policy", "displayName"],
          type: ["policy", "type"],
          page: ["page", "id"],
          elsewhere: ["elsewhere", "id"],
        },
      });
      expect((await stack.preview()).changes).toEqual(changes);
      // Enrollment notifications are in a list of their own. The other tenant has its own, and "later" is not there yet.
      expect(emulator.requests).toHaveLength(3 + further.length);
    },
  );

  step("give their results to the resources and the outputs, and no token to the state", async () => {
    const up = await stack.up();
    expect(up.changes).toEqual(changes);
    // By two providers, so that a list for "later" would have been one more in the preview.
    const lists = emulator.requests.filter(({ path }) => /deviceCompliancePolicies(\?|$)/.test(path));
    expect(lists).toHaveLength(2);
    const state = emulator.getState();
    expect(ofEachKind(({ policyType }) => [policyType, state[policyType][0]?.assignments.length])).toEqual(
      ofEachKind(({ policyType }) => [policyType, 1]),
    );
    expect(state.deviceCompliancePolicies[1]?.assignments).toHaveLength(1);
    expect(await stack.outputs()).toEqual({
      id: baseline,
      displayName: "Windows 11 baseline",
      type: "windows10CompliancePolicy",
      page: statusPage,
      elsewhere,
    });
    expect(up.output + (await stack.exportState()).text).not.toMatch(/the-token-of-this-test|another-token/);
  });

  step("tell a preview which filter does not fit the policy", async () => {
    const filter = "f0000000-0000-4000-8000-000000000001";
    const assignmentFilters = [{ id: filter, displayName: "Corporate", platform: "iOS" }];
    emulator.setState({ ...emulator.getState(), assignmentFilters });
    await declare({
      lookups: {
        policy: { of: "DeviceCompliancePolicy", args: { displayName: "Windows 11 baseline" } },
        corporate: { of: "AssignmentFilter", args: { displayName: "Corporate" } },
      },
      resources: {
        unfit: assignment(
          { found: ["policy", "id"] },
          { ...allDevices, filter: { id: { found: ["corporate", "id"] }, type: "include" } },
        ),
      },
    });
    const { errors } = await stack.preview({ expectFailure: true });
    expect(errors).toContain(
      `target.filter.id: given "${filter}"; accepted: a filter for Windows, as the policy is. "Corporate" is for iOS.`,
    );
    expect(emulator.requests.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });
});

describe("lookups that a Node.js program awaits", () => {
  const program = (body: string) => `
const intune = require("pulumi-intune");
module.exports = async () => {
${body}
};
const loads = (name) => Object.keys(require.cache).some((file) => file.includes("/node_modules/" + name + "/"));
`;
  let emulator: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({
      program: program(""),
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });

  it("end the program with the message alone, and end it", async () => {
    await stack.write(
      "index.js",
      program(`  await intune.getDeviceCompliancePolicy({ displayName: "Windows" });`),
    );
    const { errors, output } = await stack.preview({ expectFailure: true });
    expect(errors).toContain('The tenant has no compliance policy with the displayName "Windows". It has:');
    expect(output).not.toMatch(/^ +at /m);
  });

  it("load the Graph client, which a program without them does not", async () => {
    const loaded = `{ undici: loads("undici"), identity: loads("@azure/identity") }`;
    const lookup = `await intune.getDeviceCompliancePolicy({ id: "${baseline}" });`;
    await stack.write(
      "index.js",
      program(`const without = ${loaded};\n${lookup}\nreturn { without, after: ${loaded} };`),
    );
    await stack.up();
    expect(await stack.outputs()).toEqual({
      without: { undici: false, identity: false },
      after: { undici: true, identity: false },
    });
  });
});
