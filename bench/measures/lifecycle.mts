import type { Scratch } from "../engine/scratch.mts";
import { Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { withTenant } from "../tenant.mts";

/** The same stack with three providers: the floor, and ours against both faces of the service. */
const contenders = {
  nothing: { kind: "nothing", service: "observed" },
  documented: { kind: "intune", service: "documented" },
  observed: { kind: "intune", service: "observed" },
} as const;

export type Contender = keyof typeof contenders;

/** The operations of a stack's life, in their order. */
export const phases = ["preview", "create", "noop", "refresh", "destroy"] as const;

export type Phase = (typeof phases)[number];

const commands = {
  preview: "preview",
  create: "up",
  noop: "up",
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
  /** Whether the engine writes the state after every step, as it does unless told otherwise. */
  readonly checkpoints: boolean;
}

/** The lives of stacks of one size, a round at a time, so that what disturbs the machine disturbs all alike. */
export interface Lives {
  readonly n: number;
  readonly checkpoints: boolean;
  readonly rounds: readonly Readonly<Record<Contender, Life>>[];
}

/** How many policies the assignments are spread over. */
export const policies = 10;

export async function measureLives(scratch: Scratch, options: LivesOptions): Promise<Lives> {
  const { n, rounds, checkpoints } = options;
  const done: Record<Contender, Life>[] = [];
  for (let round = 0; round < rounds; round++) {
    progress(`${n} resources${checkpoints ? "" : " without checkpoints"}, round ${round + 1} of ${rounds}`);
    const order = Object.keys(contenders) as Contender[];
    const turned = [...order.slice(round % order.length), ...order.slice(0, round % order.length)];
    const lives: Partial<Record<Contender, Life>> = {};
    for (const contender of turned) lives[contender] = await live(scratch, contender, options);
    done.push(lives as Record<Contender, Life>);
  }
  return { n, checkpoints, rounds: done };
}

async function live(scratch: Scratch, contender: Contender, { n, checkpoints }: LivesOptions): Promise<Life> {
  const { kind, service } = contenders[contender];
  return await withTenant(policies, { service }, async (tenant) => {
    const stack = await Stack.create(scratch, { kind, n, policies }, stackEnv(tenant, checkpoints));
    const seconds: Partial<Record<Phase, number>> = {};
    const requests: Partial<Record<Phase, number>> = {};
    let peakBytes = 0;
    for (const phase of phases) {
      tenant.clearRequests();
      seconds[phase] = await stack.run(commands[phase]);
      requests[phase] = tenant.requests.length;
      if (phase === "create") ({ peakBytes } = await stack.providerReport());
    }
    await stack.remove();
    return { seconds, requests, peakBytes } as Life;
  });
}
