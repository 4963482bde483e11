// npm run emulator -- --port N --service documented|observed …

import { builtEmulatorCommand } from "./build/built.mts";
import { failWith } from "./process/failWith.mts";

try {
  const { runEmulator } = await builtEmulatorCommand();
  await runEmulator(process.argv.slice(2));
} catch (error) {
  failWith(error);
}
