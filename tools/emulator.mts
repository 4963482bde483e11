// npm run emulator -- --port N --service observed|documented …

import { builtCommand } from "./build/built.mts";
import { failWith } from "./process/failWith.mts";

try {
  const { pulumiIntune, processTerminal } = await builtCommand();
  await pulumiIntune(processTerminal).parseAsync(["emulator", ...process.argv.slice(2)], { from: "user" });
} catch (error) {
  failWith(error);
}
