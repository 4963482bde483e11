import { expect, test } from "vitest";
import { AnswerError, graphPath } from "../../provider/graph";
import { clientOf, operationOf, rejection } from "./support/client";
import { type Answer, breakOff, inTurn, json, serve } from "./support/service";

const path = graphPath`deviceManagement/deviceCompliancePolicies`;

async function list(...answers: Answer[]) {
  const { origin, received } = await serve(inTurn(...answers));
  const client = clientOf(origin);
  const all = client.list({ path, version: "beta", query: { $top: "2" }, operation: operationOf(client) });
  return { all, received };
}

/** A page that leads to another on the same server. */
function page(value: unknown[], next: string): Answer {
  return (request, response) =>
    json(200, { value, "@odata.nextLink": `http://${request.headers.host}${next}` })(request, response);
}

test("all pages are read, an empty one in between included, each sent again where it broke off", async () => {
  const { all, received } = await list(
    page([1, 2], "/beta/x?$skiptoken=a"),
    breakOff,
    page([], "/beta/x?$skiptoken=b"),
    json(200, { value: [3] }),
  );
  expect(await all).toEqual([1, 2, 3]);
  expect(received.map(({ url }) => url)).toEqual([
    "/beta/deviceManagement/deviceCompliancePolicies?$top=2",
    "/beta/x?$skiptoken=a",
    "/beta/x?$skiptoken=a",
    "/beta/x?$skiptoken=b",
  ]);
});

test("the token does not follow a link to another host", async () => {
  const elsewhere = await serve(json(200, { value: [] }));
  const { all } = await list(json(200, { value: [1], "@odata.nextLink": `${elsewhere.origin}/beta/x` }));
  const error = await rejection(all);
  expect(error).toBeInstanceOf(AnswerError);
  expect(error.message).toContain(
    `the link to the next page leads to another host (${new URL(elsewhere.origin).host})`,
  );
  expect(elsewhere.received).toHaveLength(0);
});

test.each([
  ["a circle", page([1], "/beta/x"), "its pages lead in a circle"],
  ["no address", json(200, { value: [], "@odata.nextLink": "no address" }), "is no address"],
  ["a number as the link", json(200, { value: [], "@odata.nextLink": 5 }), "is no address"],
  ["no array", json(200, { value: "x" }), 'a list has no array "value"'],
  ["an empty answer", json(200, undefined), 'a list has no array "value"'],
  ["a list without envelope", json(200, []), 'a list has no array "value"'],
])("%s is an error", async (_name, answer, problem) => {
  const error = await rejection((await list(answer)).all);
  expect(error).toBeInstanceOf(AnswerError);
  expect(error.message).toContain(problem);
});

test("a list without end is given up", async () => {
  let n = 0;
  const { all, received } = await list((request, response) =>
    page([n], `/beta/x?$skiptoken=${n++}`)(request, response),
  );
  expect((await rejection(all)).message).toContain("more than 1000 pages");
  expect(received).toHaveLength(1_000);
});

test("a list that is expanded on one object is read to its end", async () => {
  const { origin } = await serve((request, response) =>
    json(
      200,
      request.url?.includes("page=2")
        ? { value: [{ id: 3 }] }
        : {
            id: "policy",
            assignments: [{ id: 1 }, { id: 2 }],
            "assignments@odata.nextLink": `${origin}/beta/policy/assignments?page=2`,
          },
    )(request, response),
  );
  const client = clientOf(origin);
  const operation = operationOf(client);
  expect(await client.list({ path: graphPath`policy`, operation }, "assignments")).toEqual([
    { id: 1 },
    { id: 2 },
    { id: 3 },
  ]);
});

test("an object without the list that was expanded is not an empty list", async () => {
  const { origin } = await serve(json(200, { id: "policy" }));
  const client = clientOf(origin);
  const read = client.list({ path: graphPath`policy`, operation: operationOf(client) }, "assignments");
  expect(await rejection(read)).toBeInstanceOf(AnswerError);
});
