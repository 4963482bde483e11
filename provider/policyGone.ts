import { NotFoundError } from "./graph";

/**
 * Whether an error of reading a policy's assignments says that the policy itself is gone.
 *
 * Intune says so with the code `ResourceNotFound`, with status 404 and also with 400
 * (microsoft/terraform-provider-msgraph #61). Nothing else does: a wrong address is answered 400 with the code
 * `BadRequest`, a gateway's page has no code, `UnknownError` means that the service behind Graph could not be
 * reached, and v1.0 does not know every type of policy. A write can also be refused for a group that it names.
 */
export function saysPolicyIsGone(error: unknown): boolean {
  return (
    error instanceof NotFoundError &&
    error.method === "GET" &&
    error.path.startsWith("/beta/") &&
    error.code?.toLowerCase() === "resourcenotfound"
  );
}

/** For a `catch`: undefined if the policy is gone. */
export function undefinedIfGone(error: unknown): undefined {
  if (!saysPolicyIsGone(error)) throw error;
}
