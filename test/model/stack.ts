import type { RunningEmulator } from "../../emulator";
import { type Properties, ResourceInitError } from "../../provider/lifecycle/lifecycle";
import type { Handlers, Kept } from "../support/miniEngine";
import type { ModelDoor, ModelProcess } from "./doors";
import { type Declaration, inputsOf, keyOf, nameIn, type Program } from "./program";
import { watchRequests } from "./requests";

interface StateResource extends Kept {
  readonly provider: number;
  /** Its replacement deleted it first, and was not created. */
  readonly isGone?: true;
}

/** A resource that another one has replaced, and that has to be deleted. */
interface Replaced {
  readonly key: string;
  readonly resource: StateResource;
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
  /** As with `--target`: the names of the resources that it is about. Default: all. */
  readonly targets?: readonly string[] | undefined;
  readonly replaces?: Replacement | undefined;
  /** Called when a step begins. */
  readonly onStep?: (step: Step) => void;
}

/** How resources are replaced that would be updated or left alone. */
export interface Replacement {
  /** Those that change, as with `replaceOnChanges` on each resource, or all, as with `--replace`. */
  readonly what: "changed" | "all";
  /** When the old one is deleted: first, as with `deleteBeforeReplace`, or last. */
  readonly deletes: "first" | "last";
}

let runs = 0;

/**
 * A stack as the engine runs it: creates and updates in the order of registration, so many at a time; deletes
 * afterwards, and only if nothing failed; a provider process for each provider and operation.
 */
export class ModelStack {
  readonly state = new Map<string, StateResource>();
  readonly #replaced = new Set<Replaced>();

  constructor(
    private readonly door: ModelDoor,
    private readonly emulator: RunningEmulator,
    private readonly config: Readonly<Record<string, string>>,
  ) {}

  async up(program: Program, options: UpOptions): Promise<Run> {
    const { parallel, after = [], crashAfter = Number.POSITIVE_INFINITY, refreshes = false } = options;
    const { targets, replaces, onStep } = options;
    const isTargeted = (key: string) => targets === undefined || targets.includes(nameIn(key));
    return this.#operation(async (handlers) => {
      const errors = refreshes ? await this.#readAll(handlers) : new Map<string, unknown>();
      if (errors.size > 0) return { errors, crashed: false, changed: 0 };
      let [steps, changed] = [0, 0];
      /** Writes to the state, unless the engine was killed before. */
      const record = (write: () => void) => {
        if (steps++ < crashAfter) write();
      };
      const step = async (
        key: string,
        kind: Step["kind"],
        properties: Properties,
        make: () => Promise<() => void>,
      ) => {
        const step: Step = { kind, properties };
        onStep?.(step);
        try {
          record(await make());
          step.outcome = "done";
        } catch (error) {
          step.outcome = error instanceof ResourceInitError ? "unconfirmed" : "failed";
          errors.set(key, error);
        }
      };
      const handOver = async (declaration: Declaration) => {
        if (errors.size > 0) return;
        const { provider } = declaration;
        const key = keyOf(declaration);
        const inputs = inputsOf(declaration);
        const asked = handlers(key, provider);
        const [problem] = await asked.check(inputs);
        if (problem !== undefined) throw new Error(JSON.stringify(problem));
        const old = this.state.get(key);
        const change = await changeOf(asked, old, inputs, replaces);
        if (change !== "none") changed++;
        const isReplaced = old !== undefined && change === "replace";
        const isDeletedFirst = isReplaced && replaces?.deletes === "first";
        if (isDeletedFirst) {
          await step(key, "delete", old.outputs, async () => {
            await handlers(key, old.provider).delete(old.id, old.outputs);
            return () => this.state.set(key, { ...old, isGone: true });
          });
          if (errors.size > 0) return;
        }
        const keep = (made: Kept) => {
          if (isReplaced && !isDeletedFirst) this.#replaced.add({ key, resource: old });
          this.state.set(key, { ...made, provider });
        };
        await step(key, "put", inputs, async () => {
          try {
            const made = await madeBy(change, asked, old, inputs);
            return () => keep(made);
          } catch (error) {
            if (error instanceof ResourceInitError) {
              const { id, outputs } = error;
              record(() => keep({ id, outputs, hasInitErrors: true }));
            }
            throw error;
          }
        });
      };
      const registration = new Registration(after);
      const ofRun = program.filter((each) => isTargeted(keyOf(each)));
      await watchRequests(
        this.emulator,
        () => registration.requested(),
        () => atMost(parallel, ofRun, (each) => registration.inTurn(() => handOver(each))),
      );
      if (errors.size > 0 || steps > crashAfter) return { errors, crashed: steps > crashAfter, changed };
      const wanted = new Set(program.map(keyOf));
      const goners = [
        ...[...this.#replaced].map((old) => ({
          ...old,
          step: "replaced",
          forget: () => this.#replaced.delete(old),
        })),
        ...[...this.state]
          .filter(([key]) => !wanted.has(key))
          .map(([key, resource]) => ({ key, resource, step: key, forget: () => this.state.delete(key) })),
      ].filter(({ key }) => isTargeted(key));
      await atMost(parallel, goners, (goner) =>
        step(goner.step, "delete", goner.resource.outputs, async () => {
          changed++;
          const { id, outputs, provider, isGone } = goner.resource;
          if (!isGone) await handlers(goner.key, provider).delete(id, outputs);
          return goner.forget;
        }),
      );
      return { errors, crashed: steps > crashAfter, changed };
    });
  }

  /** As `pulumi state delete` does. */
  forget(key: string): void {
    this.state.delete(key);
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
      [...this.state].map(async ([key, { id, outputs, provider, isGone }]) => {
        if (isGone) return;
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
        const [className = ""] = key.split(" ");
        return processOf(provider).resource(className, nameIn(key));
      });
    } finally {
      await Promise.all([...processes.values()].map((process) => process.close()));
    }
  }
}

/** What an `up` does with a resource of the program. */
type Change = "create" | "update" | "replace" | "none";

async function changeOf(
  handlers: Handlers,
  old: StateResource | undefined,
  inputs: Properties,
  replaces: Replacement | undefined,
): Promise<Change> {
  if (old === undefined) return "create";
  // The engine does not ask for the difference of what it replaces in any case.
  const changes = replaces?.what === "all" ? undefined : await handlers.diff(old.outputs, inputs);
  if (old.isGone) return "create";
  if (changes === undefined) return "replace";
  if (changes.some((change) => change.replaces || replaces !== undefined)) return "replace";
  return changes.length > 0 || old.hasInitErrors ? "update" : "none";
}

async function madeBy(
  change: Change,
  handlers: Handlers,
  old: StateResource | undefined,
  inputs: Properties,
): Promise<Kept> {
  if (old === undefined || change === "create" || change === "replace") return handlers.create(inputs);
  const { id, outputs } = old;
  return { id, outputs: change === "none" ? outputs : await handlers.update(id, outputs, inputs) };
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
