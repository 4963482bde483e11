import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, describe, it } from "vitest";
import type { Report } from "../../cli/report/facts";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { type PolicyKind, policyKey } from "../../provider/policyKind";
import { everyKind, policyIdOf, targetsOf, tenantOfKinds, wireOf } from "../support/everyKind";
import { wholeTenant, wholeTenantFacts } from "../support/largeTenant";
import { resourcesOf } from "./support/resourcesOf";
import { runCommand } from "./support/runCommand";

const { deletedGroups, unreadable, policies, builtIn } = wholeTenantFacts;
const state = wholeTenant();
const assignedPolicies = [
  ...(state.deviceCompliancePolicies ?? []),
  ...(state.deviceEnrollmentConfigurations ?? []),
].filter(({ id }) => !/_Default|_WindowsRestore/.test(id ?? ""));
const readable = assignedPolicies.filter(({ id }) => id !== unreadable);
const assignments = readable.reduce((sum, policy) => sum + (policy.assignments?.length ?? 0), 0);

describe.each(["documented", "observed"] as const)("a tenant like a real one, as %s", (service) => {
  let emulator: RunningEmulator;
  let directory: string;
  beforeAll(async () => {
    emulator = await startEmulator({ service });
    return () => emulator.close();
  });
  beforeEach(async () => {
    directory = await realpath(await mkdtemp(path.join(tmpdir(), "intune-whole-")));
    emulator.setState(state);
    emulator.setFaults([
      {
        path: `/**/${unreadable}/assignments`,
        fault: {
          kind: "answer",
          status: 403,
          body: { error: { code: "Forbidden", message: "Not for you." } },
        },
      },
    ]);
    return () => rm(directory, { recursive: true });
  });
  const run = async (args: readonly string[], onLine: (line: string) => void = () => {}) => {
    const said: string[] = [];
    const env = { INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: "a-token" };
    const say = (line: string) => {
      said.push(line);
      onLine(line);
    };
    const error = await runCommand(args, { directory, env, say }).then(
      () => undefined,
      (caught: Error) => caught,
    );
    return { error, stderr: said.join("\n") };
  };

  it("is imported but for what cannot be read, and each thing that is missing is said once", async ({
    expect,
  }) => {
    const { error, stderr } = await run(["import"]);
    expect(error?.message).toContain("The result is incomplete: 1 policy could not be read.");
    const file = JSON.parse(await readFile(path.join(directory, "intune-import.json"), "utf8"));
    const resources: { name: string; id: string; inputs: Record<string, unknown> }[] = file.resources;
    expect(resources).toHaveLength(assignments);
    expect(new Set(resources.map(({ name }) => name)).size).toBe(assignments);
    expect(resources.some(({ id }) => id.startsWith(unreadable))).toBe(false);

    const program = await readFile(path.join(directory, "intune.ts"), "utf8");
    const inFile = resources.map(({ name, inputs: { __provider, ...inputs } }) => ({ name, inputs }));
    const declared = resourcesOf(program).map(({ name, inputs }) => ({ name, inputs }));
    expect(declared).toEqual(inFile);

    expect(assignedPolicies).toHaveLength(policies);
    expect(stderr).toContain(`deviceEnrollmentConfigurations: 100, and ${builtIn} built in`);
    const [gone, restorable] = deletedGroups;
    expect(stderr.split(`${gone} does not exist`)).toHaveLength(2);
    expect(stderr.split(`${restorable} (Old kiosks) is deleted. You can restore it`)).toHaveLength(2);
    expect(stderr.match(/could not be read: /g)).toHaveLength(1);
    expect(stderr).toContain("Intune lists only what the signed-in identity may see");
  });

  it.for([
    ["import", ["import"]],
    ["report", ["report", "--format", "json", "--out", "report.json"]],
  ] as const)(
    "%s leaves out what is deleted after it was listed, of every kind",
    async ([command, args], { expect }) => {
      const set = (kind: PolicyKind) => targetsOf(kind).map((target) => ({ target: wireOf(target) }));
      emulator.setState(tenantOfKinds(everyKind, (kind) => [set(kind), set(kind)]));
      const { error, stderr } = await run(args, (line) => {
        const isListed = line.startsWith("Reading the assignments of ");
        if (isListed) emulator.setState(tenantOfKinds(everyKind, (kind) => [set(kind)]));
      });
      expect(error).toBeUndefined();
      for (const kind of everyKind) {
        const policy = `${kind.noun} ${kind.noun} 2 (${policyIdOf(kind, 2)})`;
        expect(stderr.split(`The ${policy} was deleted a moment ago`)).toHaveLength(2);
      }
      const keys = everyKind.map((kind) => policyKey({ kind, id: policyIdOf(kind, 1) }));
      if (command === "report") {
        const report = JSON.parse(await readFile(path.join(directory, "report.json"), "utf8")) as Report;
        expect(report.policies.map(({ key }) => key).sort()).toEqual(keys.sort());
        expect(report.notSeen.map(({ about }) => about)).not.toContain("policy");
      } else {
        const { resources } = JSON.parse(await readFile(path.join(directory, "intune-import.json"), "utf8"));
        expect(resources).toHaveLength(everyKind.flatMap((kind) => targetsOf(kind)).length);
        const others = everyKind.map((kind) => policyIdOf(kind, 2));
        expect(others.filter((id) => JSON.stringify(resources).includes(id))).toEqual([]);
      }
    },
  );
});
