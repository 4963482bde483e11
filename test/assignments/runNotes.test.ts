import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator";
import { FolderNotPrivateError } from "../../provider/assignments/errors";
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
    ["their folder", /^pulumi-intune-[^/\\]+[/\\][^/\\]+$/, /[/\\][0-9a-f]{32} is gone\. .* Run again/],
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
