import type { Report } from "./facts";
import { relationsOf, remarkLabel, targetLabel } from "./relations";

/** A report as a Mermaid flowchart, as GitHub and many wikis draw it. */
export function mermaidReport(report: Report): string {
  const { policies, targets } = relationsOf(report);
  const nodes = new Map(targets.map((target, index) => [target, `t${index + 1}`]));
  const lines = [
    "flowchart LR",
    ...policies.map(
      ({ policy, kind }, index) => `  p${index + 1}["${escaped(policy.name)}<br>${escaped(kind.noun)}"]`,
    ),
    ...targets.map((target) => `  ${nodes.get(target)}(["${escaped(targetLabel(target.target))}"])`),
    ...policies.flatMap(({ relations }, index) =>
      relations.map((relation) => {
        const excluded = relation.mode === "exclude";
        const remark = [excluded && "excluded", remarkLabel(relation)].filter(Boolean).join(", ");
        const label = remark === "" ? "" : `|"${escaped(remark)}"|`;
        return `  p${index + 1} ${excluded ? "-.-x" : "-->"}${label} ${nodes.get(relation.target)}`;
      }),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** Writes every character with a meaning in Mermaid, its Markdown or HTML as a character code. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N} .,:()\-/+]/gu, (character) => `#${character.codePointAt(0)};`);
}
