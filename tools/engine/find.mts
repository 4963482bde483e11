import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { lt, parse } from "semver";
import { type Engine, executable, homeOfMadeEngine } from "./engine.mts";
import { dynamicProvider, languageHost, lowestEngine, pulumi } from "./pins.mts";

/** The engine of this machine, if one is on PATH. */
export async function findOnPath(): Promise<Engine> {
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const file = path.join(folder, executable(pulumi.name));
    if (folder !== "" && existsSync(file)) {
      return await usable(path.dirname(await realpath(file)), "on PATH");
    }
  }
  throw new Error("there is none");
}

/** The engine that an earlier run installed or built. */
export async function findInCache(): Promise<Engine> {
  return await usable(path.join(homeOfMadeEngine, "bin"), "made earlier");
}

/** The engine in `folder`. Throws the reason if it is not usable. */
export async function usable(folder: string, origin: string): Promise<Engine> {
  for (const program of [executable(pulumi.name), executable(languageHost.name), dynamicProvider]) {
    if (!existsSync(path.join(folder, program))) {
      throw new Error(`${folder} has no ${program}`);
    }
  }
  const { stdout } = await execa(path.join(folder, executable(pulumi.name)), ["version"], {
    env: { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: path.join(homeOfMadeEngine, "home") },
    stdin: "ignore",
    timeout: 30_000,
  });
  const version = parse(stdout.trim());
  if (version === null || lt(version, lowestEngine)) {
    throw new Error(`${folder} has version ${stdout.trim() || "unknown"}, older than ${lowestEngine}`);
  }
  return { version: version.version, origin, folder };
}
