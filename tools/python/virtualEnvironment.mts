import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { cacheFolder } from "../setup/cache.mjs";
import { withLock } from "../setup/lock.mjs";
import { notice } from "../setup/notice.mjs";

const isWindows = process.platform === "win32";
const options = { stdin: "ignore", timeout: 900_000 } as const;

/** A virtual environment of Python. `python` is its interpreter, and `bin` has the commands of its packages. */
export interface VirtualEnvironment {
  readonly folder: string;
  readonly bin: string;
  readonly python: string;
}

/**
 * A virtual environment in the cache folder, made once from PyPI.
 *
 * @param name - Names the packages with their versions, so each version has its own environment.
 * @param packages - As for `pip install`.
 */
export async function ensureVirtualEnvironment(
  name: string,
  packages: readonly string[],
): Promise<VirtualEnvironment> {
  const environment = at(path.join(cacheFolder(), "python", name));
  const { folder } = environment;
  if (existsSync(folder)) return environment;
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    notice(`installing ${packages.join(", ")} for Python from PyPI (a minute or more)`);
    await mkdir(path.dirname(folder), { recursive: true });
    const draft = await mkdtemp(`${folder}-`);
    try {
      // If you move a virtual environment, its commands stop working, but its interpreter and packages do not.
      await execa(await pythonCommand(), ["-m", "venv", draft], options);
      // Microsoft's SDK has tens of thousands of modules. A program imports few, so compile them on import.
      await execa(
        at(draft).python,
        ["-m", "pip", "install", "--quiet", "--no-compile", ...packages],
        options,
      );
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
  return environment;
}

/** Whether this machine has a Python that can make virtual environments. */
export async function hasPython(): Promise<boolean> {
  const { failed } = await execa(await pythonCommand(), ["-c", "import venv, ensurepip"], {
    ...options,
    reject: false,
  });
  return !failed;
}

/** Windows has `python`. Debian may only have `python3`. */
async function pythonCommand(): Promise<string> {
  const { failed } = await execa("python3", ["--version"], { ...options, reject: false });
  return failed ? "python" : "python3";
}

function at(folder: string): VirtualEnvironment {
  const bin = path.join(folder, isWindows ? "Scripts" : "bin");
  return { folder, bin, python: path.join(bin, isWindows ? "python.exe" : "python") };
}
