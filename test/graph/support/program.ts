import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";

const root = join(__dirname, "../../..");
const source = join(root, "provider/graph");
/** Below node_modules, where the compiled client finds its dependencies. */
const compiled = join(root, "node_modules/.cache", `graph-${process.pid}-${randomUUID()}`);

/** Compiles the client for a process of its own; answers the folder. */
export function compileClient(): string {
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
      // The name makes it CommonJS, with native import() for the lazy parts, as in the package.
      fileName: file.replace(/\.ts$/, ".cts"),
      compilerOptions: { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023 },
    });
    const target = join(compiled, relative(source, file).replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  writeFileSync(join(compiled, "package.json"), '{"type":"commonjs"}');
  return compiled;
}

/**
 * Runs a program in a fresh Node: `graph` is the client, `loads` what was loaded, `whenLoading(package)` a promise of the
 * first module of a package, `print` answers a value.
 *
 * @param env - All of its environment but the search path.
 */
export async function run(
  program: string,
  env: Record<string, string> = {},
): Promise<{ printed: unknown; stderr: string }> {
  const script = `
    const loads = [];
    const waiting = [];
    const isOf = (name) => (url) => url.includes("/node_modules/" + name + "/");
    const whenLoading = (name) => new Promise((loading) => waiting.push((url) => isOf(name)(url) && loading()));
    const load = (url, context, next) => {
      loads.push(url);
      for (const hear of waiting) hear(url);
      return next(url, context);
    };
    require("node:module").registerHooks({ load });
    const graph = require(${JSON.stringify(compiled)});
    const print = (value) => process.stdout.write(JSON.stringify(value));
    (async () => { ${program} })().catch((error) => { console.error(error); process.exitCode = 1; });
  `;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", script], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  return { printed: JSON.parse(stdout) as unknown, stderr };
}
