import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { cacheFolder } from "../setup/cache.mjs";
import { withLock } from "../setup/lock.mjs";
import { notice } from "../setup/notice.mjs";
import { pulumi } from "./pins.mts";

const home = path.join(cacheFolder(), "python", `sdk-${pulumi.version}`);

/** A virtual environment with Pulumi's SDK for Python, in the version of the engine, made once from PyPI. */
export async function ensurePython(): Promise<{ folder: string; bin: string }> {
  const environment = {
    folder: home,
    bin: path.join(home, process.platform === "win32" ? "Scripts" : "bin"),
  };
  if (existsSync(home)) return environment;
  await withLock(`${home}.lock`, async () => {
    if (existsSync(home)) return;
    notice(`installing Pulumi's SDK ${pulumi.version} for Python from PyPI (half a minute)`);
    await mkdir(path.dirname(home), { recursive: true });
    const draft = await mkdtemp(`${home}-`);
    try {
      const options = { stdin: "ignore", timeout: 300_000 } as const;
      // A virtual environment cannot be moved, but the packages in it can be named from another place.
      await execa("python3", ["-m", "venv", draft], options);
      // The second line is what a generated SDK needs, the third what its installation does.
      const packages = [
        `pulumi==${pulumi.version}`,
        ...["parver", "semver", "typing-extensions"],
        ...["setuptools", "wheel"],
      ];
      const pip = path.join(draft, process.platform === "win32" ? "Scripts" : "bin", "python");
      await execa(pip, ["-m", "pip", "install", "--quiet", ...packages], options);
      await rename(draft, home);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
  return environment;
}
