import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";

/** Puts a `pulumi` into a folder that answers every command with `text` and ends with `code`. Not for Windows. */
export async function fakePulumi(folder: string, text: string, code = 0): Promise<void> {
  const file = path.join(folder, "pulumi");
  const answer = `'${text.replaceAll("'", "'\\''")}'`;
  await writeFile(
    file,
    `#!/bin/sh\nprintf '%s\\n' ${answer}\necho 'error: no stack selected' >&2\nexit ${code}\n`,
  );
  await chmod(file, 0o755);
}
