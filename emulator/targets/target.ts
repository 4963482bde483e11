import type { JsonObject } from "../json";

/** Whom an assignment reaches, as the emulator keeps it. @internal */
export interface Target {
  /** Without namespace, for example `groupAssignmentTarget`. */
  readonly type: string;
  /** Everything but `@odata.type` and the filter. */
  readonly properties: JsonObject;
  readonly filter: AssignmentFilter | undefined;
  /** A target of a type that nobody has documented yet, word for word as it was written. */
  readonly verbatim: JsonObject | undefined;
}

/** @internal */
export interface AssignmentFilter {
  readonly id: string | null;
  readonly type: string;
}
