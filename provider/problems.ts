/** A property, or what is inside it: `["targets", 2, "filter", "id"]` is Pulumi's path `targets[2].filter.id`. */
export type PropertyPath = readonly [property: string, ...inside: (string | number)[]];

/** One thing that is wrong with what a program gave. */
export interface Problem {
  readonly path: PropertyPath;
  readonly given: unknown;
  /** In words that do not tell what was given, which can be secret. */
  readonly accepted: string;
  /** What to know about the value given: a sentence without its end. */
  readonly advice?: string | undefined;
  /** Of a property that does not exist: what it was given to. */
  readonly unknownTo?: string;
}

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

export function problem(path: PropertyPath, given: unknown, accepted: string, advice?: string): Problem {
  return { path, given, accepted, advice };
}

/**
 * A problem as a sentence.
 *
 * @param secrets - The properties whose values are not shown, as far as the door learns them.
 */
export function describeProblem(
  { path, given, accepted, advice, unknownTo }: Problem,
  secrets: ReadonlySet<string> = new Set(),
): string {
  const isSecret = secrets.has(path[0]);
  const unknown = unknownTo === undefined ? "" : `unknown property of ${unknownTo}, `;
  const more = advice === undefined || isSecret ? "" : ` ${advice}.`;
  return `${describePath(path)}: ${unknown}given ${show(given, isSecret)}; accepted: ${accepted}.${more}`;
}

export function describePath([property, ...inside]: PropertyPath): string {
  return property + inside.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
}

export function unknownFields(
  given: Record<string, unknown>,
  known: readonly string[],
  path: PropertyPath | readonly [],
  unknownTo: string,
): Problem[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: [...path, name], given: given[name], accepted: known.join(", "), unknownTo }));
}

/** No id is longer: a GUID and the type of an enrollment configuration. A longer text may be a secret in the wrong place. */
const longest = 90;

/** What was given, for messages. */
export function show(value: unknown, isSecret = false): string {
  if (isSecret) return "a value that is not shown, because it may be secret";
  if (isUnknown(value)) return "a value that is not known yet";
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
