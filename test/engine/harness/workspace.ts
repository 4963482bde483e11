import { mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
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
 * A folder in which the packed tarball is installed as a user would install it, with `packages` of this checkout
 * beside it, in the same versions. Stacks made in it import what is in the tarball and nothing else.
 */
export async function installTarball(packages: readonly string[] = []): Promise<string> {
  const folder = await mkdtemp(path.join(context.scratch, "installed-"));
  await writeFile(path.join(folder, "package.json"), `{ "private": true }\n`);
  const beside = await Promise.all(["@pulumi/pulumi", ...packages].map(withVersion));
  await execa(
    "npm",
    [
      "install",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      context.tarball,
      ...beside,
    ],
    { cwd: folder, stdin: "ignore" },
  );
  return folder;
}

/**
 * A folder with the packed package, and links to this checkout for what it depends on, and for @pulumi/pulumi and
 * TypeScript. It takes a fraction of the time of an installation.
 */
export async function unpackTarball(): Promise<string> {
  const folder = await mkdtemp(path.join(context.scratch, "unpacked-"));
  const modules = path.join(folder, "node_modules");
  const unpacked = path.join(modules, "pulumi-intune");
  await mkdir(unpacked, { recursive: true });
  await execa("tar", ["-xzf", context.tarball, "-C", unpacked, "--strip-components=1"]);
  const text = await readFile(path.join(unpacked, "package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  // A scope is linked as a whole.
  const names = ["@pulumi", "typescript", ...Object.keys(dependencies)].map(
    (name) => name.split("/")[0] ?? "",
  );
  for (const name of new Set(names)) {
    await symlink(path.join(root, "node_modules", name), path.join(modules, name), "junction");
  }
  return folder;
}

async function withVersion(name: string): Promise<string> {
  const text = await readFile(path.join(root, "node_modules", name, "package.json"), "utf8");
  return `${name}@${(JSON.parse(text) as { version: string }).version}`;
}
