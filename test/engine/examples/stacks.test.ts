import { it } from "vitest";
import { startEmulator } from "../../../emulator";
import { context } from "../harness/context";
import { exampleNames, exampleStack } from "./example";
import { assigned, type GraphTarget, signedInTo, sorted } from "./tenant";

const id = (letter: string, n: number) => `${letter}0000000-0000-4000-8000-00000000000${n}`;
const policy = (n: number) => id("c", n);
const statusPage = `${id("e", 1)}_Windows10EnrollmentCompletionPageConfiguration`;
const platformRestriction = `${id("e", 2)}_PlatformRestrictions`;

const target = (type: string, more: object = {}) => ({ "@odata.type": `#microsoft.graph.${type}`, ...more });
const group = (n: number, more: object = {}) =>
  target("groupAssignmentTarget", { groupId: id("a", n), ...more });
const notGroup = (n: number) => target("exclusionGroupAssignmentTarget", { groupId: id("a", n) });
const notPersonal = {
  deviceAndAppManagementAssignmentFilterId: id("f", 1),
  deviceAndAppManagementAssignmentFilterType: "exclude",
};

/** What each example's stack leaves in the emulator's default tenant, of which the defaults of its config speak. */
const examples: Record<string, Record<string, GraphTarget[]>> = {
  quickstart: { [policy(1)]: [group(1)], [statusPage]: [group(1)] },
  rings: { [policy(1)]: [group(1)], [policy(2)]: [group(2), notGroup(1)] },
  enrollment: {
    [statusPage]: [group(1)],
    [platformRestriction]: [group(4)],
  },
  "whole-set": { [policy(1)]: [group(1, notPersonal), group(2, notPersonal), notGroup(3)] },
  component: { [policy(1)]: [group(1), group(2), notGroup(3)], [policy(2)]: [group(1)] },
  "unit-tests": {
    [policy(1)]: [target("allDevicesAssignmentTarget"), notGroup(4)],
    [policy(2)]: [group(4)],
  },
  "us-government": { [policy(1)]: [group(1)] },
};

/** Examples that need what runs YAML programs. */
const inYaml: typeof examples = context.languages.includes("yaml")
  ? { "quickstart-yaml": { [policy(1)]: [group(1)], [statusPage]: [group(1)] } }
  : {};

/** Examples that other tests beside this one run: they need more than one stack, or none. */
const runElsewhere = ["entra-group", "hundred-tenants", "policy-pack", "several-tenants"];

it("no example is left out", async ({ expect }) => {
  expect([...Object.keys(examples), ...runElsewhere].sort()).toEqual(await exampleNames());
});

// With the observed behavior. The tests of the resources cover both behaviors.
it.concurrent.for(Object.entries({ ...examples, ...inYaml }))(
  "%s",
  async ([name, expected], { expect, onTestFinished }) => {
    const emulator = await startEmulator({ service: "observed" });
    onTestFinished(() => emulator.close());
    const stack = await exampleStack(name, {
      env: {
        ...signedInTo(emulator),
        // Pulumi checks the types of one example, as it would for a user.
        ...(name === "quickstart" && { PULUMI_NODEJS_TRANSPILE_ONLY: "false" }),
      },
    });

    const { changes } = await stack.up();
    expect(new Set(Object.values(changes))).toEqual(new Set(["create"]));
    expect(assigned(emulator)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([policyId, targets]) => [policyId, sorted(targets)])),
    );

    // Once is enough.
    stack.setEnv({ PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
    emulator.clearRequests();
    const again = await stack.preview();
    expect(new Set(Object.values(again.changes))).toEqual(new Set(["same"]));
    expect(emulator.requests).toEqual([]);
  },
);
