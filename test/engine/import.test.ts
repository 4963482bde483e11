import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { everyKind, policiesOf, targetsOf, tenantOfKinds, wireOf } from "../support/everyKind";
import { large, largeTenant, unmanageable } from "../support/largeTenant";
import { walkthrough } from "../support/walkthrough";
import type { ProjectFiles } from "./harness/project";
import { Stack } from "./harness/stack";
import { unpackTarball } from "./harness/workspace";

let workspace: string;
beforeAll(async () => {
  workspace = await unpackTarball();
});

const compiled: ProjectFiles = {
  typescript: true,
  main: "index.ts",
  program: 'import "./intune";\n',
  files: {
    "tsconfig.json": JSON.stringify({
      compilerOptions: { strict: true, target: "es2023", module: "nodenext", types: [] },
      files: ["index.ts"],
    }),
  },
};
const stripped: ProjectFiles = { type: "module", main: "index.ts", program: 'import "./intune.ts";\n' };

// Policies of two kinds, as years of work leave them, and one of each further kind, assigned to all that it takes.
const tenant = {
  ...tenantOfKinds(everyKind, (kind) => [targetsOf(kind).map((target) => ({ target: wireOf(target) }))]),
  ...largeTenant(),
};
const further = everyKind.filter(({ className }) => className === "PolicyAssignment");
const all = {
  assignments: large.assignments + further.flatMap((kind) => targetsOf(kind)).length,
  policies: large.policies + further.length,
};

const variants = [
  {
    service: "documented",
    flags: [],
    project: compiled,
    resources: all.assignments,
    assignments: all.assignments,
  },
  {
    service: "observed",
    flags: [],
    project: stripped,
    resources: all.assignments,
    assignments: all.assignments,
  },
  {
    service: "observed",
    flags: ["--sets"],
    project: stripped,
    resources: all.policies - 1,
    assignments: all.assignments - 5,
  },
] as const;

// The one in the middle has nothing that the others do not show in other pairs.
describe.each(variants.filter((_, n) => n !== 1 || process.env["ENGINE_WORLDS"] === "all"))(
  "import $flags of a tenant with every kind of policy on the $service service",
  ({ service, flags, project, resources, assignments }) => {
    let emulator: RunningEmulator;
    let stack: Stack;
    let said: string;

    beforeAll(async () => {
      emulator = await startEmulator({ service, state: tenant });
      stack = await Stack.create({
        ...project,
        workspace,
        // The command signs in with the stack's own configuration.
        config: { "intune:graphEndpoint": emulator.url },
        secrets: { "intune:accessToken": "the-token-of-this-test" },
      });
      return () => emulator.close();
    });

    const step = walkthrough("leads from the files to a stack that has it all");
    const command = (...args: string[]) =>
      stack.run(process.execPath, [
        path.join(workspace, "node_modules", "pulumi-intune", "dist", "cli", "index.js"),
        ...args,
      ]);
    const writes = () => emulator.requests.filter(({ method }) => method !== "GET");
    const changes = (operations: Readonly<Record<string, string>>) =>
      Object.entries(Object.groupBy(Object.values(operations), (change) => change)).map(
        ([change, all]) => `${all?.length} ${change}`,
      );

    step("writes the files, and keeps the token out of what it prints and writes", async () => {
      const { stdout, stderr } = await command("import", ...flags);
      expect(stdout).toBe("intune.ts\nintune-import.json");
      const files = stdout.split("\n").map((file) => readFile(path.join(stack.directory, file), "utf8"));
      expect(`${stdout}${stderr}${(await Promise.all(files)).join("")}`).not.toContain(
        "the-token-of-this-test",
      );
      said = stderr;
    });

    step("says what it leaves out", () => {
      expect(said).toContain("quantumAssignmentTarget");
      expect(said).toContain(unmanageable.policySet.set);
    });

    step("prints a command that takes all of it into the state, where an up changes nothing", async () => {
      const [, args] = /^ *pulumi (import .*)$/m.exec(said) ?? [];
      await stack.cli([...(args ?? "").split(" "), "--yes", "--skip-preview"]);
      expect(changes((await stack.up()).changes)).toEqual([`${resources} same`]);
    });

    step("is followed by a refresh without a change, and has written nothing", async () => {
      expect(changes((await stack.refresh()).changes)).toEqual([`${resources} same`]);
      expect(writes()).toEqual([]);
    });

    step("fails with the message alone where a stack is named that is not there", async () => {
      const run = command("import", "--force", "--stack", "production");
      await expect(run).rejects.toMatchObject({
        exitCode: 1,
        stdout: "",
        stderr: expect.stringMatching(
          /^The configuration of stack "production" cannot be read: no stack named .*$/,
        ),
      });
    });

    step(
      "finds nothing more for the stack that has it all, and draws it as it draws the tenant",
      async () => {
        await writeFile(path.join(stack.directory, "state.json"), (await stack.exportState()).text);
        const again = command("import", "--force", "--state", "state.json", ...flags);
        await expect(again).rejects.toMatchObject({
          exitCode: 1,
          stderr: expect.stringContaining("There is nothing to import."),
        });
        const { stdout } = await command("graph", "--state", "state.json");
        expect(stdout.match(/^ {2}(in|ex)cludes /gm)).toHaveLength(assignments);
      },
    );

    step("makes resources that can be destroyed, without what was left out", async () => {
      await stack.destroy();
      const state = emulator.getState();
      const left = everyKind
        .flatMap((kind) => policiesOf(state, kind))
        .flatMap(({ id, assignments }) => assignments.map(({ target }) => [id, target["@odata.type"]]));
      expect(left.filter(([id]) => id !== unmanageable.futureTarget)).toEqual([
        [unmanageable.policySet.policy, "#microsoft.graph.groupAssignmentTarget"],
        [expect.stringContaining("_DefaultLimit"), "#microsoft.graph.allLicensedUsersAssignmentTarget"],
      ]);
      expect(left).toContainEqual([unmanageable.futureTarget, "#microsoft.graph.quantumAssignmentTarget"]);
    });
  },
);
