import { existsSync } from "node:fs";
import { mkdir, readFile, realpath, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { notice } from "./notice.mjs";
import { npm } from "./npm.mjs";
import { root } from "./root.mjs";

const installed = path.join(root, "node_modules");

/**
 * Makes node_modules match package-lock.json, and makes the package resolvable by its own name, so that the examples
 * import what a user imports.
 *
 * @param {string} node
 */
export async function ensurePackages(node) {
  if (!(await isInStep())) {
    await withLock(path.join(root, ".cache", "npm.lock"), async () => {
      if (!(await isInStep())) {
        notice("node_modules is not in step with package-lock.json: npm ci (a minute or less)");
        await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, node });
      }
    });
  }
  await linkSelf();
}

/**
 * Compares the lock file with npm's own in node_modules. Only the first has packages for other platforms.
 */
async function isInStep() {
  const kept = path.join(installed, ".package-lock.json");
  if (!existsSync(kept)) {
    return false;
  }
  const wanted = await packagesOf(path.join(root, "package-lock.json"));
  const present = await packagesOf(kept);
  for (const [place, { version, optional }] of wanted) {
    if (present.get(place)?.version !== version && !(optional && !present.has(place))) {
      return false;
    }
  }
  return [...present.keys()].every((place) => wanted.has(place));
}

/**
 * @param {string} lockfile
 * @returns {Promise<Map<string, { version: string, optional?: boolean }>>}
 */
async function packagesOf(lockfile) {
  const { packages } = JSON.parse(await readFile(lockfile, "utf8"));
  return new Map(Object.entries(packages).filter(([place, { link }]) => place !== "" && !link));
}

async function linkSelf() {
  const link = path.join(installed, "pulumi-intune");
  if ((await realpath(link).catch(() => undefined)) === (await realpath(root))) {
    return;
  }
  await rm(link, { recursive: true, force: true });
  await mkdir(installed, { recursive: true });
  await symlink(root, link, "junction").catch(async (error) => {
    // Another command may have made it at the same time.
    if ((await realpath(link).catch(() => undefined)) !== (await realpath(root))) {
      throw error;
    }
  });
}
