import type { ErrorResponse } from "./responseErrors";

/** Answers in which a permission alone would not help: "Tenant is not Global Admin or Intune Service Admin". */
const role = /\badmin(istrator)?\b|\broles?\b|operation is restricted/i;
const scope = /\bscopes?\b|\bpermissions?\b/i;

/** What to do about a 403. */
export function permissionAdvice(response: ErrorResponse): string {
  const { graphMessage = "" } = response;
  return role.test(graphMessage) && !scope.test(graphMessage)
    ? adviseRole(response)
    : advisePermission(response);
}

function adviseRole(response: ErrorResponse): string {
  return (
    "This is more likely a missing role or licence than a missing permission: the signed-in identity needs a role " +
    `in the service (such as Intune Administrator) and the tenant a licence for it, besides ${oneOf(response)}.`
  );
}

function advisePermission(response: ErrorResponse): string {
  return (
    `This operation needs ${oneOf(response)}, granted to the application with admin consent. A token that was ` +
    "issued before the grant does not have it. If it is granted already, the signed-in identity lacks a role, or the tenant a licence."
  );
}

function oneOf({ permissions }: ErrorResponse): string {
  return permissions.length === 1
    ? `the Graph permission ${permissions[0]}`
    : `one of the Graph permissions ${permissions.join(", ")}`;
}
