import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AnswerError, GraphError } from "../../provider/graph";
import type { Properties } from "../../provider/lifecycle/lifecycle";
import { failureOf } from "../support/miniEngine";
import { providerProcess } from "../support/providerProcess";
import { fuzz } from "./fuzz";
import { type GraphServer, json, startGraphServer } from "./graphServer";

const policyId = "9f2b6c1e-0000-4000-8000-000000000001";
const target = { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" };
const olds: Properties = { deviceCompliancePolicyId: policyId, assignmentId: "x", target };
const kind = "DeviceCompliancePolicyAssignment";

describe("whatever answers in Graph's place", () => {
  let graph: GraphServer;
  beforeAll(async () => {
    graph = await startGraphServer((_, response) => response.end());
  });
  afterAll(() => graph.close());

  const connect = (more: { requestTimeoutMs?: number; operationTimeoutMs?: number } = {}) =>
    providerProcess(
      graph.url,
      { "intune:writeRoute": "assign" },
      {
        graph: { backoff: { throttledMs: 1, brokenMs: 1, longestMs: 5 }, ...more },
        delays: { confirmation: [0, 1], conflict: 1 },
      },
    );

  /** Ends in a result or an error of ours, which a person can read. */
  async function outcome(run: Promise<unknown>): Promise<unknown> {
    try {
      return await run;
    } catch (thrown) {
      const error = failureOf(thrown);
      if (!(error instanceof Error)) throw new Error("no error object");
      if (
        !(error instanceof GraphError) &&
        !/^(NotConfirmed|UnreadableAssignment|TargetConflict|NoEffect)Error$/.test(error.constructor.name)
      )
        throw error;
      expect(error.message).toContain("Tried to ");
      expect(error.message.length).toBeLessThan(5_000);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey them
      expect(error.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      return error;
    }
  }

  const keys = fc.oneof(
    fc.constantFrom(
      "value",
      "id",
      "target",
      "@odata.type",
      "@odata.nextLink",
      "source",
      "error",
      "message",
      "code",
      "innerError",
      "__proto__",
      "constructor",
      "groupId",
      "toString",
    ),
    fc.string({ maxLength: 5 }),
  );
  const values = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(
        null,
        true,
        false,
        0,
        -1,
        1e308,
        "",
        "x",
        "#microsoft.graph.groupAssignmentTarget",
        "\u001b[31mred",
        target.groupId,
        '{"Message":"{}"}',
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(keys, tie("value"), { maxKeys: 5, noNullPrototype: true }),
    ),
  })).value;
  const entry = fc.record(
    {
      id: values,
      target: fc.oneof(values, fc.record({ "@odata.type": values, groupId: values })),
      source: values,
    },
    { requiredKeys: [] },
  );
  const list = fc.record(
    { value: fc.oneof(fc.array(fc.oneof(entry, values)), values), "@odata.nextLink": values },
    { requiredKeys: ["value"] },
  );

  it("never crashes a read, and never makes it write", async () => {
    await fuzz(
      fc.asyncProperty(
        fc.oneof(list, values),
        fc.constantFrom(200, 200, 200, 400, 403, 404, 409, 418, 500),
        async (body, status) => {
          graph.requests.length = 0;
          graph.answer = (_, response) => json(response, status, JSON.stringify(body));
          const process = connect();
          await outcome(process.resource(kind).read(`${policyId}/x`, olds));
          expect(graph.requests.every(({ method }) => method === "GET")).toBe(true);
          expect(Object.keys(Object.prototype)).toEqual([]);
          await process.client.close();
        },
      ),
    );
  });

  it("never makes a write out of what was not understood", async () => {
    await fuzz(
      fc.asyncProperty(list, values, async (read, written) => {
        graph.requests.length = 0;
        graph.answer = ({ method }, response) =>
          json(response, 200, JSON.stringify(method === "GET" ? read : written));
        const process = connect();
        await outcome(process.resource(kind).create({ deviceCompliancePolicyId: policyId, target }));
        for (const { body } of graph.requests.filter(({ method }) => method === "POST")) {
          const { assignments } = JSON.parse(body) as { assignments: { id?: unknown; target?: unknown }[] };
          // What is sent is what was read, and ours.
          const existing = (read.value as { id: unknown }[]).map(({ id }) => id);
          for (const { id, target: sent } of assignments) {
            expect(id === undefined || existing.includes(id)).toBe(true);
            expect(sent).toEqual(expect.objectContaining({ "@odata.type": expect.any(String) }));
          }
        }
        await process.client.close();
      }),
    );
  });

  it("is understood or refused when it is nested very deep", async () => {
    const depth = 200_000;
    const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const deep = `{"value":[{"id":"x","target":{"@odata.type":"#microsoft.graph.futureTarget","rules":${nested}}}]}`;
    for (const body of [nested, deep, `{"error":${nested}}`]) {
      graph.answer = (_, response) => json(response, body.startsWith('{"error') ? 400 : 200, body);
      const process = connect();
      await outcome(process.resource(kind).read(`${policyId}/x`, olds));
      await outcome(process.resource(kind).create({ deviceCompliancePolicyId: policyId, target }));
      await process.client.close();
    }
  });

  it("does not fill the memory, however much it sends", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 32);
    let sent = 0;
    graph.answer = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (!response.destroyed && response.write(megabyte)) sent++;
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    };
    const before = process.memoryUsage().rss;
    const { client, resource } = connect();
    expect(await outcome(resource(kind).read(`${policyId}/x`, olds))).toBeInstanceOf(AnswerError);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
    expect(sent).toBeLessThan(200);
    await client.close();
  });

  it("does not make us wait for ever: neither drop by drop nor by a Retry-After", async () => {
    graph.answer = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drops = setInterval(() => response.write(" "), 5);
      response.once("close", () => clearInterval(drops));
    };
    const slow = connect({ requestTimeoutMs: 50, operationTimeoutMs: 400 });
    expect(await outcome(slow.resource(kind).read(`${policyId}/x`, olds))).toBeInstanceOf(GraphError);
    await slow.client.close();
    for (const seconds of ["99999999999", "1e300", "-5", "NaN", "0x10", "Fri, 31 Dec 9999 23:59:59 GMT"]) {
      graph.answer = (_, response) => response.writeHead(429, { "retry-after": seconds }).end();
      const throttled = connect({ operationTimeoutMs: 200 });
      expect(await outcome(throttled.resource(kind).read(`${policyId}/x`, olds))).toBeInstanceOf(GraphError);
      await throttled.client.close();
    }
  });
});
