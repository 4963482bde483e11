import { spawn } from "node:child_process";

/**
 * Runs npm with the given Node, and prints its output to stderr. In an npm script, `npm_execpath` is the npm that runs
 * us, so we need not look for another.
 *
 * @param {string[]} args
 * @param {{ cwd: string, node?: string }} options
 * @returns {Promise<void>}
 */
export function npm(args, { cwd, node = process.execPath }) {
  const script = process.env["npm_execpath"];
  const [command, first] = script?.endsWith("npm-cli.js") ? [node, [script]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd,
      stdio: ["ignore", 2, 2],
      shell: command === "npm" && process.platform === "win32",
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`npm ${args.join(" ")} in ${cwd} ended with ${signal ?? code}.`));
      }
    });
  });
}
