// node handlers.cjs SCENARIO: one operation by the handlers of a dynamic provider, as one provider process of the engine
// makes it, without an engine. SCENARIO is JSON; what came of it is printed as JSON.

const { readFileSync, writeFileSync } = require("node:fs");
const { GCProfiler } = require("node:v8");
const { policyId, groupId } = require("./ids.cjs");
const { peakBytes } = require("./resident.cjs");

/**
 * @typedef {object} Scenario
 * @property {"ours" | "peer" | "bare"} contender
 * @property {"create" | "update" | "read" | "delete"} operation
 * @property {number} n - How many assignments.
 * @property {number} policies - Neighbouring assignments are on different policies.
 * @property {number} inFlight - How many calls are under way at most, as `--parallel` says.
 * @property {number} everyMs - How long the engine takes from one call to the next.
 * @property {string} state - The file that the resources are kept in.
 * @property {number} [warmUp] - How many of the calls come before the measurement begins. Default: none.
 * @property {number} [setOf] - One whole set of so many targets, instead of single assignments.
 */
/**
 * @typedef {object} Outcome
 * @property {number} seconds - From the first call to the last answer.
 * @property {number} cpuMs - The processor time of this process in it.
 * @property {number} peakBytes - The most memory that the process had resident.
 * @property {number} allocatedBytes - What was allocated on the heap in it.
 * @property {number} failures
 * @property {string} [failure] - The message of the first.
 */

/** @type {Scenario} */
const scenario = JSON.parse(process.argv[2] ?? "");
// The provider finds the engine's address here, and then keeps notes for the other processes of a run.
process.argv.splice(1, 2, "dynamic-provider", `bench-${process.pid}`);
const { contender, operation, n, policies, inFlight, everyMs, state, warmUp = 0, setOf } = scenario;
const name = `DeviceCompliancePolicyAssignment${setOf === undefined ? "" : "Set"}`;
/**
 * What the host of dynamic resources calls.
 *
 * @typedef {object} Handler
 * @property {(request: object) => Promise<void>} configure
 * @property {(inputs: object) => Promise<{ id: string, outs: object }>} create
 * @property {(id: string, outs: object) => Promise<unknown>} read
 * @property {(id: string, olds: object, news: object) => Promise<{ outs: object }>} update
 * @property {(id: string, outs: object) => Promise<unknown>} delete
 */
/** @type {Handler} */
const handler = require(contender === "ours" ? "pulumi-intune/provider" : `./${contender}.cjs`).handler(name);

/** @param {number} index @param {number} [group] */
const inputs = (index, group = index) => ({
  deviceCompliancePolicyId: policyId(index % policies),
  ...(setOf === undefined
    ? { target: { type: "groupAssignmentTarget", groupId: groupId(group) } }
    : {
        targets: Array.from({ length: setOf }, (_, target) => ({
          type: "groupAssignmentTarget",
          groupId: groupId(target === 0 ? setOf + group : target),
        })),
      }),
});

/** @type {{ id: string, outs: object }[]} */
const kept = operation === "create" ? [] : JSON.parse(readFileSync(state, "utf8"));

/** @param {number} index */
function resource(index) {
  const found = kept[index];
  if (found === undefined) throw new Error("it was not made");
  return found;
}

/** @type {Record<Scenario["operation"], (index: number) => Promise<unknown>>} */
const calls = {
  async create(index) {
    kept[index] = await handler.create(inputs(index));
  },
  async read(index) {
    const { id, outs } = resource(index);
    await handler.read(id, outs);
  },
  async update(index) {
    const one = resource(index);
    ({ outs: one.outs } = await handler.update(one.id, one.outs, inputs(index, n + index)));
  },
  async delete(index) {
    const { id, outs } = resource(index);
    await handler.delete(id, outs);
  },
};

/** @param {number} from @param {number} to */
async function run(from, to) {
  /** @type {string[]} */
  const failures = [];
  /** @type {Set<Promise<void>>} */
  const underWay = new Set();
  for (let index = from; index < to; index++) {
    while (underWay.size >= inFlight) await Promise.race(underWay);
    /** @type {Promise<void>} */
    const call = calls[operation](index)
      .then(
        () => {},
        (error) => void failures.push(String(error?.message ?? error)),
      )
      .finally(() => underWay.delete(call));
    underWay.add(call);
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  await Promise.all(underWay);
  return failures;
}

/** @param {{ heapStatistics: { usedHeapSize: number } }} heap */
const used = ({ heapStatistics }) => heapStatistics.usedHeapSize;

async function main() {
  await handler.configure({ config: { get: (/** @type {string} */ key) => process.env[`BENCH_${key}`] } });
  const failures = await run(0, warmUp);
  const collections = new GCProfiler();
  collections.start();
  const [heap, cpu, started] = [process.memoryUsage().heapUsed, process.cpuUsage(), performance.now()];
  failures.push(...(await run(warmUp, n)));
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const grown = process.memoryUsage().heapUsed - heap;
  const collected = collections
    .stop()
    .statistics.map(({ beforeGC, afterGC }) => used(beforeGC) - used(afterGC))
    .reduce((sum, bytes) => sum + bytes, 0);
  /** @type {Outcome} */
  const outcome = {
    seconds,
    cpuMs: (user + system) / 1_000,
    peakBytes: peakBytes(),
    allocatedBytes: grown + collected,
    failures: failures.length,
    ...(failures[0] !== undefined && { failure: failures[0] }),
  };
  writeFileSync(state, JSON.stringify(kept));
  process.stdout.write(`\n${JSON.stringify(outcome)}\n`, () => process.exit());
}

main();
