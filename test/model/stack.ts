import type { Lifecycle, Properties } from "../../provider/lifecycle/lifecycle";
import type { Kept } from "../support/miniEngine";
import { providerProcess } from "../support/providerProcess";
import { type Program, resourcesOf } from "./program";

interface StateResource extends Kept {
  readonly kind: string;
}

/** How an operation went. */
export interface Run {
  readonly errors: readonly unknown[];
  /** Whether the engine was killed on the way. */
  readonly crashed: boolean;
}

/**
 * A stack as the engine runs it: creates and updates at the same time, deletes afterwards and only if nothing
 * failed, each operation with a provider process of its own.
 */
export class ModelStack {
  readonly state = new Map<string, StateResource>();
  /** What replaced resources still have to take away. */
  #outdated: StateResource[] = [];

  constructor(
    private readonly url: string,
    private readonly config: Readonly<Record<string, string>>,
  ) {}

  /** @param crashAfter - After so many steps, nothing more is written to the state. */
  async up(program: Program, crashAfter = Number.POSITIVE_INFINITY): Promise<Run> {
    return this.#operation(async (lifecycle) => {
      const errors: unknown[] = [];
      let steps = 0;
      const step = async (make: () => Promise<() => void>) => {
        try {
          const record = await make();
          if (steps++ < crashAfter) record();
        } catch (error) {
          errors.push(error);
        }
      };
      const wanted = resourcesOf(program);
      const goners: { name?: string; resource: StateResource }[] = this.#outdated.map((resource) => ({
        resource,
      }));
      for (const [name, resource] of this.state) if (!wanted.has(name)) goners.push({ name, resource });

      await Promise.all(
        [...wanted].map(([name, { kind, inputs }]) =>
          step(async () => {
            const old = this.state.get(name);
            const { kept, replaced } = await put(lifecycle(kind), old, inputs);
            return () => {
              this.state.set(name, { ...kept, kind });
              if (replaced && old) {
                this.#outdated.push(old);
                goners.push({ resource: old });
              }
            };
          }),
        ),
      );
      if (errors.length > 0 || steps > crashAfter) return { errors, crashed: steps > crashAfter };
      await Promise.all(
        goners.map(({ name, resource }) =>
          step(async () => {
            await lifecycle(resource.kind).delete(resource.id, resource.outputs);
            return () => {
              if (name === undefined) this.#outdated = this.#outdated.filter((each) => each !== resource);
              else this.state.delete(name);
            };
          }),
        ),
      );
      return { errors, crashed: steps > crashAfter };
    });
  }

  async refresh(): Promise<Run> {
    return this.#operation(async (lifecycle) => {
      const errors: unknown[] = [];
      await Promise.all(
        [...this.state].map(async ([name, { id, kind, outputs }]) => {
          try {
            const found = await lifecycle(kind).read(id, outputs);
            if (found === undefined) this.state.delete(name);
            else this.state.set(name, { id, kind, outputs: found.outputs });
          } catch (error) {
            errors.push(error);
          }
        }),
      );
      return { errors, crashed: false };
    });
  }

  async #operation(run: (lifecycle: (kind: string) => Lifecycle) => Promise<Run>): Promise<Run> {
    const process = providerProcess(this.url, this.config, {
      graph: { backoff: { throttledMs: 3, brokenMs: 1, longestMs: 10 } },
      delays: { confirmation: [0, 1, 2, 4, 8], conflict: 20 },
    });
    try {
      return await run((kind) => process.resource(kind));
    } finally {
      await process.client.close();
    }
  }
}

async function put(
  lifecycle: Lifecycle,
  old: Kept | undefined,
  inputs: Properties,
): Promise<{ kept: Kept; replaced?: true }> {
  if (old === undefined) return { kept: await lifecycle.create(inputs) };
  const changes = lifecycle.diff(old.outputs, inputs);
  if (changes.some(({ replaces }) => replaces))
    return { kept: await lifecycle.create(inputs), replaced: true };
  if (changes.length === 0) return { kept: old };
  return { kept: { id: old.id, outputs: await lifecycle.update(old.id, old.outputs, inputs) } };
}
