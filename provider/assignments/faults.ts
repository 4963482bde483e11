import { BadRequestError, ConflictError, NotFoundError } from "../graph";

/** Whether a refused set may have one member to blame, so that the others are worth another try. @internal */
export function canBeOneMembersFault(error: unknown): boolean {
  if (error instanceof BadRequestError || error instanceof ConflictError) return true;
  return error instanceof NotFoundError && error.method !== "GET";
}

/**
 * Whether an error says that the policy itself is not there (and not, say, a group that it names). Only Graph
 * can say that: a proxy or a gateway answers 404 as well, and Graph itself, with `UnknownError`, when the
 * service behind it can not be reached.
 *
 * @internal
 */
export function saysPolicyIsGone(error: unknown): boolean {
  return error instanceof NotFoundError && error.method === "GET" && /NotFound$/i.test(error.code ?? "");
}
