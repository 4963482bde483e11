import { vi } from "vitest";
import { buildDist } from "../../tools/build/dist.mts";

/** Brings dist/ up to date, which has the report's page. The line that says so is expected here. */
export async function bringDistUpToDate(): Promise<void> {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await buildDist();
  } finally {
    stderr.mockRestore();
  }
}
