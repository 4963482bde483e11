import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What Node takes the temporary folder from: the first on Linux and macOS, the others on Windows. */
const variables = ["TMPDIR", "TEMP", "TMP"] as const;

/**
 * Gives this process a new temporary folder, in which the provider processes of a run leave notes for each other. A
 * later run removes such notes once their process has ended, but the process of the tests lives on.
 *
 * `beforeAll(takeOwnTmp)` holds for a whole file.
 *
 * @returns What removes the folder and brings the old one back.
 */
export function takeOwnTmp(): () => void {
  const before = variables.map((name) => [name, process.env[name]] as const);
  const folder = mkdtempSync(path.join(tmpdir(), "own-"));
  for (const name of variables) process.env[name] = folder;
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Runs something with a new temporary folder, see {@link takeOwnTmp}. */
export async function inOwnTmp(act: () => Promise<void>): Promise<void> {
  const giveBack = takeOwnTmp();
  try {
    await act();
  } finally {
    giveBack();
  }
}
