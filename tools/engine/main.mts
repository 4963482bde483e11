// node tools/run.mjs node tools/engine/main.mts: makes sure of an engine and prints the PATH that it needs.

import { failWith } from "../process/failWith.mts";
import { pathWith } from "./engine.mts";
import { ensureEngine } from "./ensure.mts";

await ensureEngine().then((engine) => process.stdout.write(`${pathWith(engine)}\n`), failWith);
