import { audiencesOf, type PolicyReach, remarkOn } from "./reach";

/** The picture as a Mermaid flowchart, as GitHub and many wikis draw it. @internal */
export function mermaidPicture(policies: readonly PolicyReach[]): string {
  const audiences = audiencesOf(policies);
  const nodes = new Map(audiences.map(({ key }, index) => [key, `a${index + 1}`]));
  const lines = [
    "flowchart LR",
    ...policies.map(({ noun, name }, index) => `  p${index + 1}["${escaped(name)}<br>${escaped(noun)}"]`),
    ...audiences.map(({ key, name }) => `  ${nodes.get(key)}(["${escaped(name)}"])`),
    ...policies.flatMap(({ edges }, index) =>
      edges.map((edge) => {
        const remark = remarkOn(edge);
        const label = remark === "" ? "" : `|"${escaped(remark)}"|`;
        return `  p${index + 1} ${edge.excluded ? "-.-x" : "-->"}${label} ${nodes.get(edge.audience.key)}`;
      }),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** Everything that could mean something to Mermaid, to its Markdown or to HTML is written as a character code. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N} .,:()\-/+]/gu, (character) => `#${character.codePointAt(0)};`);
}
