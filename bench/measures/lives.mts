import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";
import type { Scratch } from "../engine/scratch.mts";
import { Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { withTenant } from "../tenant.mts";

/**
 * The same stack with several providers: do-nothing resources, this package as dynamic resources and as the plugin on
 * both behaviors of the service, and the provider by hand.
 */
const all = {
  nothing: { words: "do-nothing resources", kind: "nothing", service: "observed" },
  documented: { words: "documented", kind: "intune", service: "documented" },
  observed: { words: "observed", kind: "intune", service: "observed" },
  "plugin documented": { words: "plugin, documented", kind: "plugin", service: "documented" },
  "plugin observed": { words: "plugin, observed", kind: "plugin", service: "observed" },
  peer: { words: "by hand", kind: "peer", service: "observed" },
} as const;

export type Contender = keyof typeof all;

/** The name of each contender in a table. */
export const wordsOf = (contender: Contender): string => all[contender].words;

/** The contenders that can run here. Those of the plugin need dist/plugin. */
const contenders = (Object.keys(all) as Contender[]).filter(
  (name) => all[name].kind !== "plugin" || existsSync(path.join(root, "dist", "plugin")),
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

/** One stack's life. */
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

/** Measures stacks of one size, a round at a time, so that other work on the machine affects all contenders alike. */
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
    const lives: Partial<Record<Contender, Life>> = {};
    for (const name of [...who.slice(first), ...who.slice(0, first)]) {
      lives[name] = await live(scratch, name, options);
    }
    found.push(lives);
  }
  return { ...options, who, found };
}

async function live(scratch: Scratch, contender: Contender, options: LivesOptions): Promise<Life> {
  const { n, checkpoints = true, latencyMs = 0 } = options;
  const { kind, service } = all[contender];
  return await withTenant(policies, { service, latencyMs }, async (tenant) => {
    const declared = { kind, n, policies };
    const stack = await Stack.create(scratch, declared, stackEnv(tenant, checkpoints));
    const seconds: Partial<Record<Phase, number>> = {};
    const requests: Partial<Record<Phase, number>> = {};
    let peakBytes = 0;
    for (const phase of phases) {
      if (phase === "update") stack.declare({ ...declared, changed: true });
      tenant.clearRequests();
      seconds[phase] = await stack.run(commands[phase]);
      requests[phase] = tenant.requests.length;
      if (phase === "create") ({ peakBytes } = await stack.providerReport());
    }
    await stack.remove();
    return { seconds, requests, peakBytes } as Life;
  });
}
