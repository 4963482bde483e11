import type { Report } from "./facts";
import { policyRemark, relationsOf, remarkLabel, targetLabel } from "./relations";

/** A report as text: a block for each policy, then what is not shown. */
export function textReport(report: Report): string {
  const blocks = relationsOf(report).policies.map((policy) => {
    const { name, builtIn, unreadable } = policy.policy;
    const lines = policy.relations.map((relation) => {
      const what = relation.mode === "exclude" ? "excludes" : "includes";
      const remark = remarkLabel(relation);
      return `  ${what}  ${targetLabel(relation.target.target)}${remark === "" ? "" : `, ${remark}`}`;
    });
    const nobody = unreadable === undefined ? "reaches nobody" : policyRemark(policy);
    const kind = `${policy.kind.noun}${builtIn ? ", built in" : ""}`;
    return [`${name} (${kind})`, ...(lines.length === 0 ? [`  ${nobody}`] : lines)].join("\n");
  });
  const notShown = ["Not shown:", ...report.notSeen.map(({ message }) => `- ${message}`)].join("\n");
  return `${[...blocks, ...(report.notSeen.length === 0 ? [] : [notShown])].join("\n\n")}\n`;
}
