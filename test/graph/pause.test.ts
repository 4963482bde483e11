import { describe, expect, it } from "vitest";
import { Pause } from "../../provider/graph/throttle/pause";

const backoff = { throttledMs: 3_000, brokenMs: 500, longestMs: 60_000 };

/** Begins a pause for a request that was sent after the last one. */
function throttled(pause: Pause, retryAfterMs?: number): number {
  pause.begin(pause.count, retryAfterMs);
  return pause.remainingMs;
}

describe("the pause of all requests", () => {
  it("is as long as the service asks for, and the back-off where it does not ask", () => {
    expect(throttled(new Pause(backoff), 1_000)).toBeLessThanOrEqual(1_000);
    expect(throttled(new Pause(backoff))).toBeGreaterThan(2_900);
  });

  it("grows where what the service asked for was in vain, since it counts what it refuses", () => {
    const pause = new Pause(backoff);
    throttled(pause, 1_000);
    expect(throttled(pause, 1_000)).toBeGreaterThan(2_900);
    expect(throttled(pause, 1_000)).toBeGreaterThan(5_900);
    expect(throttled(pause, 30_000)).toBeGreaterThan(29_900);
  });

  it("is short again once a request was answered between", () => {
    const pause = new Pause(backoff);
    throttled(pause, 1_000);
    throttled(pause, 1_000);
    pause.answered(pause.count);
    expect(throttled(pause, 1_000)).toBeLessThanOrEqual(1_000);
  });
});
