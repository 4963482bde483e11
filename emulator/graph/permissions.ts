import type { MiddlewareHandler } from "hono";
import type { GraphEnv } from "./env";
import { GraphError } from "./errors";

/** Requires one of the permissions for a request to Intune. The 403 names them all [R]. */
export function intunePermission(accepted: () => readonly string[]): MiddlewareHandler<GraphEnv> {
  return permission(accepted, (names) => {
    const message = `Application is not authorized to perform this operation. Application must have one of the following scopes: ${names.join(", ")}`;
    return new GraphError(403, "Forbidden", message, "nested");
  });
}

/** The same for the directory, whose 403 names no permission [R]. */
export function directoryPermission(...accepted: readonly string[]): MiddlewareHandler<GraphEnv> {
  const message = "Insufficient privileges to complete the operation.";
  return permission(
    () => accepted,
    () => new GraphError(403, "Authorization_RequestDenied", message, "plain"),
  );
}

function permission(
  accepted: () => readonly string[],
  refusal: (accepted: readonly string[]) => GraphError,
): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    const granted = c.get("permissions");
    if (granted !== undefined && !accepted().some((name) => granted.has(name))) {
      throw refusal(accepted());
    }
    await next();
  };
}
