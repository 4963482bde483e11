import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { bringDistUpToDate } from "../support/dist";

const resource = (className: string) => ({
  type: `intune:index:${className}`,
  urn: `urn:pulumi:dev::project::intune:index:${className}::all`,
  outputs: { deviceCompliancePolicyId: "p1", target: { type: "allDevicesAssignmentTarget" } },
});
const stateOf = (...classNames: string[]) =>
  JSON.stringify({ deployment: { resources: classNames.map(resource) } });
const state = stateOf("DeviceCompliancePolicyAssignment");
const report = ["dist/cli/index.js", "report", "--format", "csv", "--state", "-"];

beforeAll(bringDistUpToDate, 300_000);

describe("a command", () => {
  it("ends without a word if its reader has read enough", async () => {
    const child = spawn(process.execPath, report, { stdio: "pipe" });
    const said = text(child.stderr);
    child.stdout.destroy();
    await once(child.stdout, "close");
    child.stdin.end(state);
    expect(await once(child, "close")).toEqual([0, null]);
    expect(await said).toBe("");
  });

  it("goes on if nobody reads its messages", async () => {
    const child = spawn(process.execPath, report, { stdio: "pipe" });
    child.stderr.destroy();
    await once(child.stderr, "close");
    child.stdin.end(stateOf("DeviceCompliancePolicyAssignment", "ClassOfANewerVersion"));
    const [printed, end] = await Promise.all([text(child.stdout), once(child, "close")]);
    expect(printed).toContain("All devices");
    expect(end).toEqual([0, null]);
  });

  it.skipIf(!existsSync("/dev/full"))("says in a line that its output cannot be written", async () => {
    const full = openSync("/dev/full", "w");
    onTestFinished(() => closeSync(full));
    const child = spawn(process.execPath, report, { stdio: ["pipe", full, "pipe"] });
    const [input, messages] = [child.stdin, child.stderr] as [Writable, Readable];
    const said = text(messages);
    input.end(state);
    expect(await once(child, "close")).toEqual([1, null]);
    expect(await said).toBe("The output cannot be written: ENOSPC: no space left on device, write\n");
  });
});
