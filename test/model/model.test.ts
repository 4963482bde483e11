import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { inOwnTmp } from "../support/ownTmp";
import { worlds } from "./doors";
import { faultRules, readsGoBack, readsLag } from "./faults";
import { additions, edits, policyIndices, program, someNames } from "./program";
import { type Action, World } from "./world";

/** `MODEL_RUNS=5000 MODEL_SEED=1 npm run test:guarantees -- test/model`; the plugin gets a quarter of them. */
const runs = Number(process.env["MODEL_RUNS"] ?? 120);
// The same in each run of `npm test`: what fails here fails everywhere. The nightly run takes new ones.
const seed = Number(process.env["MODEL_SEED"] ?? 20_261_126);

const without = fc.constant(undefined);

/** What happens to some policies. */
function action(indices: readonly number[]): fc.Arbitrary<Action> {
  const policy = fc.constantFrom(...indices);
  const parallel = fc.constantFrom(1, 2, 3, 8, 64);
  const up = (faults: typeof faultRules, crashes: fc.Arbitrary<number | undefined>): fc.Arbitrary<Action> =>
    fc.record({
      kind: fc.constant("up" as const),
      program: fc.oneof(
        { weight: 5, arbitrary: program(indices) },
        { weight: 10, arbitrary: fc.record({ edits: edits(indices) }) },
        // As `pulumi destroy` does.
        { weight: 1, arbitrary: fc.constant([]) },
      ),
      parallel,
      after: fc.oneof(
        { weight: 1, arbitrary: fc.constant([]) },
        {
          weight: 2,
          arbitrary: fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4), { minLength: 1, maxLength: 4 }),
        },
      ),
      faults,
      crashAfter: crashes,
      refreshes: fc.boolean(),
      replaces: fc.oneof(
        { weight: 3, arbitrary: without },
        {
          weight: 1,
          arbitrary: fc.record({
            what: fc.constantFrom("changed" as const, "all" as const),
            deletes: fc.constantFrom("first" as const, "last" as const),
          }),
        },
      ),
      afterFailure: fc.constantFrom("same", "refresh", "nothing"),
    });
  return fc.oneof(
    { weight: 3, arbitrary: up(fc.constant([]), without) },
    { weight: 3, arbitrary: up(readsLag, without) },
    { weight: 3, arbitrary: up(faultRules, without) },
    { weight: 1, arbitrary: up(faultRules, fc.integer({ min: 0, max: 4 })) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("refresh" as const), faults: faultRules }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("targeted" as const),
        edits: edits(indices),
        parallel,
        targets: someNames,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("succession" as const),
        edits: fc.tuple(additions(indices), edits(indices)),
        parallel,
        faults: readsGoBack,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("forget" as const), at: fc.nat(9) }) },
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
}

const sequence = policyIndices.chain((indices) =>
  fc.record({
    indices: fc.constant(indices),
    all: fc.array(action(indices), { minLength: 1, maxLength: 8 }),
  }),
);

describe("programs that change at random, with changes of others, faults and crashes, against a model", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it.each(worlds)("through the $name, on the $service service", async ({ door, name, service }) => {
    const numRuns = name === "plugin" ? Math.ceil(runs / 4) : runs;
    let actions = 0;
    let faults = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("auto", "auto", "assign"),
        fc.constantFrom("0", "0", "0.001"),
        sequence,
        async (writeRoute, settleSeconds, { indices, all }) => {
          const settings = { "intune:writeRoute": writeRoute, "intune:settleSeconds": settleSeconds };
          const world = new World(emulator, service, door, settings, indices);
          await inOwnTmp(async () => {
            for (const each of all) await world.act(each);
            await world.settle();
          });
          actions += all.length;
          faults += world.faultRules;
        },
      ),
      { numRuns, seed, endOnFailure: process.env["MODEL_SHRINK"] === "no" },
    );
    process.stdout.write(
      `${name}, ${service}: ${numRuns} sequences (seed ${seed}) of ${actions} actions with ${faults} rules of faults\n`,
    );
  });
});
