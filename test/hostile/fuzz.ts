import fc from "fast-check";

/** `FUZZ_RUNS=20000 FUZZ_SEED=1 npm run test:guarantees -- test/hostile` */
const numRuns = Number(process.env["FUZZ_RUNS"] ?? 300);
// The same in each run of `npm test`: what fails here fails everywhere. The nightly run takes new ones.
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_126);

/** Tries a property with many inputs; a failure says the seed. */
export async function fuzz<T>(property: fc.IAsyncProperty<T>, part = 1): Promise<void> {
  await fc.assert(property, { numRuns: Math.ceil(numRuns * part), seed });
}
