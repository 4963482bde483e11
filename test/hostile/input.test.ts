import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handler } from "../../provider";
import type { Lifecycle, Properties } from "../../provider/lifecycle/lifecycle";
import { failureOf } from "../support/miniEngine";
import { providerProcess } from "../support/providerProcess";
import { fuzz } from "./fuzz";
import { type GraphServer, json, startGraphServer } from "./graphServer";

/** Texts that somebody could hope to break out with. */
const breakers = fc.constantFrom(
  "../../users",
  "..%2f..%2fusers",
  "%2e%2e/x",
  "a/b",
  "a\\..\\b",
  "a?$filter=x",
  "a#b",
  "a b",
  "a;b",
  "a'b",
  "a')/assign",
  'a"b',
  "a\r\nHost: evil",
  "a\u0000b",
  "a\u2028b",
  "\ud800",
  "ａ／ｂ",
  "@evil.example",
  "//evil.example/x",
  "https://evil.example/",
  "__proto__",
  "constructor",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9x",
);
const hostile = fc.oneof(
  breakers,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.tuple(breakers, fc.string(), breakers).map((parts) => parts.join("")),
  fc.string({ minLength: 10_000, maxLength: 20_000 }),
);

/** The check refuses an id without a GUID. */
const around = fc
  .tuple(hostile, hostile)
  .map(([before, after]) => `${before}9f2b6c1e-0000-4000-8000-000000000001${after}`);

describe("whatever a program or a state says", () => {
  let graph: GraphServer;
  beforeAll(async () => {
    graph = await startGraphServer((_, response) => json(response, 200, '{"value":[]}'));
  });
  afterAll(() => graph.close());

  /** Every request goes where it should: each id one segment that decodes to itself, the body JSON, the host the one. */
  function expectSafeRequests(policyId: string, assignmentId?: string): void {
    for (const { method, target, headers, body } of graph.requests) {
      const match =
        /^\/(?:v1\.0|beta)\/deviceManagement\/deviceCompliancePolicies\/([^/?#]+)\/(assign|assignments(?:\/([^/?#]+))?)$/.exec(
          target,
        );
      expect(match, target).not.toBeNull();
      expect(decodeURIComponent(match?.[1] ?? "")).toBe(policyId);
      if (match?.[3] !== undefined) expect(decodeURIComponent(match[3])).toBe(assignmentId);
      expect(`http://${headers.host}`).toBe(graph.url);
      expect(headers.authorization).toBe("Bearer a-token-of-the-emulator");
      if (method !== "GET" && method !== "DELETE") expect(() => JSON.parse(body)).not.toThrow();
    }
  }

  const lifecycle = (writeRoute: string): Lifecycle =>
    providerProcess(
      graph.url,
      { "intune:writeRoute": writeRoute },
      {
        graph: { backoff: { throttledMs: 1, brokenMs: 1, longestMs: 1 } },
        delays: { confirmation: [0], conflict: 1 },
      },
    ).resource("DeviceCompliancePolicyAssignment");

  /** Succeeds, or fails by an error that a person can read. */
  async function settle(run: Promise<unknown>): Promise<void> {
    await run.catch((thrown: unknown) => {
      const error = failureOf(thrown);
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).constructor.name).toMatch(
        /^(Path|BadRequest|NotConfirmed|NoEffect|NotFound|UnreadableAssignment|Answer)Error$/,
      );
    });
  }

  it("reaches a URL escaped or not at all, at create", async () => {
    await fuzz(
      fc.asyncProperty(
        fc.oneof(hostile, around),
        hostile,
        fc.constantFrom("documented", "assign"),
        async (policyId, text, route) => {
          const target = { type: "configurationManagerCollectionAssignmentTarget", collectionId: text };
          const inputs = { deviceCompliancePolicyId: policyId, target };
          const { failures } = await handler("DeviceCompliancePolicyAssignment").check({}, inputs);
          graph.requests.length = 0;
          if (failures.length > 0) return;
          await settle(lifecycle(route).create(inputs));
          // An address that is too long is refused by the server before it is looked at.
          if (policyId.length < 1_000) expect(graph.requests.length).toBeGreaterThan(0);
          expectSafeRequests(policyId);
          for (const { body } of graph.requests.filter(({ method }) => method === "POST")) {
            expect(JSON.stringify(JSON.parse(body))).toContain(JSON.stringify(text));
          }
        },
      ),
    );
  });

  it("reaches a URL escaped or not at all, out of a state that somebody has edited", async () => {
    await fuzz(
      fc.asyncProperty(
        hostile,
        hostile,
        fc.constantFrom("delete", "read", "update"),
        async (policyId, assignmentId, verb) => {
          graph.requests.length = 0;
          const target = { type: "allDevicesAssignmentTarget" };
          const olds: Properties = { deviceCompliancePolicyId: policyId, assignmentId, target };
          const life = lifecycle("documented");
          if (verb === "delete") await settle(life.delete(`${policyId}/${assignmentId}`, olds));
          else if (verb === "read") await settle(life.read(`${policyId}/${assignmentId}`, olds));
          else
            await settle(
              life.update(`${policyId}/${assignmentId}`, olds, {
                ...olds,
                target: { type: "allLicensedUsersAssignmentTarget" },
              }),
            );
          expectSafeRequests(policyId, assignmentId);
        },
      ),
    );
  });

  it("is judged by check and diff without a crash, whatever its type", async () => {
    const anything = fc.anything({
      withBigInt: false,
      withDate: false,
      withMap: false,
      withSet: false,
      maxDepth: 4,
    });
    const inputs = fc.oneof(
      fc.record(
        { deviceCompliancePolicyId: anything, target: anything, targets: anything },
        { requiredKeys: [] },
      ),
      fc.record({
        target: fc.record(
          {
            type: fc.oneof(fc.constantFrom("groupAssignmentTarget", "allDevicesAssignmentTarget"), anything),
            groupId: anything,
            filter: anything,
          },
          { requiredKeys: [] },
        ),
      }),
      fc.record({ targets: fc.array(anything) }),
    ) as fc.Arbitrary<Properties>;
    await fuzz(
      fc.asyncProperty(
        fc.constantFrom("DeviceCompliancePolicyAssignment", "DeviceCompliancePolicyAssignmentSet"),
        inputs,
        async (kind, news) => {
          const { failures } = await handler(kind).check({}, JSON.parse(JSON.stringify(news)));
          for (const { reason } of failures) {
            expect(reason).toMatch(/given .*accepted: /s);
            expect(reason.length).toBeLessThan(1_000);
          }
          expect(Object.keys(Object.prototype)).toEqual([]);
        },
      ),
    );
  });
});
