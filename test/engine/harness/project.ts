import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../../tools/setup/root.mjs";

/** A Pulumi project: what a user would write. */
export interface ProjectFiles {
  /** The program. The name of its file tells its language; default `index.js`, CommonJS. */
  readonly program: string;
  /** Default `index.js`. */
  readonly main?: string;
  /** Whether Pulumi itself compiles TypeScript (its runtime option `typescript`). Default false, which is faster. */
  readonly typescript?: boolean;
  /** `"module"` makes .js files ES modules. Default `"commonjs"`. */
  readonly type?: "commonjs" | "module";
  /** Further files, by their path in the project. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * A Pulumi.yaml, in JSON, which is YAML. The name of every project of the tests is `harness`, and so is the namespace of
 * their own config keys. A program that asks for the plugin gets that of this checkout.
 */
export function pulumiYaml(content: object): string {
  const providers = [{ name: "intune", path: path.join(root, "dist", "plugin") }];
  return JSON.stringify({ name: "harness", plugins: { providers }, ...content });
}

/** Writes a project into a new folder below `parent`, whose node_modules it uses. */
export async function writeProject(parent: string, options: ProjectFiles): Promise<string> {
  const { program, main = "index.js", typescript = false, type = "commonjs", files = {} } = options;
  const folder = await mkdtemp(path.join(parent, "project-"));
  const contents: Record<string, string> = {
    "Pulumi.yaml": pulumiYaml({ runtime: { name: "nodejs", options: { typescript } }, main }),
    "package.json": JSON.stringify({ private: true, type, main }),
    [main]: program,
    ...files,
  };
  for (const [name, text] of Object.entries(contents)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}
