import { mkdtemp, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type FaultRule, startEmulator } from "../../emulator";
import {
  asGraphTarget,
  type ChangingProgram,
  createChangingStack,
  type Declared,
  declare,
  deviations,
  stateDeviations,
} from "./harness/changingProgram";
import { context } from "./harness/context";
import type { OperationOptions } from "./harness/operation";
import { type DoorName, pairs } from "./harness/pairs";

const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const group = (n: number): Declared => ({ type: "groupAssignmentTarget", groupId: guid(n) });
const policy = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const missing = "9f2b6c1e-ffff-4000-8000-000000000001";
const token = "the-token-of-what-is-left-behind";

// With CHANGES=all each behavior by each door.
const chosen = { dynamic: "observed", plugin: "documented" } as const;
const worlds = pairs(["dynamic", "plugin"], chosen, process.env["CHANGES"] === "all");

describe.each(worlds)("what a run leaves behind ($service, $door)", ({ service, door }) => {
  it("is known to the next run, whatever it declares, and its notes are removed", async () => {
    const { emulator, up, expectSettled, namesInState, foldersOfNotes } = await start(service, door);

    // A rename that is interrupted: old and new resource are in the state, for one assignment.
    await up({
      single: { policy: policy(1), targets: group(1) },
      set: { policy: policy(2), targets: [group(1), group(2)] },
    });
    const [notes = "", ...others] = await foldersOfNotes();
    expect(others).toEqual([]);
    await expectNotesAlone(notes);
    await up(
      {
        renamed: { policy: policy(1), targets: group(1) },
        renamedSet: { policy: policy(2), targets: [group(1), group(2)] },
        elsewhere: { policy: missing, targets: group(1), dependsOn: ["renamed", "renamedSet"] },
      },
      { expectFailure: true },
    );
    expect((await namesInState()).sort()).toEqual(["renamed", "renamedSet", "set", "single"]);
    expect(await foldersOfNotes()).toEqual([expect.not.stringContaining(path.basename(notes))]);

    // The old one gets another target. The new one is unchanged, and has to be made again in the same run.
    const { changes } = await up({
      single: { policy: policy(1), targets: group(3) },
      renamed: { policy: policy(1), targets: group(1) },
      renamedSet: { policy: policy(2), targets: [group(1), group(2)] },
    });
    expect(changes).toMatchObject({ single: "update", set: "delete", renamedSet: "same" });
    await expectSettled();

    // Creates that have their effect and end in an error: one stays in the program, the others are taken out of it.
    emulator.setFaults(lostEffects([policy(3), policy(4), policy(5)]));
    const kept: ChangingProgram = {
      single: { policy: policy(1), targets: group(3) },
      renamed: { policy: policy(1), targets: group(1) },
      renamedSet: { policy: policy(2), targets: [group(1), group(2)] },
      stays: { policy: policy(3), targets: group(4) },
    };
    await up(
      {
        ...kept,
        leaves: { policy: policy(4), targets: group(5) },
        leavingSet: { policy: policy(5), targets: [group(6), group(7)] },
      },
      { expectFailure: true, args: ["--continue-on-error"] },
    );
    emulator.setFaults([]);
    expect((await namesInState()).sort()).toEqual([
      "leaves",
      "leavingSet",
      "renamed",
      "renamedSet",
      "single",
      "stays",
    ]);
    const next = await up(kept);
    expect(next.changes).toMatchObject({ stays: "update", leaves: "delete", leavingSet: "delete" });
    await expectSettled();
  });
});

async function start(service: "documented" | "observed", door: DoorName) {
  const others = { [policy(1)]: [group(901)], [policy(3)]: [group(901)] };
  const emulator = await startEmulator({
    service,
    state: {
      deviceCompliancePolicies: [1, 2, 3, 4, 5].map(policy).map((id) => ({
        id,
        displayName: id,
        assignments: (others[id] ?? []).map((target) => ({ target: asGraphTarget(target) })),
      })),
    },
  });
  onTestFinished(() => emulator.close());
  const temporary = await mkdtemp(path.join(context.scratch, "temporary-"));
  const stack = await createChangingStack(emulator.url, {
    secrets: { "intune:accessToken": token },
    env: { TMPDIR: temporary },
  });
  let program: ChangingProgram = {};
  return {
    emulator,
    async foldersOfNotes() {
      const base = path.join(temporary, `pulumi-intune-${process.getuid?.() ?? "runs"}`);
      return (await readdir(base)).map((name) => path.join(base, name));
    },
    async up(next: ChangingProgram, options?: OperationOptions) {
      program = next;
      await declare(stack, program, door);
      return await stack.up(options);
    },
    async namesInState() {
      return Object.keys((await stack.exportState()).resources);
    },
    async expectSettled() {
      expect(deviations(emulator, program, others)).toEqual({});
      expect(stateDeviations(emulator, program, await stack.exportState())).toEqual([]);
      expect(new Set(Object.values((await stack.preview()).changes))).toEqual(new Set(["same"]));
    },
  };
}

/** A folder in which there are only notes, without a token. */
async function expectNotesAlone(folder: string): Promise<void> {
  for (const each of [path.dirname(folder), folder]) await expectPrivate(each);
  for (const name of await readdir(folder)) {
    expect(name).toMatch(/\.notes$/);
    await expectPrivate(path.join(folder, name));
    expect(await readFile(path.join(folder, name), "utf8")).not.toContain(token);
  }
}

/** Nobody but the user can read it, where the system knows such a thing. */
async function expectPrivate(file: string): Promise<void> {
  if (process.platform !== "win32") expect((await stat(file)).mode & 0o077).toBe(0);
}

/** The writes of these policies take effect without an answer, and what came of them cannot be read. */
function lostEffects(policies: readonly string[]): FaultRule[] {
  return policies.flatMap((id): FaultRule[] => [
    {
      method: "POST",
      path: `/deviceManagement/deviceCompliancePolicies/${id}/**`,
      fault: { kind: "reset", when: "after" },
    },
    ...Array.from(
      { length: 60 },
      (_, n): FaultRule => ({
        method: "GET",
        path: `/deviceManagement/deviceCompliancePolicies/${id}/assignments`,
        nth: n + 2,
        fault: { kind: "answer", status: 403, body: { error: { code: "Forbidden", message: "Injected." } } },
      }),
    ),
  ]);
}
