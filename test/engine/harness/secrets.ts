import { appendFile, readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Short enough to be typed, too long to stand anywhere by chance. */
const shortest = 16;
const listName = ".secrets";

/** Remembers the secrets that a stack is given, for {@link findLeaks}. */
export async function noteSecrets(scratch: string, secrets: readonly string[]): Promise<void> {
  const short = secrets.find((secret) => secret.length < shortest);
  if (short !== undefined) {
    throw new Error(
      `a secret of a test has at least ${shortest} characters: "${short}" could stand anywhere`,
    );
  }
  await appendFile(path.join(scratch, listName), secrets.map((secret) => `${secret}\n`).join(""));
}

/** How many secrets the run used, and the files of its stacks (state, logs, output, projects) that hold one in plain text. */
export async function findLeaks(scratch: string): Promise<{ secrets: number; files: string[] }> {
  const list = await readFile(path.join(scratch, listName), "utf8").catch(() => "");
  const secrets = new Set(list.split("\n").filter((line) => line !== ""));
  const files: string[] = [];
  for (const entry of await readdir(scratch, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || entry.name === listName || file.includes(`${path.sep}node_modules${path.sep}`))
      continue;
    const text = await readFile(file, "latin1");
    if ([...secrets].some((secret) => text.includes(secret))) files.push(file);
  }
  return { secrets: secrets.size, files };
}
