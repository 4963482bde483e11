import { GraphError } from "../graph";

/** Whether a refused set may have one member to blame, so that the others are worth another try. */
export function canBeOneMembersFault(error: unknown): boolean {
  return error instanceof GraphError && error.canBeOneTargetsFault;
}
