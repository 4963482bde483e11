import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { pack } from "../build/pack.mts";
import { root } from "../setup/root.mjs";
import { type Check, program, quiet } from "./check.mts";
import { compileConsumer } from "./consumer.mts";

/** The checks that look at the tarball as npm would publish it. */
export const packageChecks: readonly Check[] = [
  program("package.json fits the files (publint)", () =>
    withTarball((tarball) => execa("publint", ["--strict", tarball], quiet)),
  ),
  // We compile to CommonJS on purpose, because every kind of Pulumi program can load it. Pulumi's own template has
  // `"moduleResolution": "node"`, which knows no "exports" and takes "typesVersions" instead.
  program("types resolve everywhere (attw)", () => withTarball((tarball) => execa("attw", [tarball], quiet))),
  program("the declarations compile without skipLibCheck", () =>
    withTarball((tarball, folder) => compileConsumer(folder, tarball)),
  ),
];

async function withTarball<T>(use: (tarball: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(root, ".cache", "pack-"));
  try {
    return await use(await pack(folder), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
