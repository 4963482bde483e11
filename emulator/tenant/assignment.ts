import type { Target } from "../targets/target";

/** An assignment as the emulator keeps it. @internal */
export interface Assignment {
  readonly id: string;
  readonly target: Target;
  readonly source: "direct" | "policySets";
  readonly sourceId: string;
}
