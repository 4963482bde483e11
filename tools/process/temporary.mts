/** The variables that name a process's temporary folder: the first on Linux and macOS, the others on Windows. */
export function temporaryIn(folder: string): Record<"TMPDIR" | "TEMP" | "TMP", string> {
  return { TMPDIR: folder, TEMP: folder, TMP: folder };
}
