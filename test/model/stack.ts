import { type Lifecycle, ResourceInitError } from "../../provider/lifecycle/lifecycle";
import type { Kept } from "../support/miniEngine";
import { type ProviderProcess, providerProcess } from "../support/providerProcess";
import { classOf, type Declaration, inputsOf, type Program } from "./program";

interface StateResource extends Kept {
  readonly className: string;
  readonly provider: number;
}

/** How an operation went. */
export interface Run {
  /** What went wrong, by the resource's key. */
  readonly errors: ReadonlyMap<string, unknown>;
  /** Whether the engine was killed on the way. */
  readonly crashed: boolean;
  /** How many resources were created, updated or deleted. */
  readonly changed: number;
}

export interface UpOptions {
  /** How many resources the engine hands over at a time. */
  readonly parallel: number;
  /** After so many steps, nothing more is written to the state. */
  readonly crashAfter?: number | undefined;
}

let runs = 0;

export const keyOf = (declaration: Declaration) => `${classOf(declaration)} ${declaration.name}`;

/**
 * A stack as the engine runs it: creates and updates in the order of registration, so many at a time; deletes
 * afterwards, and only if nothing failed; a provider process for each provider and operation.
 */
export class ModelStack {
  readonly state = new Map<string, StateResource>();
  /** What replaced resources still have to take away. */
  #outdated: StateResource[] = [];

  constructor(
    private readonly url: string,
    private readonly config: Readonly<Record<string, string>>,
  ) {}

  async up(program: Program, { parallel, crashAfter = Number.POSITIVE_INFINITY }: UpOptions): Promise<Run> {
    return this.#operation(async (lifecycle) => {
      const errors = new Map<string, unknown>();
      let [steps, changed] = [0, 0];
      const step = async (key: string, make: () => Promise<() => void>) => {
        try {
          const record = await make();
          if (steps++ < crashAfter) record();
        } catch (error) {
          errors.set(key, error);
          if (error instanceof ResourceInitError && steps++ < crashAfter) this.#keep(key, error);
        }
      };
      const wanted = new Set(program.map(keyOf));
      const goners: { key?: string; resource: StateResource }[] = [
        ...this.#outdated.map((resource) => ({ resource })),
        ...[...this.state].filter(([key]) => !wanted.has(key)).map(([key, resource]) => ({ key, resource })),
      ];
      await atMost(parallel, program, async (declaration) => {
        if (errors.size > 0) return;
        const key = keyOf(declaration);
        await step(key, async () => {
          const old = this.state.get(key);
          const made = await put(lifecycle(classOf(declaration), declaration.provider), old, declaration);
          if (made.kept !== old) changed++;
          return () => {
            this.state.set(key, made.kept);
            if (made.replaced && old) {
              this.#outdated.push(old);
              goners.push({ resource: old });
            }
          };
        });
      });
      if (errors.size > 0 || steps > crashAfter) return { errors, crashed: steps > crashAfter, changed };
      await atMost(parallel, goners, ({ key, resource }) =>
        step(key ?? "replaced", async () => {
          changed++;
          await lifecycle(resource.className, resource.provider).delete(resource.id, resource.outputs);
          return () => {
            if (key === undefined) this.#outdated = this.#outdated.filter((each) => each !== resource);
            else this.state.delete(key);
          };
        }),
      );
      return { errors, crashed: steps > crashAfter, changed };
    });
  }

  async refresh(): Promise<Run> {
    return this.#operation(async (lifecycle) => {
      const errors = new Map<string, unknown>();
      await Promise.all(
        [...this.state].map(async ([key, resource]) => {
          try {
            const { id, outputs, className, provider } = resource;
            const found = await lifecycle(className, provider).read(id, outputs);
            if (found === undefined) this.state.delete(key);
            else this.state.set(key, { id, className, provider, outputs: found.outputs });
          } catch (error) {
            errors.set(key, error);
          }
        }),
      );
      return { errors, crashed: false, changed: 0 };
    });
  }

  #keep(key: string, { id, outputs }: ResourceInitError): void {
    const [className = ""] = key.split(" ");
    const old = this.state.get(key);
    // An update keeps the id; a replacement leaves the old one to be deleted.
    if (old !== undefined && old.id !== id) this.#outdated.push(old);
    const provider = old?.provider ?? 0;
    this.state.set(key, { id, outputs, className, provider, hasInitErrors: true });
  }

  /** One operation of the engine, with a process for each provider that it needs. */
  async #operation(
    run: (lifecycle: (className: string, provider: number) => Lifecycle) => Promise<Run>,
  ): Promise<Run> {
    const runPlace = `run ${++runs}`;
    const processes = new Map<number, ProviderProcess>();
    const processOf = (provider: number) => {
      const known = processes.get(provider);
      if (known !== undefined) return known;
      const process = providerProcess(this.url, this.config, {
        graph: { backoff: { throttledMs: 3, brokenMs: 1, longestMs: 10 } },
        delays: { confirmation: [0, 1, 2, 4, 8, 16], conflict: 20 },
        runPlace,
      });
      processes.set(provider, process);
      return process;
    };
    try {
      return await run((className, provider) => processOf(provider).resource(className));
    } finally {
      await Promise.all([...processes.values()].map(({ client }) => client.close()));
    }
  }
}

async function put(
  lifecycle: Lifecycle,
  old: StateResource | undefined,
  declaration: Declaration,
): Promise<{ kept: StateResource; replaced?: true }> {
  const inputs = inputsOf(declaration);
  const common = { className: classOf(declaration), provider: declaration.provider };
  if (old === undefined) return { kept: { ...(await lifecycle.create(inputs)), ...common } };
  const changes = lifecycle.diff(old.outputs, inputs);
  if (changes.some(({ replaces }) => replaces)) {
    return { kept: { ...(await lifecycle.create(inputs)), ...common }, replaced: true };
  }
  if (changes.length === 0 && !old.hasInitErrors) {
    return { kept: old.provider === common.provider ? old : { ...old, ...common } };
  }
  return { kept: { id: old.id, outputs: await lifecycle.update(old.id, old.outputs, inputs), ...common } };
}

/** Runs something for each, in order, so many at a time. */
async function atMost<T>(lanes: number, items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
