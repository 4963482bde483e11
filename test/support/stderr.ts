import { afterAll, afterEach } from "vitest";

// Runs before each test file. A line on stderr that no test expects fails the test during which it comes. A test that
// expects one replaces console.error or process.stderr.write for itself.

/** What came since the last check. Test files share their process, and so its stderr. */
const shared = globalThis as typeof globalThis & { linesOnStderr?: string[] };
shared.linesOnStderr ??= listen();
const lines = shared.linesOnStderr;

function listen(): string[] {
  const heard: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = ((chunk: string | Uint8Array, ...others: never[]) => {
    heard.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    return write(chunk, ...others);
  }) as typeof process.stderr.write;
  // Vitest's console does not write to process.stderr.
  const printers: Record<"error" | "warn", (...values: unknown[]) => void> = globalThis.console;
  for (const method of ["error", "warn"] as const) {
    const print = printers[method].bind(printers);
    printers[method] = (...values: unknown[]) => {
      heard.push(values.map((value) => (value instanceof Error ? value.stack : String(value))).join(" "));
      print(...values);
    };
  }
  process.on("warning", (warning) => {
    // Which parts of Node are experimental differs from version to version.
    if (warning.name !== "ExperimentalWarning") heard.push(String(warning));
  });
  return heard;
}

function check(): void {
  if (lines.length > 0) throw new Error(`unexpected on stderr:\n${lines.splice(0).join("\n")}`);
}

afterEach(check);
afterAll(check);
