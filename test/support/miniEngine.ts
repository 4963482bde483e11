import {
  type Lifecycle,
  type Properties,
  type PropertyChange,
  ResourceInitError,
} from "../../provider/lifecycle/lifecycle";

/** What the engine can ask of one resource, through whichever door. */
export interface Handlers extends Pick<Lifecycle, "create" | "read" | "update" | "delete"> {
  check(inputs: Properties): readonly unknown[] | Promise<readonly unknown[]>;
  diff(olds: Properties, news: Properties): readonly PropertyChange[] | Promise<readonly PropertyChange[]>;
}

/** What the engine keeps of a resource in the state. */
export interface Kept {
  readonly id: string;
  readonly outputs: Properties;
  /** A create or update of it has failed that may have taken effect: it is updated in the next run. */
  readonly hasInitErrors?: true;
}

/** The failure itself, whether or not the engine keeps the resource in its state. */
export function failureOf(error: unknown): unknown {
  return error instanceof ResourceInitError ? error.cause : error;
}

/** What `pulumi up` does with one resource: `inputs` are those of the program, undefined where it has none. */
export async function up(
  handlers: Handlers,
  kept: Kept | undefined,
  inputs: Properties | undefined,
): Promise<Kept | undefined> {
  if (inputs === undefined) {
    if (kept !== undefined) await handlers.delete(kept.id, kept.outputs);
    return undefined;
  }
  if (kept === undefined) return handlers.create(inputs);
  const changes = await handlers.diff(kept.outputs, inputs);
  if (changes.some(({ replaces }) => replaces)) {
    const made = await handlers.create(inputs);
    await handlers.delete(kept.id, kept.outputs);
    return made;
  }
  if (changes.length === 0 && !kept.hasInitErrors) return kept;
  return { id: kept.id, outputs: await handlers.update(kept.id, kept.outputs, inputs) };
}

/** What `pulumi refresh` makes of one resource of the state. */
export async function refresh(handlers: Handlers, kept: Kept): Promise<Kept | undefined> {
  const found = await handlers.read(kept.id, kept.outputs);
  return found && { id: kept.id, outputs: found.outputs };
}
