import { beforeAll, describe, expect } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { walkthrough } from "../support/walkthrough";
import { Stack } from "./harness/stack";

// What Pulumi's own options and commands do. What the doors have little part in is tried by one of them, or by both
// with `ENGINE_WORLDS=all`.

const replace = 'replaceOnChanges: ["target", "targets"]';

/** One assignment, and a set `…Set`, for each of these names, with its options as JavaScript. */
const options = {
  plain: "",
  ignoring: 'ignoreChanges: ["target", "targets"]',
  replaced: replace,
  deletedFirst: `${replace}, deleteBeforeReplace: true`,
  forced: "",
  renamed: 'aliases: [{ name: name + "Before" }]',
  kept: "protect: true, retainOnDelete: true",
  ofMadePolicy: "deletedWith: made()",
  elsewhere: "provider: tenant()",
  secret: "",
};
type Name = keyof typeof options;
const names = Object.keys(options) as Name[];
/** Those that one door shows. */
const only: Record<string, readonly Name[]> = {
  dynamic: ["renamed", "kept", "ofMadePolicy"],
  plugin: ["elsewhere"],
};
/** Those whose group the second program changes. */
const changing: readonly Name[] = ["plain", "ignoring", "replaced", "deletedFirst", "forced"];

const group = (n: number) => `2b3c4d5e-0000-4000-8000-00000000000${n}`;
/** The policies of the one assignment and of the set. */
const policiesOf = (name: Name) =>
  [1, 2].map((n) => `c0000000-0000-4000-8000-0000000000${names.indexOf(name)}${n}`) as [string, string];
/** What is true of the one assignment and of the set. */
const both = <Value>(name: Name, one: Value, set = one) => ({ [name]: one, [`${name}Set`]: set });

const ofEach = <Value>(of: readonly Name[], make: (name: Name) => Record<string, Value>) =>
  Object.assign({}, ...of.map(make)) as Record<string, Value>;

interface Declared {
  /** The group of those that change. All others have the first. */
  readonly to: number;
  /** The group of one more assignment of the policy of `plain`: in its arguments, and after a transform. */
  readonly twin: readonly [said: number, registered: number];
  /** The tenant of `elsewhere`. */
  readonly url: string;
  readonly of: readonly Name[];
}

const program = ({ to, twin, url, of }: Declared) => `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
function once(make) {
  let made;
  return () => (made ??= make());
}
// A policy that the same program makes takes its assignments with it.
const made = once(() => new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: {} }) }, "made", {}));
const accessToken = new pulumi.Config().requireSecret("token");
const tenant = once(() => new intune.Provider("tenant", { graphEndpoint: "${url}", accessToken }));
const target = (groupId) => ({ type: "groupAssignmentTarget", groupId });
function one(name, deviceCompliancePolicyId, groupId, opts) {
  new intune.DeviceCompliancePolicyAssignment(name, { deviceCompliancePolicyId, target: target(groupId) }, opts);
}
function both(name, [policy, deviceCompliancePolicyId], groupId, optionsOf) {
  one(name, policy, groupId, optionsOf(name));
  const targets = [target("${group(0)}"), target(groupId)];
  name += "Set";
  new intune.DeviceCompliancePolicyAssignmentSet(name, { deviceCompliancePolicyId, targets }, optionsOf(name));
}
${of
  .map((name) => {
    const groupId = JSON.stringify(group(changing.includes(name) ? to : 1));
    const id = name === "secret" ? `pulumi.secret(${groupId})` : groupId;
    return `both("${name}", ${JSON.stringify(policiesOf(name))}, ${id}, (name) => ({ ${options[name]} }));`;
  })
  .join("\n")}
one("twin", "${policiesOf("plain")[0]}", "${group(twin[0])}", {
  transforms: [({ props, opts }) => ({ props: { ...props, target: target("${group(twin[1])}") }, opts })],
});
`;

interface PreviewedStep {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff: Readonly<Record<string, { kind: string }>> | null;
}

describe.each(["dynamic", "plugin"])("%s: on the engine,", (door) => {
  const isBy = (chosen: string) => door === chosen || process.env["ENGINE_WORLDS"] === "all";
  const here = names.filter((name) =>
    Object.entries(only).every(([chosen, those]) => isBy(chosen) || !those.includes(name)),
  );
  let emulator: RunningEmulator;
  let other: RunningEmulator;
  let stack: Stack;
  beforeAll(async () => {
    const deviceCompliancePolicies = names.flatMap(policiesOf).map((id) => ({ id, displayName: id }));
    const tenant = { service: "observed", state: { deviceCompliancePolicies } } as const;
    emulator = await startEmulator(tenant);
    other = await startEmulator(tenant);
    stack = await Stack.create({
      program: "",
      env: { INTUNE_PLUGIN: String(door === "plugin") },
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test", token: "the-token-of-elsewhere" },
    });
    return () => Promise.all([emulator.close(), other.close()]);
  });

  const declare = (declared: Declared) => stack.write("index.js", program(declared));
  const atFirst = () => ({ to: 1, twin: [1, 3], url: emulator.url, of: here }) as const;
  const changed = () => ({ to: 2, twin: [2, 3], url: other.url, of: here }) as const;

  const requestsTo = (name: Name) =>
    emulator.requests.filter(({ path }) => policiesOf(name).some((id) => path.includes(id)));
  const writesTo = (name: Name) => requestsTo(name).filter(({ method }) => method !== "GET");

  /** The groups of each policy in Graph, by their last digits. */
  function assigned(): Record<string, string> {
    const policies = emulator.getState().deviceCompliancePolicies;
    const groups = (id: string) => {
      const { assignments = [] } = policies.find((policy) => policy.id === id) ?? {};
      return assignments
        .map(({ target }) => String(target["groupId"]).at(-1))
        .sort()
        .join();
    };
    return ofEach(here, (name) => both(name, ...(policiesOf(name).map(groups) as [string, string])));
  }
  const first = { ...ofEach(here, (name) => both(name, "1", "0,1")), plain: "1,3" };

  const step = walkthrough("options and commands do what they say", {
    before: () => emulator.clearRequests(),
  });

  step("two resources with the same arguments are two if a transform says so", async () => {
    await declare(atFirst());
    await stack.up();
    expect(assigned()).toEqual(first);
  });

  step("a preview names the property that changes", async () => {
    await declare(changed());
    const { steps } = JSON.parse(await stack.cli(["preview", "--json"])) as { steps: PreviewedStep[] };
    const kinds = steps
      .filter(({ urn }) => /::plain(Set)?$/.test(urn))
      .flatMap(({ op, detailedDiff }) =>
        Object.entries(detailedDiff ?? {}).map(([path, { kind }]) => `${op} ${path}: ${kind}`),
      );
    expect(kinds.sort()).toEqual(["update target.groupId: update", "update targets[1].groupId: update"]);
  });

  if (isBy("dynamic")) {
    step("--target lets a resource take the target that another one declares no longer", async () => {
      await declare({ ...changed(), twin: [1, 1] });
      expect((await stack.preview({ args: ["--target", "**::twin"] })).errors).toBe("");
    });

    step("two resources that declare the same claim the same", async () => {
      await declare({ ...changed(), twin: [2, 2] });
      const { errors } = await stack.preview({ expectFailure: true });
      expect(errors).toContain("claim the same");
      expect(errors).not.toMatch(/^ +at /m);
    });

    step("--target changes one resource alone", async () => {
      await declare(changed());
      await stack.up({ args: ["--target", "**::forced"] });
      expect(assigned()).toEqual({ ...first, forced: "2" });
    });

    step("protect keeps what it says", async () => {
      const args = ["--target", "**::kept", "--target", "**::keptSet"];
      expect((await stack.destroy({ args, expectFailure: true })).errors).toContain("it is protected");
      await stack.cli(["state", "unprotect", "--all", "--yes"]);
    });

    step("resources get other names in the state", async () => {
      const { resources } = await stack.exportState();
      for (const name of ["renamed", "renamedSet"]) {
        await stack.cli(["state", "rename", String(resources[name]?.urn), `${name}Before`, "--yes"]);
      }
    });
  }

  step("each of the others does what it says, in one run", async () => {
    await declare({ ...changed(), of: here.filter((name) => name !== "kept") });
    const { changes } = await stack.up({ args: ["--replace", "**::forced", "--replace", "**::forcedSet"] });
    const dynamicOnly = { made: "same", ...both("kept", "delete") };
    expect(changes).toEqual({
      twin: "same",
      ...ofEach(here, (name) => both(name, "same")),
      ...both("plain", "update"),
      ...both("replaced", "replace"),
      ...both("deletedFirst", "replace"),
      ...both("forced", "replace"),
      ...(isBy("dynamic") && dynamicOnly),
    });
    const to = ofEach(["plain", "replaced", "deletedFirst", "forced"], (name) => both(name, "2", "0,2"));
    expect(assigned()).toEqual({ ...first, ...to, plain: "2,3" });
    expect(writesTo("renamed")).toEqual([]);
  });

  if (isBy("plugin")) {
    step("a replacement in another tenant leaves the old tenant as it is", async () => {
      await stack.up({ args: ["--replace", "**::elsewhere"] });
      expect(assigned()).toMatchObject(both("elsewhere", "1", "0,1"));
      expect(other.requests.map(({ method }) => method)).toContain("POST");
    });
  }

  step("what shows a secret target is secret, in the state and after a refresh", async () => {
    await stack.refresh();
    const { secret, secretSet } = (await stack.exportState()).resources;
    for (const output of [secret?.outputs?.["assignmentId"], secretSet?.outputs?.["assignments"]]) {
      expect(output).toHaveProperty("ciphertext");
    }
  });

  step("a destroy asks nothing of Graph for what goes with its policy", async () => {
    await stack.destroy();
    expect(requestsTo("ofMadePolicy")).toEqual([]);
  });
});
