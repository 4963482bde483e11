import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { vi } from "vitest";

/**
 * Puts other functions in the place of those of `node:fs`, also for modules that have imported them by name.
 *
 * @returns What brings Node's own back.
 */
export function replaceFileOperations(replacements: Partial<typeof fs>): () => void {
  const spies = Object.entries(replacements).map(([name, act]) =>
    vi.spyOn(fs, name as "unlinkSync").mockImplementation(act as typeof fs.unlinkSync),
  );
  syncBuiltinESMExports();
  return () => {
    for (const spy of spies) spy.mockRestore();
    syncBuiltinESMExports();
  };
}

/** What Node throws if the system refuses a file operation. */
export function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: refused by the test`), { code });
}
