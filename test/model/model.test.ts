import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { faultRules } from "./faults";
import { program } from "./program";
import { type Action, World } from "./world";

/** `MODEL_RUNS=5000 MODEL_SEED=1 npm run test:guarantees -- test/model` */
const numRuns = Number(process.env["MODEL_RUNS"] ?? 250);
const seed = Number(process.env["MODEL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const noFaults = fc.constant([]);
const policy = fc.integer({ min: 0, max: 2 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("up" as const),
      program,
      faults: fc.oneof({ weight: 2, arbitrary: faultRules }, noFaults),
      crashAfter: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 5, nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("refresh" as const), faults: fc.oneof(faultRules, noFaults) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("foreign" as const),
      policy,
      group: fc.integer({ min: 1, max: 3 }),
      there: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("drift" as const),
      policy,
      index: fc.nat(9),
      narrow: fc.boolean(),
    }),
  },
);

describe("random programs, changes of others, faults and crashes against a model", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it.each(["documented", "observed"] as const)("on the %s service", async (service) => {
    let actions = 0;
    let faults = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("auto", "auto", "assign"),
        fc.array(action, { minLength: 1, maxLength: 8 }),
        async (writeRoute, sequence) => {
          const world = new World(emulator, service, { "intune:writeRoute": writeRoute });
          for (const each of sequence) await world.act(each);
          await world.settle();
          actions += sequence.length;
          faults += world.faultRules;
        },
      ),
      { numRuns, seed, endOnFailure: process.env["MODEL_SHRINK"] === "no" },
    );
    process.stdout.write(
      `${service}: ${numRuns} sequences (seed ${seed}) of ${actions} actions with ${faults} rules of faults\n`,
    );
  });
});
