import { GraphError } from "./errors";

/** A defect of the emulator itself: said so, rather than dressed up as Graph's. @internal */
export function internalError(error: unknown): GraphError {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new GraphError(500, "InternalError", `The emulator failed: ${reason}`, "plain");
}
