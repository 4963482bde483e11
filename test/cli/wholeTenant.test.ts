import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { beforeAll, beforeEach, describe, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { wholeTenant, wholeTenantFacts } from "../support/largeTenant";
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
    emulator = await startEmulator({ service, state });
    return () => emulator.close();
  });
  beforeEach(async () => {
    directory = await realpath(await mkdtemp(path.join(tmpdir(), "intune-whole-")));
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
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const env = { INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: "a-token" };
    const error = await runCommand(args, { directory, env, say: (line) => said.push(line) }).then(
      () => undefined,
      (caught: Error) => caught,
    );
    return { error, stderr: said.join("\n") };
  };

  it("is imported but for what cannot be read, and each thing that is missing is said once", async ({
    expect,
  }) => {
    const { error, stderr } = await run("import");
    expect(error?.message).toContain("The result is incomplete: 1 policy could not be read.");
    const { resources } = JSON.parse(await readFile(path.join(directory, "intune-import.json"), "utf8"));
    expect(resources).toHaveLength(assignments);
    expect(new Set(resources.map(({ name }: { name: string }) => name)).size).toBe(assignments);
    expect(resources.some(({ id }: { id: string }) => id.startsWith(unreadable))).toBe(false);

    const program = await readFile(path.join(directory, "intune.ts"), "utf8");
    const parsed = ts.transpileModule(program, { reportDiagnostics: true });
    expect(parsed.diagnostics).toEqual([]);
    expect(program.match(/^new /gm)).toHaveLength(assignments);

    expect(assignedPolicies).toHaveLength(policies);
    expect(stderr).toContain(`deviceEnrollmentConfigurations: 100, and ${builtIn} built in`);
    const [gone, restorable] = deletedGroups;
    expect(stderr.split(`${gone} does not exist`)).toHaveLength(2);
    expect(stderr.split(`${restorable} (Old kiosks) is deleted. You can restore it`)).toHaveLength(2);
    expect(stderr.match(/could not be read: /g)).toHaveLength(1);
    expect(stderr).toContain("Intune lists only what the signed-in identity may see");
  });
});
