import type { RunningEmulator } from "../../emulator";
import { type Properties, ResourceInitError } from "../../provider/lifecycle/lifecycle";
import type { Handlers, Kept } from "../support/miniEngine";
import type { ModelDoor, ModelProcess } from "./doors";
import { type Declaration, inputsOf, keyOf, type Program } from "./program";
import { watchRequests } from "./requests";

interface StateResource extends Kept {
  readonly provider: number;
}

/** A resource that has to be deleted: it is not declared any more, or another one stands in its place. */
interface Goner {
  readonly key: string;
  readonly resource: StateResource;
  readonly isReplaced?: true;
}

/** What the engine does with one resource in an `up`. */
export interface Step {
  readonly kind: "put" | "delete";
  /** What the resource is to have, or has according to the state. */
  readonly properties: Properties;
  /** None while it is under way. A write that is unconfirmed has failed, and may have taken effect. */
  outcome?: "done" | "unconfirmed" | "failed";
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
  /** How many more requests Graph gets before the program registers its nth resource, counted round. Default: none. */
  readonly after?: readonly number[];
  /** After so many steps, nothing more is written to the state. */
  readonly crashAfter?: number | undefined;
  /** As with `--refresh`: it reads the resources of the state first. */
  readonly refreshes?: boolean | undefined;
  /** Called when a step begins. */
  readonly onStep?: (step: Step) => void;
}

let runs = 0;

/**
 * A stack as the engine runs it: creates and updates in the order of registration, so many at a time; deletes
 * afterwards, and only if nothing failed; a provider process for each provider and operation.
 */
export class ModelStack {
  readonly state = new Map<string, StateResource>();
  /** What replaced resources still have to take away. */
  #outdated: Goner[] = [];

  constructor(
    private readonly door: ModelDoor,
    private readonly emulator: RunningEmulator,
    private readonly config: Readonly<Record<string, string>>,
  ) {}

  async up(
    program: Program,
    { parallel, after = [], crashAfter = Number.POSITIVE_INFINITY, refreshes = false, onStep }: UpOptions,
  ): Promise<Run> {
    return this.#operation(async (handlers) => {
      const errors = refreshes ? await this.#readAll(handlers) : new Map<string, unknown>();
      if (errors.size > 0) return { errors, crashed: false, changed: 0 };
      let [steps, changed] = [0, 0];
      const step = async (
        key: string,
        kind: Step["kind"],
        properties: Properties,
        make: () => Promise<() => void>,
      ) => {
        const step: Step = { kind, properties };
        onStep?.(step);
        try {
          const record = await make();
          step.outcome = "done";
          if (steps++ < crashAfter) record();
        } catch (error) {
          step.outcome = error instanceof ResourceInitError ? "unconfirmed" : "failed";
          errors.set(key, error);
          if (error instanceof ResourceInitError && steps++ < crashAfter) this.#keep(key, error);
        }
      };
      const wanted = new Set(program.map(keyOf));
      const goners: Goner[] = [
        ...this.#outdated,
        ...[...this.state].filter(([key]) => !wanted.has(key)).map(([key, resource]) => ({ key, resource })),
      ];
      const handOver = async (declaration: Declaration) => {
        if (errors.size > 0) return;
        const key = keyOf(declaration);
        await step(key, "put", inputsOf(declaration), async () => {
          const old = this.state.get(key);
          const made = await put(handlers(key, declaration.provider), old, declaration);
          if (made.kept !== old) changed++;
          return () => {
            this.state.set(key, made.kept);
            if (made.replaced && old) {
              const outdated = { key, resource: old, isReplaced: true } as const;
              this.#outdated.push(outdated);
              goners.push(outdated);
            }
          };
        });
      };
      const registration = new Registration(after);
      await watchRequests(
        this.emulator,
        () => registration.requested(),
        () => atMost(parallel, program, (each) => registration.inTurn(() => handOver(each))),
      );
      if (errors.size > 0 || steps > crashAfter) return { errors, crashed: steps > crashAfter, changed };
      await atMost(parallel, goners, (goner) =>
        step(goner.isReplaced ? "replaced" : goner.key, "delete", goner.resource.outputs, async () => {
          const { key, resource } = goner;
          changed++;
          await handlers(key, resource.provider).delete(resource.id, resource.outputs);
          return () => {
            if (goner.isReplaced) this.#outdated = this.#outdated.filter((each) => each !== goner);
            else this.state.delete(key);
          };
        }),
      );
      return { errors, crashed: steps > crashAfter, changed };
    });
  }

  async refresh(): Promise<Run> {
    return this.#operation(async (handlers) => ({
      errors: await this.#readAll(handlers),
      crashed: false,
      changed: 0,
    }));
  }

  /** Reads each resource of the state. The engine asks what differs, too, to show it. */
  async #readAll(handlers: (key: string, provider: number) => Handlers): Promise<Map<string, unknown>> {
    const errors = new Map<string, unknown>();
    await Promise.all(
      [...this.state].map(async ([key, { id, outputs, provider }]) => {
        try {
          const found = await handlers(key, provider).read(id, outputs);
          if (found === undefined) {
            this.state.delete(key);
          } else {
            await handlers(key, provider).diff(outputs, found.inputs);
            this.state.set(key, { id, provider, outputs: found.outputs });
          }
        } catch (error) {
          errors.set(key, error);
        }
      }),
    );
    return errors;
  }

  #keep(key: string, { id, outputs }: ResourceInitError): void {
    const old = this.state.get(key);
    // An update keeps the id; a replacement leaves the old one to be deleted.
    if (old !== undefined && old.id !== id) this.#outdated.push({ key, resource: old, isReplaced: true });
    const provider = old?.provider ?? 0;
    this.state.set(key, { id, outputs, provider, hasInitErrors: true });
  }

  /** One operation of the engine, with a process for each provider that it needs. */
  async #operation(
    run: (handlers: (key: string, provider: number) => Handlers) => Promise<Run>,
  ): Promise<Run> {
    const engine = `run${++runs}:1`;
    const processes = new Map<number, ModelProcess>();
    const processOf = (provider: number) => {
      const known = processes.get(provider);
      if (known !== undefined) return known;
      const process = this.door.start(this.emulator.url, this.config, {
        graph: { backoff: { throttledMs: 3, brokenMs: 1, longestMs: 10 } },
        delays: {
          confirmation: [0, 1, 2, 4, 8, 16],
          lateConfirmation: [0, 1, 2, 4, 8, 16],
          unsettled: [1, 1],
          conflict: 20,
        },
        engine,
      });
      processes.set(provider, process);
      return process;
    };
    try {
      return await run((key, provider) => {
        const [className = "", name = ""] = key.split(" ");
        return processOf(provider).resource(className, name);
      });
    } finally {
      await Promise.all([...processes.values()].map((process) => process.close()));
    }
  }
}

async function put(
  handlers: Handlers,
  old: StateResource | undefined,
  declaration: Declaration,
): Promise<{ kept: StateResource; replaced?: true }> {
  const inputs = inputsOf(declaration);
  const [problem] = await handlers.check(inputs);
  if (problem !== undefined) throw new Error(JSON.stringify(problem));
  const { provider } = declaration;
  if (old === undefined) return { kept: { ...(await handlers.create(inputs)), provider } };
  const changes = await handlers.diff(old.outputs, inputs);
  if (changes.some(({ replaces }) => replaces)) {
    return { kept: { ...(await handlers.create(inputs)), provider }, replaced: true };
  }
  if (changes.length === 0 && !old.hasInitErrors) {
    return { kept: old.provider === provider ? old : { ...old, provider } };
  }
  return { kept: { id: old.id, outputs: await handlers.update(old.id, old.outputs, inputs), provider } };
}

/**
 * The program registers its resources one after the other, each when Graph has got so many requests more, or when nothing
 * is under way.
 */
class Registration {
  #registered = Promise.resolve();
  #resources = 0;
  #underWay = 0;
  #requests = 0;
  #happened = Promise.withResolvers<void>();

  /** @param after - How many requests, for each resource in turn, counted round. */
  constructor(private readonly after: readonly number[]) {}

  /** Runs something once the next resource is registered. */
  async inTurn(act: () => Promise<void>): Promise<void> {
    const more = this.after[this.#resources++ % this.after.length] ?? 0;
    this.#registered = this.#registered.then(async () => {
      const enough = this.#requests + more;
      while (this.#underWay > 0 && this.#requests < enough) await this.#happened.promise;
      this.#underWay++;
    });
    await this.#registered;
    await act();
    this.#underWay--;
    this.#happens();
  }

  /** Graph has got a request. */
  requested(): void {
    this.#requests++;
    this.#happens();
  }

  #happens(): void {
    this.#happened.resolve();
    this.#happened = Promise.withResolvers();
  }
}

/** Runs something for each, in order, so many at a time. */
async function atMost<T>(lanes: number, items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
