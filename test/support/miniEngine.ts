import type { Lifecycle, Properties } from "../../provider/lifecycle/lifecycle";

/** What the engine keeps of a resource in the state. */
export interface Kept {
  readonly id: string;
  readonly outputs: Properties;
}

/** What `pulumi up` does with one resource: `inputs` are those of the program, undefined where it has none. */
export async function up(
  lifecycle: Lifecycle,
  kept: Kept | undefined,
  inputs: Properties | undefined,
): Promise<Kept | undefined> {
  if (inputs === undefined) {
    if (kept !== undefined) await lifecycle.delete(kept.id, kept.outputs);
    return undefined;
  }
  if (kept === undefined) return lifecycle.create(inputs);
  const changes = lifecycle.diff(kept.outputs, inputs);
  if (changes.some(({ replaces }) => replaces)) {
    const made = await lifecycle.create(inputs);
    await lifecycle.delete(kept.id, kept.outputs);
    return made;
  }
  if (changes.length === 0) return kept;
  return { id: kept.id, outputs: await lifecycle.update(kept.id, kept.outputs, inputs) };
}

/** What `pulumi refresh` makes of one resource of the state. */
export async function refresh(lifecycle: Lifecycle, kept: Kept): Promise<Kept | undefined> {
  const found = await lifecycle.read(kept.id, kept.outputs);
  return found && { id: kept.id, outputs: found.outputs };
}
