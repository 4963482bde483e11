import type { ContentfulStatusCode } from "hono/utils/http-status";

/** A refusal, to be answered in one of Graph's shapes. @internal */
export class GraphError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    /** Intune's own services put a JSON string into `error.message`; Graph's gateway and the router do not [R]. */
    readonly shape: "plain" | "nested",
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Refused by the OData layer, before Intune's own rules. @internal */
export function badRequest(message: string): GraphError {
  return new GraphError(400, "BadRequest", message, "plain");
}

/** Refused by Intune. @internal */
export function intuneBadRequest(message: string): GraphError {
  return new GraphError(400, "BadRequest", message, "nested");
}

/** @internal */
export function resourceNotFound(message: string): GraphError {
  return new GraphError(404, "ResourceNotFound", message, "nested");
}

/** @internal */
export function conflict(message: string): GraphError {
  return new GraphError(409, "Conflict", message, "nested");
}
