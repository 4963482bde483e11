import { isUnknown, problem, unknownFields } from "../problems";
import { LookupArgsError } from "./errors";
import { findNamed, type Named, visibleName } from "./names";

/** What a lookup searches for: an id or a display name. */
export type LookupQuery =
  | { readonly id: string; readonly displayName?: undefined }
  | { readonly displayName: string; readonly id?: undefined };

const accepted = 'either "id" or "displayName", as a text that is not empty';

/**
 * Checks the arguments of a lookup. Pure: no request.
 *
 * @param noun - What is looked up: "compliance policy".
 * @throws LookupArgsError
 */
export function checkQuery(noun: string, given: unknown): LookupQuery {
  const args = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  const names = ["id", "displayName"] as const;
  const set = names.filter((name) => args[name] !== undefined);
  const problems = [
    ...unknownFields(args, names, [], "a lookup"),
    ...(set.length === 1 ? [] : [problem([set.join(", ") || "id"], given, accepted)]),
    ...set
      .filter((name) => typeof args[name] !== "string" || args[name].trim() === "" || isUnknown(args[name]))
      .map((name) => problem([name], args[name], accepted)),
  ];
  if (problems.length > 0) throw new LookupArgsError(noun, problems);
  return args as LookupQuery;
}

/** What a query finds. Ids are compared without letter case, names as {@link findNamed} does. */
export function findAll<T extends Named>(
  items: readonly T[],
  { id, displayName }: LookupQuery,
): readonly T[] {
  if (id === undefined) return findNamed(items, displayName);
  return items.filter((item) => item.id.toLowerCase() === id.toLowerCase());
}

/** "the displayName "Pilot"", for messages. */
export function describeQuery({ id, displayName }: LookupQuery): string {
  return id === undefined ? `the displayName ${visibleName(displayName)}` : `the id ${visibleName(id)}`;
}
