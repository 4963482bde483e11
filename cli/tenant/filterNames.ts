import { type GraphClient, graphPath } from "../../provider/graph";
import { plainText } from "../plainText";
import type { Terminal } from "../terminal";
import type { Names } from "./groups";
import type { NotSeen } from "./notSeen";
import { reasonFor } from "./reason";

const permissions = ["DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"];

/**
 * The display names of the tenant's assignment filters. Without the permission, commands show ids.
 *
 * @param ids - The filters that assignments name. Without any, the function sends no request.
 */
export async function readFilterNames(
  client: GraphClient,
  ids: readonly string[],
  terminal: Terminal,
): Promise<{ readonly names: Names; readonly notSeen: readonly NotSeen[] }> {
  if (ids.length === 0) return { names: new Map(), notSeen: [] };
  try {
    const filters = await client.list({
      version: "beta",
      path: graphPath`deviceManagement/assignmentFilters`,
      query: { $select: "id,displayName" },
      operation: client.operation({ attempt: "read the names of assignment filters", permissions }),
    });
    return { names: new Map(filters.flatMap(nameOf)), notSeen: [] };
  } catch (error) {
    const message = `Filters are shown by id. ${reasonFor(error)}`;
    terminal.say(message);
    return { names: new Map(), notSeen: [{ about: "filterNames", message }] };
  }
}

function nameOf(filter: unknown): [string, string][] {
  const { id, displayName } = (filter ?? {}) as Record<string, unknown>;
  if (typeof id !== "string" || typeof displayName !== "string") return [];
  const name = plainText(displayName);
  return name === "" ? [] : [[id.toLowerCase(), name]];
}
