// node tools/process/clear.mts FOLDER: ends the processes that were started for a folder, and removes it.

import { rm } from "node:fs/promises";
import { endProcessesOf } from "./ours.mts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node tools/process/clear.mts FOLDER");
await endProcessesOf(folder);
await rm(folder, { recursive: true, force: true, maxRetries: 3 });
