import { setTimeout } from "node:timers/promises";

/** Waits, but keeps no process alive whose emulator has been closed. @internal */
export function wait(ms: number): Promise<void> {
  return setTimeout(ms, undefined, { ref: false });
}
