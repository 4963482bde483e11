import { describe, expect, test } from "vitest";
import {
  DeadlineError,
  type GraphClient,
  type GraphRequest,
  graphPath,
  type Pace,
  ThrottledError,
} from "../../provider/graph";
import { parseRetryAfter } from "../../provider/graph/throttle/retryAfter";
import { clientOf, operationOf, rejection } from "./support/client";
import { type Answer, graphError, inTurn, json, serve } from "./support/service";

const path = graphPath`deviceManagement`;
const ok = json(200, {});
const throttled = (headers: Record<string, string> = {}) =>
  graphError(429, "TooManyRequests", "Slow down.", headers);

function get(client: GraphClient) {
  return client.send({ method: "GET", path, operation: operationOf(client) });
}

/** A service that throttles for a time after each time it begins to, whatever comes. */
function pausing(pauseMs: number, headers: Record<string, string>): Answer & { refused: number } {
  let until: number | undefined;
  const answer: Answer & { refused: number } = Object.assign(
    ((request, response) => {
      until ??= performance.now() + pauseMs;
      if (performance.now() >= until) return ok(request, response);
      answer.refused++;
      return throttled(headers)(request, response);
    }) satisfies Answer,
    { refused: 0 },
  );
  return answer;
}

describe("one throttled request", () => {
  test("pauses all others until the time that Retry-After names", async () => {
    const service = pausing(200, { "retry-after": "0.25" });
    const { origin, received } = await serve(service);
    const client = clientOf(origin);
    // A request that does not wait is answered, and so the pause has begun.
    await rejection(client.send({ method: "GET", path, operation: operationOf(client), throttled: "fail" }));
    await Promise.all(Array.from({ length: 20 }, () => get(client)));
    expect(service.refused).toBe(1);
    expect(received).toHaveLength(21);
  });

  test.each<GraphRequest["method"]>(["GET", "POST", "PATCH", "DELETE"])(
    "of any verb is sent again: %s",
    async (method) => {
      const { origin, received } = await serve(inTurn(throttled(), throttled({ "retry-after": "0" }), ok));
      const client = clientOf(origin);
      await client.send({ method, path, operation: operationOf(client) });
      expect(received.map((request) => request.method)).toEqual([method, method, method]);
    },
  );

  test("is an error at once for a caller that has to build its request again", async () => {
    const { origin, received } = await serve(inTurn(throttled({ "retry-after": "0.2" }), ok));
    const client = clientOf(origin);
    const operation = operationOf(client);
    const post = () => client.send({ method: "POST", path, body: {}, operation, throttled: "fail" });
    const error = await rejection(post());
    expect(error).toBeInstanceOf(ThrottledError);
    expect(error).toMatchObject({ tries: 1, status: 429 });
    expect((error as ThrottledError).retryAfterMs).toBeGreaterThan(0);
    expect((error as ThrottledError).retryAfterMs).toBeLessThanOrEqual(200);
    await post();
    expect(received).toHaveLength(2);
  });

  test("that asks for more time than the operation has ends it at once, and says why", async () => {
    const { origin, received } = await serve(throttled({ "retry-after": "3600" }));
    const client = clientOf(origin, { operationTimeoutMs: 5_000 });
    const error = await rejection(get(client));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(error.cause).toBeInstanceOf(ThrottledError);
    expect(error.message).toContain("within the 5 s that an operation may take");
    expect(error.message).toContain(
      "The reason for the delay: Graph answered 429 Too Many Requests.\nGraph says: Slow down.",
    );
    expect(received).toHaveLength(1);
    expect(await rejection(get(client))).toBeInstanceOf(DeadlineError);
    expect(received).toHaveLength(1);
  });
});

test("requests that were throttled together begin one pause, which doubles only if it did not help", async () => {
  const { origin, received } = await serve((request, response) =>
    received.length <= 30 ? throttled()(request, response) : ok(request, response),
  );
  // With one doubling for each of 30 refusals no request would come back in time.
  const client = clientOf(origin, {
    backoff: { throttledMs: 20, brokenMs: 2, longestMs: 3_600_000 },
    operationTimeoutMs: 10_000,
  });
  await Promise.all(Array.from({ length: 30 }, () => get(client)));
  expect(received.length).toBe(60);
});

describe("the pace", () => {
  /** A service that counts requests in a sliding window, as it gets them. */
  function limited(limit: number, windowMs: number) {
    const arrivals: number[] = [];
    const counts = { refused: 0 };
    const answer: Answer = (request, response) => {
      const now = performance.now();
      const recent = arrivals.filter((at) => at > now - windowMs);
      if (recent.length < limit) arrivals.push(now);
      else counts.refused++;
      return (recent.length < limit ? ok : throttled({ "retry-after": "0.1" }))(request, response);
    };
    return { answer, counts };
  }

  test("keeps a client from being throttled", async () => {
    const { answer, counts } = limited(10, 200);
    const { origin, received } = await serve(answer);
    const pace: Pace = { requests: 10, windowMs: 200 };
    const client = clientOf(origin, { pace });
    await Promise.all(Array.from({ length: 45 }, () => get(client)));
    expect(counts.refused).toBe(0);
    expect(received).toHaveLength(45);
  });

  test("counts a request until one window after its answer", async () => {
    const { origin, received } = await serve(ok);
    const client = clientOf(origin, { pace: { requests: 2, windowMs: 60_000 }, operationTimeoutMs: 30_000 });
    await get(client);
    await get(client);
    // The places are taken for a minute now, which is more than the operation has.
    expect(await rejection(get(client))).toBeInstanceOf(DeadlineError);
    expect(received).toHaveLength(2);
  });

  test("gives back the place of a request that was not sent after all", async () => {
    const { origin, received } = await serve(ok);
    const client = clientOf(origin, { pace: { requests: 1, windowMs: 5 } });
    const refuse = () => {
      throw new Error("too late");
    };
    const operation = operationOf(client);
    await expect(client.send({ method: "GET", path, operation, beforeSending: refuse })).rejects.toThrow(
      "too late",
    );
    await get(client);
    expect(received).toHaveLength(1);
  });

  test("is kept in the order in which requests came", async () => {
    const { origin, received } = await serve(ok);
    const client = clientOf(origin, { pace: { requests: 1, windowMs: 10 } });
    const operation = operationOf(client);
    const names = Array.from({ length: 8 }, (_, n) => `r${n}`);
    await Promise.all(
      names.map((name) => client.send({ method: "GET", path: graphPath`${name}`, operation })),
    );
    expect(received.map(({ url }) => url)).toEqual(names.map((name) => `/v1.0/${name}`));
  });
});

describe("Retry-After", () => {
  const now = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");

  test.each([
    ["120", 120_000],
    [" 1 ", 1_000],
    ["1.5", 1_500],
    ["Wed, 21 Oct 2026 07:28:30 GMT", 30_000],
    ["Wednesday, 21-Oct-26 07:28:30 GMT", 30_000],
    ["Wed Oct 21 07:28:30 2026", 30_000],
    ["Wed, 21 Oct 2026 07:27:00 GMT", undefined],
    ["0", undefined],
    ["-5", undefined],
    ["", undefined],
    ["soon", undefined],
    ["1e3", undefined],
    [undefined, undefined],
  ])("%j is %s ms", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });
});
