import { chmodSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { startEmulator } from "../../emulator";
import { FolderNotPrivateError } from "../../provider/assignments/errors";
import { RunFolder } from "../../provider/assignments/runFolder";
import { inOwnTmp, takeOwnTmp } from "../support/ownTmp";
import { providerProcess } from "../support/providerProcess";
import { Tenant } from "../support/tenant";

const deviceCompliancePolicyId = "c0000000-0000-4000-8000-000000000001";
const inputs = (group: number) => ({
  deviceCompliancePolicyId,
  target: { type: "groupAssignmentTarget", groupId: `a0000000-0000-4000-8000-00000000000${group}` },
});

describe("the notes that a process leaves for the others of its run", () => {
  beforeAll(() => takeOwnTmp());

  const remove = (wanted: RegExp) => {
    const found = readdirSync(tmpdir(), { recursive: true, encoding: "utf8" }).filter((name) =>
      wanted.test(name),
    );
    expect(found).not.toEqual([]);
    for (const name of found) rmSync(path.join(tmpdir(), name), { recursive: true });
  };

  it.each([
    ["them", /\.notes$/, /\.notes is gone\. .* Run again/],
    ["their folder", /^pulumi-intune-[^/\\]+[/\\][^/\\]+$/, /[/\\][0-9a-f-]+ is gone\. .* Run again/],
  ])("stop its next write before Graph, if another program has removed %s", async (_, wanted, said) => {
    const emulator = await startEmulator();
    try {
      const { resource } = providerProcess(emulator.url, {}, { engine: "127.0.0.1:1" });
      const assignment = resource("DeviceCompliancePolicyAssignment");
      await assignment.create(inputs(1));
      remove(wanted);

      await expect(assignment.create(inputs(2))).rejects.toThrow(said);
      const groups = await new Tenant(emulator.url).groups(
        "deviceCompliancePolicies",
        deviceCompliancePolicyId,
      );
      expect(groups).toEqual([inputs(1).target.groupId]);
    } finally {
      await emulator.close();
    }
  });
});

// On Windows, the temporary folder is the user's own.
it.skipIf(process.platform === "win32")("a folder for notes that others can read is refused", async () => {
  await inOwnTmp(async () => {
    const folder = path.join(tmpdir(), `pulumi-intune-${process.getuid?.()}`);
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    const { resource } = providerProcess("http://127.0.0.1:1", {}, { engine: "127.0.0.1:1" });
    const created = resource("DeviceCompliancePolicyAssignment").create(inputs(1));
    await expect(created).rejects.toThrow(FolderNotPrivateError);
  });
});

describe("the folder of a run in another container, which has process ids of its own", () => {
  const nobody = "999999999";
  it.each([
    ["stays while its run may go on", new Date(), 1],
    ["is removed once it is old", new Date(0), 0],
  ])("%s", async (_, changed, left) => {
    await inOwnTmp(async () => {
      const emulator = await startEmulator();
      onTestFinished(() => emulator.close());
      const { resource } = providerProcess(emulator.url, {}, { engine: "127.0.0.1:1" });
      const base = path.join(tmpdir(), `pulumi-intune-${process.getuid?.() ?? "runs"}`);
      const theirs = path.join(base, "another");
      const notes = path.join(theirs, `${nobody}-a.notes`);
      mkdirSync(theirs, { recursive: true, mode: 0o700 });
      chmodSync(base, 0o700);
      writeFileSync(notes, "");
      for (const each of [notes, theirs]) utimesSync(each, changed, changed);
      await resource("DeviceCompliancePolicyAssignment").create(inputs(1));
      expect(readdirSync(base).filter((name) => name === "another")).toHaveLength(left);
    });
  });
});

describe("where notes cannot be written", () => {
  it("a create names the folder, and says how to choose another", async () => {
    await inOwnTmp(async () => {
      // A file in place of the temporary folder refuses everybody, even an administrator.
      const file = path.join(tmpdir(), "file");
      writeFileSync(file, "");
      for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = file;
      const { resource } = providerProcess("http://127.0.0.1:1", {}, { engine: "127.0.0.1:1" });
      const created = resource("DeviceCompliancePolicyAssignment").create(inputs(1));
      await expect(created).rejects.toThrow(/Cannot write .*pulumi-intune-.* set TMPDIR \(TEMP on Windows\)/);
    });
  });

  it("a failure is told as it is, and the next create goes on", async () => {
    await inOwnTmp(async () => {
      const emulator = await startEmulator();
      onTestFinished(() => emulator.close());
      const write = vi.spyOn(RunFolder.prototype, "write").mockImplementation((lines) => {
        if (lines.some((line) => line.includes('"drops"'))) throw new Error("no space left on device");
      });
      onTestFinished(() => write.mockRestore());
      const { resource } = providerProcess(emulator.url, {}, { engine: "127.0.0.1:1" });
      const { create } = resource("DeviceCompliancePolicyAssignment");
      const body = { error: { code: "Forbidden", message: "Injected." } };
      emulator.setFaults([{ method: "GET", fault: { kind: "answer", status: 403, body } }]);
      await expect(create(inputs(1))).rejects.toThrow("Injected.");
      emulator.setFaults([]);
      await create(inputs(2));
    });
  });
});
