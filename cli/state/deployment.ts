import { UsageError } from "../usageError";

/** A resource in the output of `pulumi stack export`: the properties that the commands need. */
export interface StateResource {
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  readonly id: string | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Whether the stack only reads the resource, by `get`, and does not manage it. */
  readonly external: boolean;
}

/**
 * Reads what `pulumi stack export` prints.
 *
 * @throws UsageError if it is something else.
 */
export function parseDeployment(text: string): StateResource[] {
  const { deployment } = parse(text) as { deployment?: { resources?: unknown } };
  if (typeof deployment !== "object" || deployment === null) throw notAnExport();
  // A stack without an update has none.
  const { resources = [] } = deployment;
  if (!Array.isArray(resources)) throw notAnExport();
  return resources.filter((resource) => resource?.delete !== true).map(parseResource);
}

function parseResource(resource: unknown): StateResource {
  const { type, urn, id, outputs, external } = (resource ?? {}) as Record<string, unknown>;
  if (typeof type !== "string" || typeof urn !== "string") throw notAnExport();
  return {
    type,
    // The name may have `::` itself.
    name: urn.split("::").slice(3).join("::"),
    id: typeof id === "string" ? id : undefined,
    outputs: (outputs ?? {}) as Record<string, unknown>,
    external: external === true,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw notAnExport();
  }
}

function notAnExport(): UsageError {
  return new UsageError("This is not the state of a stack. Use the output of `pulumi stack export`.");
}
