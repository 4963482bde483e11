import { isDeepStrictEqual } from "node:util";
import type { Properties, PropertyChange } from "../provider/lifecycle/lifecycle";

/**
 * A change of an object, as the changes of its properties: with `target.groupId`, a preview shows what changes, and
 * `replaceOnChanges` can name it. A change of anything else stays as it is.
 */
export function inDetail(change: PropertyChange, olds: Properties, news: Properties): PropertyChange[] {
  if (change.kind !== "update" || change.replaces) return [change];
  return changesAt(change.path, valueAt(olds, change.path), valueAt(news, change.path));
}

function changesAt(path: string, old: unknown, now: unknown): PropertyChange[] {
  const whole: PropertyChange[] = [{ path, kind: "update" }];
  if (!isObject(old) || !isObject(now)) return whole;
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  const changes = [...names].flatMap((name): PropertyChange[] => {
    const member = `${path}.${name}`;
    if (!Object.hasOwn(old, name)) return [{ path: member, kind: "add" }];
    if (!Object.hasOwn(now, name)) return [{ path: member, kind: "delete" }];
    return isDeepStrictEqual(old[name], now[name]) ? [] : changesAt(member, old[name], now[name]);
  });
  // A target that this run has taken away differs, although its properties are the same.
  return changes.length === 0 ? whole : changes;
}

/** The value of a property, or of an element of a list. */
function valueAt(properties: Properties, path: string): unknown {
  const [, name = path, index] = /^(\w+)\[(\d+)\]$/.exec(path) ?? [];
  const value = properties[name];
  return index !== undefined && Array.isArray(value) ? value[Number(index)] : value;
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
