import { describe, expect, it } from "vitest";
import { SlidingWindow } from "../../emulator/graph/slidingWindow";
import { allUsers, compliance, start } from "./support/emulator";

const assign = { assignments: [{ target: allUsers }] };
const aMinute = 60_000;

describe("throttling", () => {
  it("refuses the writes above the limit with 429, and lets reads pass", async () => {
    const client = await start({ throttle: { writes: 2, windowMs: aMinute } });
    await client.post(`${compliance}/assign`, assign);
    await client.post(`${compliance}/assign`, assign);
    const refused = await client.post(`${compliance}/assign`, { assignments: [] });
    expect([refused.status, refused.body.error.code]).toEqual([429, "TooManyRequests"]);
    const seconds = Number(refused.headers.get("retry-after"));
    // How much of the window is left depends on the machine.
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await client.get(`${compliance}/assignments`)).body.value).toHaveLength(1);
  });

  it("counts requests of any kind, those of groups not", async () => {
    const client = await start({ throttle: { requests: 2, windowMs: aMinute } });
    await client.get(compliance);
    await client.post(`${compliance}/assign`, assign);
    expect((await client.get(compliance)).status).toBe(429);
    expect((await client.get("/v1.0/groups")).status).toBe(200);
  });

  it.each([
    [0, "0"],
    [7, "7"],
    ["missing", null],
  ] as const)("says %j in Retry-After as %j", async (retryAfterSeconds, header) => {
    const client = await start({ throttle: { requests: 1, windowMs: aMinute, retryAfterSeconds } });
    await client.get(compliance);
    const refused = await client.get(compliance);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, header]);
  });

  it("says the rest of the window as a date", async () => {
    const before = Date.now();
    const client = await start({ throttle: { requests: 1, windowMs: aMinute, retryAfterSeconds: "date" } });
    await client.get(compliance);
    const date = (await client.get(compliance)).headers.get("retry-after") ?? "";
    expect(date).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    // A date has no milliseconds.
    expect(Date.parse(date)).toBeGreaterThan(before + aMinute - 1_000);
  });

  it("can be changed and lifted while the emulator runs", async () => {
    const client = await start({ throttle: { requests: 1, windowMs: aMinute } });
    await client.get(compliance);
    expect((await client.get(compliance)).status).toBe(429);
    client.emulator.configure({ throttle: null });
    expect((await client.get(compliance)).status).toBe(200);
  });
});

describe("the sliding window", () => {
  it("has room again when the oldest of the limit is a window old, and counts what it refused", () => {
    const window = new SlidingWindow(2, 100);
    expect([window.count(0), window.count(10)]).toEqual([0, 0]);
    // Refused; of 0, 10 and 50 two are in the window until 110.
    expect(window.count(50)).toBe(60);
    expect(window.count(110)).toBe(0);
    expect(window.count(111)).toBe(99);
  });
});
