import { readFile } from "node:fs/promises";

/** What the engine does with a resource, in its own words. */
export type Op =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "refresh"
  | "import";

/** A resource before or after a step, as the state has it. */
export interface ResourceSide {
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

interface StepMetadata {
  readonly op: Op;
  readonly urn: string;
  readonly type: string;
  readonly old?: ResourceSide | null;
  readonly new?: ResourceSide | null;
}

/** A line of the engine's event log; only the kinds that tests look at. */
export interface EngineEvent {
  /** A step that is done; in a preview, one that would be. */
  readonly resOutputsEvent?: { readonly metadata: StepMetadata };
  readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
  readonly diagnosticEvent?: { readonly urn?: string; readonly severity: string; readonly message: string };
  readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>> };
}

/** Reads the file of `--event-log`: one event a line. */
export async function readEventLog(file: string): Promise<EngineEvent[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") {
      return "";
    }
    throw error;
  });
  // A CLI that was killed may leave half a line.
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  return complete
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}

/** The name of a resource: the last part of its URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
