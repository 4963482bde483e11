/** One thing that is wrong with the inputs of a resource, as a sentence that names the property. */
export type Problem = string;

/**
 * How the engine writes a value that it does not know yet. The value looks like a GUID, so it has to be
 * recognised before anything is judged by its form.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Whether a value, or any value inside it, is unknown. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(hasUnknown);
}

export function problem(path: string, given: unknown, accepted: string): Problem {
  return `${path}: given ${show(given)}; accepted: ${accepted}.`;
}

/** A problem as it may be shown: of a secret property, it names no value, not even one that would be accepted. */
export function withoutSecrets(found: Problem, secrets: ReadonlySet<string>): Problem {
  const [path = "", property = ""] = /^(\w+)[^:\s]*/.exec(found) ?? [];
  return secrets.has(property)
    ? `${path}: the value given is not accepted. It is secret, so it is not shown here.`
    : found;
}

export function unknownFields(
  given: Record<string, unknown>,
  known: readonly string[],
  path: string,
  owner: string,
): Problem[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const property = path === "" ? name : `${path}.${name}`;
      return `${property}: unknown property, given ${show(given[name])}; ${owner} accepts ${known.join(", ")}.`;
    });
}

/** No id is longer: a GUID and the type of an enrollment configuration. A longer text may be a secret in the wrong place. */
const longest = 90;

function show(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "nothing";
    case "string":
      return value.length > longest ? `a text of ${value.length} characters` : JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      return Array.isArray(value)
        ? "an array"
        : `an object with ${Object.keys(value).join(", ") || "no properties"}`;
    default:
      return String(value);
  }
}
