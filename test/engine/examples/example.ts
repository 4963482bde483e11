import { cp, glob, mkdtemp, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { root } from "../../../tools/setup/root.mjs";
import { context } from "../harness/context";
import { Stack, type StackOptions } from "../harness/stack";
import { linkPackages } from "../harness/workspace";

/** The names of the examples: the folders of `examples/`. */
export async function exampleNames(): Promise<string[]> {
  const files = await Array.fromAsync(glob("*/package.json", { cwd: path.join(root, "examples") }));
  return files.map((file) => path.dirname(file)).sort();
}

/** A stack of an example as it stands, with its own Pulumi.yaml and the config's defaults. Its types are not checked. */
export async function exampleStack(
  name: string,
  { env, ...options }: Pick<StackOptions, "config" | "env"> = {},
): Promise<Stack> {
  const folder = path.join(root, "examples", name);
  const files: Record<string, string> = {};
  for await (const file of glob("*.{ts,json,yaml}", { cwd: folder })) {
    const text = await readFile(path.join(folder, file), "utf8");
    // The packages are linked into the folder above.
    files[file] = text.replace("path: node_modules/", "path: ../node_modules/");
  }
  return await Stack.create({
    program: files["index.ts"] ?? "",
    main: "index.ts",
    typescript: true,
    files,
    workspace: await typedWorkspace(),
    // `npm test` checks the types of all examples at once.
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...env },
    ...options,
  });
}

/** Where a program finds what its package.json names, the types of Node among it. */
async function typedWorkspace(): Promise<string> {
  const folder = await mkdtemp(path.join(context.scratch, "examples-"));
  await linkPackages(folder);
  const types = path.join("node_modules", "@types");
  await symlink(path.join(root, types), path.join(folder, types), "junction");
  return folder;
}

/** A copy of an example to run by itself, without the CLI. Its packages are those of this checkout. */
export async function copyExample(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(context.scratch, `${name}-`));
  await cp(path.join(root, "examples", name), folder, { recursive: true });
  return folder;
}
