// npm start [-- --service observed|documented]: the stack of the root Pulumi.yaml, from preview to destroy.

import path from "node:path";
import { parseArgs } from "node:util";
import { builtEmulator } from "../build/built.mts";
import { ensureEngine } from "../engine/ensure.mts";
import { failWith } from "../process/failWith.mts";
import { root } from "../setup/root.mjs";
import { QuickstartStack } from "./stack.mts";
import { walkThrough } from "./walkthrough.mts";

try {
  const { values } = parseArgs({ options: { service: { type: "string", default: "observed" } } });
  const engine = await ensureEngine();
  const { startEmulator } = await builtEmulator();
  const emulator = await startEmulator({ service: values.service as "documented" | "observed" });
  try {
    // The folder that Pulumi.yaml sets for the stack's configuration.
    const stack = await QuickstartStack.create(engine, path.join(root, ".state", "quickstart"), {
      INTUNE_GRAPH_ENDPOINT: emulator.url,
      INTUNE_ACCESS_TOKEN: "any-token-will-do-for-the-emulator",
    });
    await walkThrough(stack, emulator);
  } finally {
    await emulator.close();
  }
} catch (error) {
  failWith(error);
}
