import type { ErrorResponse } from "./responseErrors";

/** Answers for which a permission alone would not help: "Tenant is not Global Admin or Intune Service Admin". */
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
  return [
    "This is more likely a missing role or licence than a missing permission: the signed-in identity needs a role " +
      `in the service (such as Intune Administrator) and the tenant a licence for it, besides ${oneOf(response)}.`,
    // Microsoft365DSC #5127, #5530, #7189.
    response.path.includes("/deviceEnrollmentConfigurations") &&
      "Intune refuses applications on some enrollment configurations, whatever their role. Signing in as a user may be the only way (az login, with intune:useCli).",
  ]
    .filter(Boolean)
    .join(" ");
}

function advisePermission(response: ErrorResponse): string {
  return [
    `This operation needs ${oneOf(response)}, granted to the application with admin consent. A token that was ` +
      "issued before the grant does not have it. If it is granted already, the signed-in identity lacks a role, or the tenant a licence.",
    // memdocs #2719.
    response.path.endsWith("/assign") &&
      "A role that is limited to scope groups can also be the reason: the request carries all assignments of the policy, those of other groups included.",
  ]
    .filter(Boolean)
    .join(" ");
}

function oneOf({ permissions }: ErrorResponse): string {
  return permissions.length === 1
    ? `the Graph permission ${permissions[0]}`
    : `one of the Graph permissions ${permissions.join(", ")}`;
}
