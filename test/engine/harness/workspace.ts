import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { root } from "../../../tools/setup/root.mjs";
import { context } from "./context";

/**
 * Lets programs below `folder` import this checkout and its @pulumi/pulumi, without an installation. One
 * @pulumi/pulumi for both, as npm would give them.
 */
export async function linkPackages(folder: string): Promise<void> {
  const modules = path.join(folder, "node_modules");
  await mkdir(modules, { recursive: true });
  await symlink(root, path.join(modules, "pulumi-intune"), "junction");
  await symlink(path.join(root, "node_modules", "@pulumi"), path.join(modules, "@pulumi"), "junction");
}

/**
 * A folder in which the packed tarball is installed as a user would install it, with `packages` beside it
 * (`name@version`). Stacks made in it import what is in the tarball and nothing else.
 */
export async function installTarball(packages: readonly string[] = []): Promise<string> {
  const folder = await mkdtemp(path.join(context.scratch, "installed-"));
  await writeFile(path.join(folder, "package.json"), `{ "private": true }\n`);
  const wanted = [context.tarball, "@pulumi/pulumi@3.259.0", ...packages];
  await execa(
    "npm",
    ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", ...wanted],
    {
      cwd: folder,
      stdin: "ignore",
    },
  );
  return folder;
}
