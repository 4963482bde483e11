import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Runs something with a temporary folder of its own, in which the provider processes of its runs write to each other.
 * They are one process here, which lives on, so no later run would remove what they leave.
 */
export async function inOwnTmp(act: () => Promise<void>): Promise<void> {
  const before = process.env["TMPDIR"];
  const folder = mkdtempSync(path.join(tmpdir(), "model-"));
  process.env["TMPDIR"] = folder;
  try {
    await act();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    rmSync(folder, { recursive: true, force: true });
  }
}
