import { AnswerError, PermissionError, ResponseError, UnauthenticatedError } from "../../provider/graph";
import { plainText } from "../../provider/lookups/names";

/**
 * Why Graph did not give something, in a sentence or two on one line.
 *
 * @throws The error itself, if it says that nothing at all can be read: the identity is not signed in, the
 * network is down, the program has a mistake.
 */
export function reasonFor(error: unknown): string {
  if (error instanceof ResponseError && !(error instanceof UnauthenticatedError)) return sentenceOf(error);
  const isOdd =
    error instanceof AnswerError ||
    (error instanceof Error && ["UnreadableAssignmentError", "UnreadablePolicyError"].includes(error.name));
  if (!isOdd) throw error;
  return plainText(error.message);
}

/** Short: dozens of these may stand in one report. */
function sentenceOf(error: ResponseError): string {
  const { status, code, graphMessage = "", permissions, requestId } = error;
  const says = plainText(graphMessage).replace(/[.\s]*$/, "");
  return [
    `Graph answered ${status}${code === undefined ? "" : ` ${plainText(code)}`}${says === "" ? "" : `: ${says}`}.`,
    error instanceof PermissionError ? `Reading needs ${permissions[0]}, and a role that allows it.` : "",
    requestId === undefined ? "" : `Request id ${plainText(requestId)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
