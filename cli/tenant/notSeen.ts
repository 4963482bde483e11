import { GraphError, UnauthenticatedError } from "../../provider/graph";
import { plainText } from "../../provider/lookups/plainText";

/** Something that exists, or may exist, and that a command did not see. */
export interface NotSeen {
  /**
   * What is missing: all policies of a kind, one policy's assignments, a group, the names of all groups or
   * filters, or what the permissions of the signed-in identity hide.
   */
  readonly about: "kind" | "policy" | "group" | "groupNames" | "filterNames" | "scope";
  /** One sentence or two for the reader. */
  readonly message: string;
}

/**
 * Why Graph did not give something, on one line.
 *
 * @throws The error itself, if it says that nothing at all can be read: the identity is not signed in, the
 * network is down, the program has a mistake.
 */
export function reasonFor(error: unknown): string {
  const isOneAnswer = error instanceof GraphError && !(error instanceof UnauthenticatedError);
  const isOddAnswer =
    error instanceof Error && ["UnreadableAssignmentError", "UnreadablePolicyError"].includes(error.name);
  if (!isOneAnswer && !isOddAnswer) throw error;
  return plainText((error as Error).message);
}
