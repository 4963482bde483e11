import { expect, test } from "vitest";
import { CancelledError, type GraphClient, graphPath } from "../../provider/graph";
import { clientOf, operationOf, rejection } from "./support/client";
import { graphError, json, serve } from "./support/service";

const path = graphPath`deviceManagement`;
const get = (client: GraphClient) => client.send({ method: "GET", path, operation: operationOf(client) });

test("a pause of a minute ends at once, for every request that waits for its end", async () => {
  const { origin, received } = await serve(
    graphError(429, "TooManyRequests", "Slow down.", { "retry-after": "60" }),
  );
  const client = clientOf(origin);
  // A request that does not wait is answered, and so the pause has begun.
  await rejection(client.send({ method: "GET", path, operation: operationOf(client), throttled: "fail" }));
  const waiting = Array.from({ length: 20 }, () => rejection(get(client)));
  client.cancel();
  for (const error of await Promise.all(waiting)) expect(error).toBeInstanceOf(CancelledError);
  expect(received).toHaveLength(1);
});

test("a wait for room in the pace ends at once", async () => {
  const { origin, received } = await serve(json(200, {}));
  const client = clientOf(origin, { pace: { requests: 1, windowMs: 60_000 } });
  await get(client);
  const waiting = rejection(get(client));
  client.cancel();
  expect(await waiting).toBeInstanceOf(CancelledError);
  expect(received).toHaveLength(1);
});

test("a request that is under way comes to its end, and none follows it", async () => {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const { origin, received } = await serve(async (request, response) => {
    asked.resolve();
    await released.promise;
    await json(200, { done: true })(request, response);
  });
  const client = clientOf(origin);
  const underWay = get(client);
  await asked.promise;
  client.cancel();
  released.resolve();
  expect((await underWay).body).toEqual({ done: true });
  expect(await rejection(get(client))).toBeInstanceOf(CancelledError);
  expect(received).toHaveLength(1);
});
