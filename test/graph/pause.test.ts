import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pause } from "../../provider/graph/throttle/pause";

const backoff = { throttledMs: 3_000, brokenMs: 500, longestMs: 60_000 };

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** Begins a pause for a request that was sent after the last one, and answers how long it is. */
function throttled(pause: Pause, retryAfterMs?: number): number {
  pause.begin(pause.count, retryAfterMs);
  // The clock stands at a fraction of a millisecond, which sums round.
  return Math.round(pause.remainingMs);
}

/** The same, once the pause that is on is over. */
function throttledAgain(pause: Pause, retryAfterMs?: number): number {
  vi.advanceTimersByTime(pause.remainingMs);
  return throttled(pause, retryAfterMs);
}

describe("the pause of all requests", () => {
  it("is as long as the service asks for, and the back-off where it does not ask", () => {
    expect(throttled(new Pause(backoff), 1_000)).toBe(1_000);
    expect(throttled(new Pause(backoff))).toBeGreaterThanOrEqual(3_000);
  });

  it("grows where a pause as long as the service asked for did not help, since it counts what it refuses", () => {
    const pause = new Pause(backoff);
    throttled(pause, 1_000);
    expect(throttledAgain(pause, 1_000)).toBeGreaterThanOrEqual(3_000);
    expect(throttledAgain(pause, 1_000)).toBeGreaterThanOrEqual(6_000);
    expect(throttledAgain(pause, 30_000)).toBe(30_000);
  });

  it("is never shortened by an answer that asks for a shorter one, or for none", () => {
    const pause = new Pause(backoff);
    throttled(pause, 600_000);
    expect(throttled(pause)).toBe(600_000);
    expect(throttled(pause, 1_000)).toBe(600_000);
    pause.answered(pause.count);
    expect(throttled(pause, 1_000)).toBe(600_000);
  });

  it("is short again once a request was answered between", () => {
    const pause = new Pause(backoff);
    throttled(pause, 1_000);
    throttledAgain(pause, 1_000);
    pause.answered(pause.count);
    expect(throttledAgain(pause, 1_000)).toBe(1_000);
  });
});
