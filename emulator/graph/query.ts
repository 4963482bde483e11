import type { JsonObject } from "../json";
import type { GraphContext } from "./env";
import { badRequest } from "./errors";

/** Narrows an entity to the properties that `$select` names; annotations stay [D]. @internal */
export function selector(c: GraphContext): (entity: JsonObject) => JsonObject {
  const select = c.req.query("$select");
  if (select === undefined) {
    return (entity) => entity;
  }
  const names = new Set(select.split(",").map((name) => name.trim()));
  return (entity) =>
    Object.fromEntries(
      Object.entries(entity).filter(([name]) => names.has(name) || name.startsWith("@odata.")),
    );
}

/**
 * The name that `$filter=displayName eq '…'` asks for; a quote in it is doubled [D]. Every other filter is refused,
 * since answering everything would hide the mistake.
 *
 * @internal
 */
export function displayNameFilter(c: GraphContext): (entity: { displayName: string }) => boolean {
  const filter = c.req.query("$filter");
  if (filter === undefined) {
    return () => true;
  }
  const quoted = /^\s*displayName\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(filter)?.[1];
  if (quoted === undefined) {
    throw badRequest(`Invalid filter clause: '${filter}'. The emulator knows displayName eq '…'.`);
  }
  const name = quoted.replaceAll("''", "'").toLowerCase();
  return (entity) => entity.displayName.toLowerCase() === name;
}
