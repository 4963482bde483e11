import type { PolicyReach } from "./reach";

/** The picture as text: a block for each policy. @internal */
export function textPicture(policies: readonly PolicyReach[]): string {
  const blocks = policies.map(({ noun, name, edges }) => {
    const lines = edges.map(({ audience, excluded, condition }) => {
      const what = excluded ? "excludes" : "includes";
      return `  ${what}  ${audience.name}${condition === undefined ? "" : `, ${condition}`}`;
    });
    return [`${name} (${noun})`, ...(lines.length === 0 ? ["  reaches nobody"] : lines)].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}
