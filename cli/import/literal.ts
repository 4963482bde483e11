/** Returns the comment to write behind a value. */
export type Comment = (value: string) => string | undefined;

/** The default width of Prettier and other formatters. So a formatter does not change the program. */
export const lineWidth = 80;

/**
 * Writes a value of JSON as a formatted literal of TypeScript.
 *
 * @param indent - The indent of the line on which the literal begins.
 * @param before - How many characters come before it on that line.
 */
export function literal(value: unknown, comment: Comment, indent: string, before: number): string {
  if (Array.isArray(value)) return arrayLiteral(value, comment, indent);
  if (typeof value === "object" && value !== null) return objectLiteral(value, comment, indent, before);
  return JSON.stringify(value);
}

function objectLiteral(value: object, comment: Comment, indent: string, before: number): string {
  const flat = flatLiteral(value, comment);
  // The comma behind it has to fit too.
  if (flat !== undefined && before + flat.length < lineWidth) return flat;
  return brokenLiteral(value, comment, indent);
}

/** Writes an object on one line. Undefined if a member is not a plain value or needs a comment. */
function flatLiteral(value: object, comment: Comment): string | undefined {
  const members = Object.entries(value);
  const isPlain = members.every(
    ([, member]) => typeof member !== "object" && comment(String(member)) === undefined,
  );
  return isPlain
    ? `{ ${members.map(([name, member]) => `${name}: ${JSON.stringify(member)}`).join(", ")} }`
    : undefined;
}

function brokenLiteral(value: object, comment: Comment, indent: string): string {
  const lines = Object.entries(value).map(([name, member]) =>
    memberLine(name, member, comment, `${indent}  `),
  );
  return ["{", ...lines, `${indent}}`].join("\n");
}

function memberLine(name: string, value: unknown, comment: Comment, indent: string): string {
  const start = `${indent}${name}: `;
  const text = literal(value, comment, indent, start.length);
  if (typeof value !== "string") return `${start}${text},`;
  const remark = comment(value);
  const end = remark === undefined ? "," : `, // ${remark}`;
  const fits = start.length + text.length < lineWidth;
  return fits ? `${start}${text}${end}` : `${indent}${name}:\n${indent}  ${text}${end}`;
}

/** Always breaks the objects in an array, because formatters then leave the array as it is. */
function arrayLiteral(values: readonly unknown[], comment: Comment, indent: string): string {
  if (values.length === 0) return "[]";
  const inner = `${indent}  `;
  const lines = values.map((value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? `${inner}${brokenLiteral(value, comment, inner)},`
      : `${inner}${literal(value, comment, inner, inner.length)},`,
  );
  return ["[", ...lines, `${indent}]`].join("\n");
}
