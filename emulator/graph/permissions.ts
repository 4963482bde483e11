import type { MiddlewareHandler } from "hono";
import type { GraphEnv } from "./env";
import { GraphError } from "./errors";

/** Lets a request of Intune pass that has one of the permissions; 403 names them all [R]. @internal */
export function intunePermission(...accepted: readonly string[]): MiddlewareHandler<GraphEnv> {
  return permission(accepted, () => {
    const message = `Application is not authorized to perform this operation. Application must have one of the following scopes: ${accepted.join(", ")}`;
    return new GraphError(403, "Forbidden", message, "nested");
  });
}

/** The same for the directory, which does not name what is missing [R]. @internal */
export function directoryPermission(...accepted: readonly string[]): MiddlewareHandler<GraphEnv> {
  return permission(accepted, () => {
    return new GraphError(
      403,
      "Authorization_RequestDenied",
      "Insufficient privileges to complete the operation.",
      "plain",
    );
  });
}

function permission(accepted: readonly string[], refusal: () => GraphError): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    const granted = c.get("permissions");
    if (granted !== undefined && !accepted.some((name) => granted.has(name))) {
      throw refusal();
    }
    await next();
  };
}
