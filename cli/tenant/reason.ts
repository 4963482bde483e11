import { AnswerError, PermissionError, ResponseError, UnauthenticatedError } from "../../provider/graph";
import { plainText } from "../plainText";

/**
 * Why Graph refused a read, in a sentence or two on one line.
 *
 * @throws The error itself, if nothing at all can be read: nobody is signed in, the network is down, or the program has
 *   a defect.
 */
export function reasonFor(error: unknown): string {
  if (error instanceof ResponseError && !(error instanceof UnauthenticatedError)) return sentenceOf(error);
  const isOdd =
    error instanceof AnswerError ||
    (error instanceof Error && ["UnreadableAssignmentError", "UnreadablePolicyError"].includes(error.name));
  if (!isOdd) throw error;
  return plainText(error.message);
}

/** Short, because one report may have dozens of these. */
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
