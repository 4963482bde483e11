// npm run emulator -- --port N --service documented|observed …

import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildDist } from "./build/dist.mts";
import { failWith } from "./process/failWith.mts";
import { root } from "./setup/root.mjs";

try {
  await buildDist();
  const main = pathToFileURL(path.join(root, "dist", "emulator", "main.js")).href;
  const { runEmulator } = (await import(main)) as typeof import("../emulator/main");
  await runEmulator(process.argv.slice(2));
} catch (error) {
  failWith(error);
}
