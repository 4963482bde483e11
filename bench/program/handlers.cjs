// node handlers.cjs SCENARIO: one operation by the handlers of a dynamic provider, as one provider process of the engine
// makes it, without an engine. SCENARIO is JSON; what came of it is printed as JSON.

const { readFileSync, writeFileSync } = require("node:fs");
const { PerformanceObserver } = require("node:perf_hooks");
const { policyId, groupId } = require("./ids.cjs");

/**
 * @typedef {object} Scenario
 * @property {"ours" | "peer"} contender
 * @property {"create" | "update" | "read" | "delete" | "commits"} operation - `commits` changes the first assignment
 * again and again, `n` times.
 * @property {number} n - How many assignments.
 * @property {number} policies - Neighbouring assignments are on different policies.
 * @property {number} inFlight - How many calls are under way at most, as `--parallel` says.
 * @property {number} everyMs - How long the engine takes from one call to the next.
 * @property {string} state - The file that the resources are kept in.
 * @property {number} [setOf] - One whole set of so many targets, instead of single assignments.
 */
/**
 * @typedef {object} Outcome
 * @property {number} seconds - From the first call to the last answer.
 * @property {number} cpuMs - The processor time of this process in it.
 * @property {number} peakBytes - The most memory that the process had resident.
 * @property {number} allocatedBytes - What the heap grew by, which is what was allocated where nothing was collected.
 * @property {number} collections - How often the heap was collected.
 * @property {number} failures
 * @property {string} [failure] - The message of the first.
 */

/** @type {Scenario} */
const scenario = JSON.parse(process.argv[2] ?? "");
const { contender, operation, n, policies, inFlight, everyMs, state, setOf } = scenario;
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
const handler = require(contender === "ours" ? "pulumi-intune/provider" : "./peer.cjs").handler(name);

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
  async commits(index) {
    const one = resource(0);
    ({ outs: one.outs } = await handler.update(one.id, one.outs, inputs(0, n + index)));
  },
};

/** When the heap was collected. @type {number[]} */
const collected = [];
new PerformanceObserver((list) => {
  collected.push(...list.getEntries().map(({ startTime }) => startTime));
}).observe({ entryTypes: ["gc"] });

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

async function main() {
  await handler.configure({ config: { get: (/** @type {string} */ key) => process.env[`BENCH_${key}`] } });
  // What is measured per commit is that of a process that has made some.
  if (operation === "commits") await run(0, n);
  globalThis.gc?.();
  const [heap, cpu, started] = [process.memoryUsage().heapUsed, process.cpuUsage(), performance.now()];
  const failures = await run(operation === "commits" ? n : 0, operation === "commits" ? 2 * n : n);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  // The observer is told a turn later.
  await new Promise((resolve) => setTimeout(resolve, 10));
  /** @type {Outcome} */
  const outcome = {
    seconds,
    cpuMs: (user + system) / 1_000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    allocatedBytes: process.memoryUsage().heapUsed - heap,
    collections: collected.filter((at) => at > started).length,
    failures: failures.length,
    ...(failures[0] !== undefined && { failure: failures[0] }),
  };
  writeFileSync(state, JSON.stringify(kept));
  process.stdout.write(`\n${JSON.stringify(outcome)}\n`, () => process.exit());
}

main();
