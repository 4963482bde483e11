import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache.mjs";
import { withLock } from "./lock.mjs";
import { notice } from "./notice.mjs";
import { npm } from "./npm.mjs";
import { root } from "./root.mjs";

const pins = path.join(root, "tools", "node");

/**
 * A Node that is new enough for the package: the running one, or the version pinned in tools/node, which comes in an
 * npm package for each platform.
 *
 * @returns {Promise<string>} the path of its executable
 */
export async function ensureNode() {
  const wanted = await wantedNode();
  if (isAtLeast(process.versions.node, wanted)) {
    return process.execPath;
  }
  const lockfile = await readFile(path.join(pins, "package-lock.json"), "utf8");
  const carrier = carrierFor(lockfile, wanted);
  const key = createHash("sha256").update(lockfile).digest("hex").slice(0, 12);
  const folder = path.join(cacheFolder(), "node", key);
  const node = path.join(folder, carrier.path, carrier.bin);
  if (!existsSync(node)) {
    await withLock(`${folder}.lock`, async () => {
      if (!existsSync(node)) {
        notice(
          `Node ${process.versions.node} is older than ${wanted}: installing Node ${carrier.version} once (about 45 MB)`,
        );
        await install(folder);
      }
    });
    await assertRuns(node, wanted);
  }
  return node;
}

/** The lowest Node that the package itself accepts. */
async function wantedNode() {
  const { engines } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  return /** @type {string} */ (engines.node).replace(/^>=\s*/, "");
}

/**
 * @param {string} version
 * @param {string} lowest
 */
function isAtLeast(version, lowest) {
  const parts = version.split(".").map(Number);
  for (const [index, want] of lowest.split(".").map(Number).entries()) {
    const have = parts[index] ?? 0;
    if (have !== want) {
      return have > want;
    }
  }
  return true;
}

/**
 * @param {string} lockfile
 * @param {string} wanted
 * @returns {{ path: string, version: string, bin: string }}
 */
function carrierFor(lockfile, wanted) {
  /** @type {Record<string, { os?: string, cpu?: string, version: string, bin: { node: string } }>} */
  const packages = JSON.parse(lockfile).packages;
  for (const [place, { os, cpu, version, bin }] of Object.entries(packages)) {
    if (os === process.platform && cpu === process.arch) {
      return { path: place, version, bin: bin.node };
    }
  }
  throw new Error(
    `Node ${wanted} or newer is needed; this is ${process.versions.node}, and no npm package carries Node for ${process.platform} ${process.arch}. Please install Node from https://nodejs.org.`,
  );
}

/** @param {string} folder */
async function install(folder) {
  await mkdir(path.dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    for (const file of ["package.json", "package-lock.json"]) {
      await copyFile(path.join(pins, file), path.join(draft, file));
    }
    await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: draft });
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * @param {string} node
 * @param {string} wanted
 */
async function assertRuns(node, wanted) {
  await promisify(execFile)(node, ["--version"]).catch((/** @type {Error} */ error) => {
    throw new Error(
      `The Node that npm installed does not run here (${error.message}). Please install Node ${wanted} or newer.`,
    );
  });
}
