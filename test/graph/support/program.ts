import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../../tools/setup/root.mjs";

const compiled = join(root, "dist", "provider", "graph");

/**
 * Runs a program in a fresh Node: `graph` is the client in dist/, `loads` what was loaded, `whenLoading(package)` a
 * promise of the first module of a package, `print` answers a value.
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
