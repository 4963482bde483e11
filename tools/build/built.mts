import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../setup/root.mjs";
import { buildDist } from "./dist.mts";

/** The compiled emulator as a program would import it. Brings dist/ up to date first. */
export async function builtEmulator(): Promise<typeof import("../../emulator/index.ts")> {
  return await imported("emulator/index.js");
}

/** The compiled command `pulumi-intune`, and the terminal of this process. */
export async function builtCommand(): Promise<
  typeof import("../../cli/program.ts") & typeof import("../../cli/terminal.ts")
> {
  return { ...(await imported("cli/program.js")), ...(await imported("cli/terminal.js")) };
}

/** The compiled table of settings. */
export async function builtSettings(): Promise<typeof import("../../provider/config/settingRows.ts")> {
  return await imported("provider/config/settingRows.js");
}

let upToDate: Promise<void> | undefined;

/** Imports a module of dist/. Brings dist/ up to date once in this process. */
async function imported<T>(file: string): Promise<T> {
  upToDate ??= buildDist();
  await upToDate;
  return (await import(pathToFileURL(path.join(root, "dist", file)).href)) as T;
}
