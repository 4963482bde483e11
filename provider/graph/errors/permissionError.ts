import { type AnswerFacts, GraphError } from "./graphError";

/** The caller may not do this (HTTP 403). The message names the permission that the operation needs. */
export class PermissionError extends GraphError {
  override readonly name = "PermissionError";

  constructor(facts: AnswerFacts) {
    super(facts, saysRole(facts) ? adviseRole(facts) : advisePermission(facts));
  }
}

/** Answers in which a permission alone would not help: "Tenant is not Global Admin or Intune Service Admin". */
const role = /\badmin(istrator)?\b|\broles?\b|operation is restricted/i;
const scope = /\bscopes?\b|\bpermissions?\b/i;

function saysRole({ graphMessage = "" }: AnswerFacts): boolean {
  return role.test(graphMessage) && !scope.test(graphMessage);
}

function adviseRole(facts: AnswerFacts): string {
  return (
    "This is more likely a missing role or licence than a missing permission: the signed-in identity needs a role " +
    `in the service (such as Intune Administrator) and the tenant a licence for it, besides ${oneOf(facts)}.`
  );
}

function advisePermission(facts: AnswerFacts): string {
  return (
    `This operation needs ${oneOf(facts)}, granted to the application with admin consent. A token that was ` +
    "issued before the grant does not have it. Where it is granted already, the signed-in identity lacks a role, or the tenant a licence."
  );
}

function oneOf({ permissions }: AnswerFacts): string {
  return permissions.length === 1
    ? `the Graph permission ${permissions[0]}`
    : `one of the Graph permissions ${permissions.join(", ")}`;
}
