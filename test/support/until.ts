import { setTimeout as wait } from "node:timers/promises";

/**
 * Waits until a condition holds. This is the only way in which tests wait for something.
 *
 * The bound says when to give up, not how fast a machine has to be, so it is far from what any machine needs.
 *
 * @param what - Completes "waited … s until", for the error.
 * @param holds - Looked at again and again, at first without a pause. What it throws ends the wait.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { withinSeconds = 120 }: { readonly withinSeconds?: number } = {},
): Promise<void> {
  const end = performance.now() + 1_000 * withinSeconds;
  for (let pauseMs = 0; !(await holds()); pauseMs = Math.min(50, pauseMs + 1)) {
    if (performance.now() > end) throw new Error(`waited ${withinSeconds} s until ${what}`);
    await wait(pauseMs);
  }
}
