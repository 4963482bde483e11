import { mkdir } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { root } from "../setup/root.mjs";

/** Packs dist/ as it is, as `npm publish` would, into `folder`. Returns the path of the tarball. */
export async function pack(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  // The scripts would build again, and their output would mix with the JSON of npm.
  const { stdout } = await execa(
    "npm",
    ["pack", "--ignore-scripts", "--json", "--pack-destination", folder],
    {
      cwd: root,
      stdin: "ignore",
    },
  );
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return path.join(folder, filename);
}
