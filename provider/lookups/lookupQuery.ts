import { isUnknown, problem, unknownFields } from "../problems";
import { LookupArgsError } from "./errors";

/** What a lookup searches for: an id or a display name. */
export type LookupQuery = { readonly id: string } | { readonly displayName: string };

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

/** "the displayName "Pilot"", for messages. */
export function describeQuery(query: LookupQuery, show: (value: string) => string): string {
  const [property, value] = "id" in query ? ["id", query.id] : ["displayName", query.displayName];
  return `the ${property} ${show(value)}`;
}
