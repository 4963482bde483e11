import fc from "fast-check";
import type { Fault, FaultRule } from "../../emulator";

const when = fc.constantFrom("before" as const, "after" as const);

const answers: fc.Arbitrary<Fault> = fc
  .record({
    status: fc.constantFrom(400, 403, 404, 409, 423, 429, 500, 502, 503, 504),
    page: fc.boolean(),
    when,
  })
  .map(({ status, page, when }) => ({
    kind: "answer",
    status,
    body: page ? "<html>Bad gateway</html>" : { error: { code: "Injected", message: "Injected." } },
    // The service says of these that nothing was done.
    when: status < 500 || status === 503 ? "before" : when,
  }));

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: answers },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("reset" as const), when }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("truncated" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("garbled" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("answer" as const),
      status: fc.constant(200),
      body: fc.constant("<html>Sign in</html>"),
      when,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("delay" as const), ms: fc.integer({ min: 1, max: 20 }), when }),
  },
  {
    weight: 3,
    // On a write, the reads after it lag; on a read, they go back in time.
    arbitrary: fc.record({
      kind: fc.constant("staleReads" as const),
      reads: fc.integer({ min: 1, max: 3 }),
      writes: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("staleExclusions" as const),
      writes: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("duplicateInPage" as const, "emptyPage" as const) }),
  },
);

const nth = fc.integer({ min: 1, max: 5 });

const aRequestFails: fc.Arbitrary<FaultRule> = fc.record({
  method: fc.constantFrom("GET" as const, "POST" as const, "PATCH" as const, "DELETE" as const),
  nth,
  fault,
});

/** One POST or PATCH has no effect, or no DELETE has: that a later DELETE has none, nobody notices (a documented limit). */
const withoutEffect: fc.Arbitrary<FaultRule> = fc
  .oneof(
    fc.record({ method: fc.constantFrom("POST" as const, "PATCH" as const), nth }),
    fc.constant({ method: "DELETE" as const }),
  )
  .map((which) => ({ ...which, fault: { kind: "withoutEffect" } }));

/** Every write fails, and nobody knows whether it took effect. */
const everyWriteFails: fc.Arbitrary<FaultRule[]> = when.map((when) =>
  (["POST", "PATCH", "DELETE"] as const).map((method) => ({
    method,
    fault: { kind: "answer", status: 500, body: "<html>Oops</html>", when },
  })),
);

/** Rules that meet a few requests of an operation, at random. */
const someRequestsFail: fc.Arbitrary<FaultRule[]> = fc.array(
  fc.oneof({ weight: 18, arbitrary: aRequestFails }, { weight: 1, arbitrary: withoutEffect }),
  { maxLength: 4 },
);

/** A write fails although it has taken effect, and the reads after it lag. */
const oneFailsAndLags: fc.Arbitrary<FaultRule[]> = fc
  .record({
    nth: fc.integer({ min: 1, max: 4 }),
    status: fc.constantFrom(500, 502, 503),
    reads: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ nth, status, reads }) =>
    (["POST", "PATCH", "DELETE"] as const).flatMap((method): FaultRule[] => [
      { method, nth, fault: { kind: "answer", status, body: "<html>Oops</html>", when: "after" } },
      { method, nth, fault: { kind: "staleReads", reads } },
    ]),
  );

/** Nothing fails, but the reads after each write lag. */
export const readsLag: fc.Arbitrary<FaultRule[]> = fc.integer({ min: 1, max: 3 }).map((reads) =>
  (["POST", "PATCH", "DELETE"] as const).map((method) => ({
    method,
    fault: { kind: "staleReads", reads },
  })),
);

/** Nothing fails, but some reads in a row are from before so many writes. */
export const readsGoBack: fc.Arbitrary<FaultRule[]> = fc
  .record({
    nth: fc.integer({ min: 1, max: 3 }),
    reads: fc.integer({ min: 1, max: 3 }),
    writes: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ nth, reads, writes }) => [{ method: "GET", nth, fault: { kind: "staleReads", reads, writes } }]);

export const faultRules: fc.Arbitrary<FaultRule[]> = fc.oneof(
  { weight: 5, arbitrary: someRequestsFail },
  { weight: 4, arbitrary: oneFailsAndLags },
  { weight: 1, arbitrary: everyWriteFails },
);
