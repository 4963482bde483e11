import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";
import type { Scratch } from "../engine/scratch.mts";
import { type Declared, Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { median } from "../report/statistics.mts";
import { type RunningEmulator, withTenant } from "../tenant.mts";

/**
 * The same stack with several providers: do-nothing resources, this package as dynamic resources and as the plugin on
 * both behaviors of the service, the provider by hand, and one that only creates and reads.
 */
const all = {
  nothing: { words: "do-nothing resources", kind: "nothing", service: "observed" },
  documented: { words: "documented", kind: "intune", service: "documented" },
  observed: { words: "observed", kind: "intune", service: "observed" },
  "plugin documented": { words: "plugin, documented", kind: "plugin", service: "documented" },
  "plugin observed": { words: "plugin, observed", kind: "plugin", service: "observed" },
  peer: { words: "by hand", kind: "peer", service: "observed" },
  least: { words: "the same requests alone", kind: "least", service: "documented" },
} as const;

export type Contender = keyof typeof all;

/** The name of each contender in a table. */
export const wordsOf = (contender: Contender): string => all[contender].words;

/** The contenders that can live a whole life here. Those of the plugin need dist/plugin. */
const contenders = (Object.keys(all) as Contender[]).filter(
  (name) =>
    name !== "least" && (all[name].kind !== "plugin" || existsSync(path.join(root, "dist", "plugin"))),
);

/** The operations of a stack, from its creation to destroy. */
export const phases = ["preview", "create", "noop", "update", "refresh", "destroy"] as const;

export type Phase = (typeof phases)[number];

const commands = {
  preview: "preview",
  create: "up",
  noop: "up",
  update: "up",
  refresh: "refresh",
  destroy: "destroy",
} as const;

/** What one stack took. */
interface Life {
  readonly seconds: Readonly<Record<Phase, number>>;
  readonly requests: Readonly<Record<Phase, number>>;
  /** The most memory that the provider process of the creating `up` had. */
  readonly peakBytes: number;
}

/** How many stacks live. */
export interface LivesOptions {
  /** How many resources each has. */
  readonly n: number;
  readonly rounds: number;
  readonly who?: readonly Contender[];
  /** Whether the engine writes the state after every step, as it does by default. Default: true. */
  readonly checkpoints?: boolean;
  /** Milliseconds that a request takes. Default 0. */
  readonly latencyMs?: number;
}

/**
 * The stacks of one size. In each round, all contenders run an operation before any runs the next one, so that other
 * work on the machine affects them alike.
 */
export interface Lives extends LivesOptions {
  readonly who: readonly Contender[];
  readonly found: readonly Readonly<Partial<Record<Contender, Life>>>[];
}

/** How many policies the assignments are spread over. */
export const policies = 10;

export async function measureLives(scratch: Scratch, options: LivesOptions): Promise<Lives> {
  const { n, rounds, who = contenders } = options;
  const found: Partial<Record<Contender, Life>>[] = [];
  for (let round = 0; round < rounds; round++) {
    progress(`stacks of ${n}, round ${round + 1} of ${rounds}`);
    const first = round % who.length;
    const inTurn = [...who.slice(first), ...who.slice(0, first)];
    await withStacks(scratch, inTurn, options, async (stacks) => {
      for (const phase of phases) {
        for (const each of stacks) await each.run(phase);
        // These change nothing, so they can run twice. The second time is in the other order.
        if (phase === "noop" || phase === "refresh") {
          for (const each of stacks.toReversed()) await each.run(phase);
        }
      }
      found.push(Object.fromEntries(stacks.map(({ contender, life }) => [contender, life])));
    });
  }
  return { ...options, who, found };
}

/** Calls `work` with a stack of each contender, each on a tenant of its own. */
export async function withStacks(
  scratch: Scratch,
  who: readonly Contender[],
  options: Pick<LivesOptions, "n" | "checkpoints" | "latencyMs">,
  work: (stacks: readonly LivingStack[]) => Promise<void>,
  stacks: readonly LivingStack[] = [],
): Promise<void> {
  const [contender, ...others] = who;
  if (contender === undefined) return await work(stacks);
  const { n, checkpoints = true, latencyMs = 0 } = options;
  const { kind, service } = all[contender];
  await withTenant(policies, { service, latencyMs }, async (tenant) => {
    const declared = { kind, n, policies };
    const stack = await Stack.create(scratch, declared, stackEnv(tenant, checkpoints));
    const one = new LivingStack(contender, declared, stack, tenant);
    await withStacks(scratch, others, options, work, [...stacks, one]);
    await stack.remove();
  });
}

/** One stack from its creation to destroy, with its measurements. */
class LivingStack {
  readonly contender: Contender;
  readonly #declared: Declared;
  readonly #stack: Stack;
  readonly #tenant: RunningEmulator;
  readonly #times: Partial<Record<Phase, readonly number[]>> = {};
  readonly #requests: Partial<Record<Phase, number>> = {};
  #peakBytes = 0;

  constructor(contender: Contender, declared: Declared, stack: Stack, tenant: RunningEmulator) {
    this.contender = contender;
    this.#declared = declared;
    this.#stack = stack;
    this.#tenant = tenant;
  }

  /** Runs an operation. Returns how long it took, in seconds. */
  async run(phase: Phase): Promise<number> {
    if (phase === "update") this.#stack.declare({ ...this.#declared, changed: true });
    this.#tenant.clearRequests();
    const seconds = await this.#stack.run(commands[phase]);
    this.#times[phase] = [...(this.#times[phase] ?? []), seconds];
    this.#requests[phase] = this.#tenant.requests.length;
    if (phase === "create") this.#peakBytes = (await this.#stack.providerReport()).peakBytes;
    return seconds;
  }

  get life(): Life {
    const seconds = Object.entries(this.#times).map(([phase, times]) => [phase, median(times)]);
    const requests = this.#requests as Life["requests"];
    return { seconds: Object.fromEntries(seconds), requests, peakBytes: this.#peakBytes };
  }
}
