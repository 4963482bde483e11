// node tools/run.mjs COMMAND ARGS…
//
// Runs a command with what the repository needs: a new enough Node, and node_modules that match package-lock.json. This
// is plain JavaScript for Node 18 or newer, and needs no packages.

import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { ensureNode } from "./setup/node.mjs";
import { notice } from "./setup/notice.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { root } from "./setup/root.mjs";

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  notice("usage: node tools/run.mjs COMMAND [ARGUMENT…]");
  process.exit(2);
}

try {
  const node = await ensureNode();
  await ensurePackages(node);
  run(command, args, searchPath(node));
} catch (error) {
  notice(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** @param {string} node */
function searchPath(node) {
  const first = [path.dirname(node), path.join(root, "node_modules", ".bin")];
  return [...first, process.env["PATH"] ?? ""].join(path.delimiter);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} PATH
 */
function run(command, args, PATH) {
  const options = /** @type {const} */ ({ stdio: "inherit", env: { ...process.env, PATH } });
  // On Windows, the programs in node_modules/.bin are .cmd files, and only a shell can start these. Node does not quote what
  // it gives to a shell (DEP0190).
  const child =
    process.platform === "win32" && command !== "node"
      ? spawn([command, ...args].map(quoted).join(" "), { ...options, shell: true })
      : spawn(command, args, options);
  // A terminal sends Ctrl-C to the child, too. A second one would tell Pulumi to stop at once.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  if (process.env["npm_lifecycle_event"] !== undefined) {
    onceOrphaned(() => child.kill("SIGTERM"));
  }
  child.once("error", (error) => {
    notice(`${command}: ${error.message}`);
    process.exitCode = 127;
  });
  child.once("close", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal ?? "SIGTERM"];
  });
}

/** @param {string} text */
function quoted(text) {
  return /^[\w./\\:=,@-]+$/.test(text) ? text : `"${text}"`;
}

/**
 * A signal to npm ends npm and the shell between us, but the shell does not pass it on. Without this, an emulator would
 * keep running and hold its port.
 *
 * @param {() => void} act
 */
function onceOrphaned(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(watch);
      act();
    }
  }, 250);
  watch.unref();
}
