import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { Stack } from "./harness/stack";

// What Pulumi's own options and commands do with a single assignment and a set. What the doors have little part in is
// tried by one of them, or by both with `ENGINE_WORLDS=all`.

const [policy, otherPolicy] = [
  "c0000000-0000-4000-8000-000000000001",
  "c0000000-0000-4000-8000-000000000002",
];
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-00000000000${n}`;
const group = (n: number) => ({ type: "groupAssignmentTarget", groupId: guid(n) });

/** `one` assigns a group to the first policy, `all` owns the second one. */
interface Declared {
  readonly one?: number;
  readonly all?: readonly number[];
  /** Options of both, as JavaScript. */
  readonly opts?: string;
  readonly before?: string;
}

function program({ one, all, opts = "{}", before = "" }: Declared): string {
  const declare = (className: string, name: string, policyId: string, content: object) =>
    `new intune.${className}("${name}", ${JSON.stringify({ deviceCompliancePolicyId: policyId, ...content })}, ${opts});`;
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const intune = require("pulumi-intune");',
    before,
    one === undefined
      ? ""
      : declare("DeviceCompliancePolicyAssignment", "one", policy, { target: group(one) }),
    all === undefined
      ? ""
      : declare("DeviceCompliancePolicyAssignmentSet", "all", otherPolicy, { targets: all.map(group) }),
  ].join("\n");
}

interface PreviewedStep {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff: Readonly<Record<string, { kind: string }>> | null;
}

describe.each(["dynamic", "plugin"])("%s: on the engine,", (door) => {
  const env = { INTUNE_PLUGIN: String(door === "plugin") };
  const by = (chosen: string) => it.runIf(door === chosen || process.env["ENGINE_WORLDS"] === "all");
  let emulator: RunningEmulator;
  let tenant: Tenant;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
    tenant = new Tenant(emulator.url);
    return () => emulator.close();
  });

  /** A stack with both, on a tenant that nobody else uses. */
  async function stackWith(declared: Declared): Promise<Stack> {
    for (const id of [policy, otherPolicy]) await tenant.assign("deviceCompliancePolicies", id, []);
    const stack = await Stack.create({
      program: program(declared),
      env,
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    await stack.up();
    return stack;
  }
  const declare = (stack: Stack, declared: Declared) => stack.write("index.js", program(declared));
  const assigned = async () => [
    await tenant.groups("deviceCompliancePolicies", policy),
    await tenant.groups("deviceCompliancePolicies", otherPolicy),
  ];

  it("a preview names the property that changes, and replaceOnChanges and deleteBeforeReplace see it", async () => {
    const stack = await stackWith({ one: 1, all: [1, 2] });
    await declare(stack, { one: 2, all: [1, 3] });
    const { steps } = JSON.parse(await stack.cli(["preview", "--json"])) as { steps: PreviewedStep[] };
    const kinds = steps.flatMap(({ op, detailedDiff }) =>
      Object.entries(detailedDiff ?? {}).map(([path, { kind }]) => `${op} ${path}: ${kind}`),
    );
    expect(kinds.sort()).toEqual(["update target.groupId: update", "update targets[1].groupId: update"]);

    await declare(stack, { one: 2, all: [1, 3], opts: '{ ignoreChanges: ["target", "targets"] }' });
    expect((await stack.up()).changes).toEqual({ one: "same", all: "same" });

    const replace = 'replaceOnChanges: ["target", "targets"]';
    await declare(stack, { one: 2, all: [1, 3], opts: `{ ${replace} }` });
    expect((await stack.up()).changes).toEqual({ one: "replace", all: "replace" });
    expect(await assigned()).toEqual([[guid(2)], [guid(1), guid(3)]]);

    await declare(stack, { one: 4, all: [5], opts: `{ ${replace}, deleteBeforeReplace: true }` });
    expect((await stack.up()).changes).toEqual({ one: "replace", all: "replace" });
    expect(await assigned()).toEqual([[guid(4)], [guid(5)]]);
  });

  by("dynamic")(
    "resources are targeted, replaced, renamed by aliases and in the state, without a change in the tenant",
    async () => {
      const stack = await stackWith({ one: 1, all: [2] });
      await declare(stack, { one: 3, all: [4] });
      expect((await stack.up({ args: ["--target", "**::one"] })).changes["all"]).not.toBe("update");
      expect(await assigned()).toEqual([[guid(3)], [guid(2)]]);

      const urn = async (name: string) => String((await stack.exportState()).resources[name]?.urn);
      const replaced = [await urn("one"), await urn("all")].flatMap((each) => ["--replace", each]);
      expect((await stack.up({ args: replaced })).changes).toEqual({ one: "replace", all: "replace" });
      expect(await assigned()).toEqual([[guid(3)], [guid(4)]]);

      await stack.cli(["state", "rename", await urn("one"), "uno", "--yes"]);
      await stack.cli(["state", "rename", await urn("all"), "tutti", "--yes"]);
      emulator.clearRequests();
      await declare(stack, { one: 3, all: [4], opts: '{ aliases: [{ name: "uno" }, { name: "tutti" }] }' });
      expect((await stack.up()).changes).toEqual({ one: "same", all: "same" });
      expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    },
  );

  by("dynamic")("protect, retainOnDelete and deletedWith keep what they say", async () => {
    const stack = await stackWith({ one: 1, all: [2], opts: "{ protect: true }" });
    await declare(stack, {});
    expect((await stack.up({ expectFailure: true })).errors).toContain("it is protected");
    await declare(stack, { one: 1, all: [2], opts: "{ retainOnDelete: true }" });
    await stack.up();
    await declare(stack, {});
    expect((await stack.up()).changes).toEqual({ one: "delete", all: "delete" });
    expect(await assigned()).toEqual([[guid(1)], [guid(2)]]);

    // A policy that the same program makes takes its assignments with it.
    const before =
      'const made = new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: {} }) }, "policy", {});';
    await declare(stack, { one: 1, all: [2], before, opts: "{ deletedWith: made }" });
    await stack.up();
    emulator.clearRequests();
    await stack.destroy();
    expect(emulator.requests).toEqual([]);
  });

  by("dynamic")("claims are taken from what is registered, after transforms", async () => {
    const stack = await stackWith({ one: 1 });
    const twin = `new intune.DeviceCompliancePolicyAssignment("twin", ${JSON.stringify({ deviceCompliancePolicyId: policy, target: group(1) })}`;
    const to = (n: number) =>
      `{ transforms: [({ props, opts }) => ({ props: { ...props, target: ${JSON.stringify(group(n))} }, opts })] }`;
    // Alike in the arguments, different as registered.
    await declare(stack, { one: 1, before: `${twin}, ${to(2)});` });
    expect((await stack.preview()).changes).toEqual({ one: "same", twin: "create" });
    // Different in the arguments, alike as registered.
    await declare(stack, { one: 1, before: `${twin.replace(guid(1), guid(3))}, ${to(1)});` });
    const { errors } = await stack.preview({ expectFailure: true });
    expect(errors).toContain("claim the same");
  });

  it("what shows a secret target is secret, in the state and after a refresh", async () => {
    for (const id of [policy, otherPolicy]) await tenant.assign("deviceCompliancePolicies", id, []);
    const stack = await Stack.create({
      program: `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const target = { type: "groupAssignmentTarget", groupId: pulumi.secret("${guid(1)}") };
const one = new intune.DeviceCompliancePolicyAssignment("one", { deviceCompliancePolicyId: "${policy}", target });
const all = new intune.DeviceCompliancePolicyAssignmentSet("all", { deviceCompliancePolicyId: "${otherPolicy}", targets: [target] });
exports.shown = [one.assignmentId, all.assignments];
`,
      env,
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    await stack.up();
    const { one, all } = (await stack.refresh().then(() => stack.exportState())).resources;
    for (const output of [one?.outputs?.["assignmentId"], all?.outputs?.["assignments"]]) {
      expect(output).toHaveProperty("ciphertext");
    }
    await stack.destroy();
  });

  by("plugin")(
    "another tenant is no change, and a replacement would leave the old tenant as it is",
    async () => {
      const other = await startEmulator({ service: "observed" });
      await tenant.assign("deviceCompliancePolicies", policy, []);
      const on = (url: string) =>
        program({
          one: 1,
          before: `const accessToken = new pulumi.Config().requireSecret("token");
const provider = new intune.Provider("tenant", { graphEndpoint: "${url}", accessToken });`,
          opts: "{ provider }",
        });
      const stack = await Stack.create({
        env,
        program: on(emulator.url),
        secrets: { token: "the-token-of-this-test" },
      });
      await stack.up();
      await stack.write("index.js", on(other.url));
      expect((await stack.up()).changes).toEqual({ one: "same" });
      const { one } = (await stack.exportState()).resources;
      await stack.up({ args: ["--replace", String(one?.urn)] });
      expect(await tenant.groups("deviceCompliancePolicies", policy)).toEqual([guid(1)]);
      await other.close();
    },
  );
});
