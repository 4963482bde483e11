import type { PolicyKind } from "../../provider/policyKind.ts";

const verbs = {
  works: "seen to work",
  unknown: "documented, no report",
  disputed: "documented, reported to be refused",
  refused: "none: `assign` only",
} as const;

const targets: readonly (readonly [keyof NonNullable<PolicyKind["refusedTargets"]>, string])[] = [
  ["groupAssignmentTarget", "groups"],
  ["exclusionGroupAssignmentTarget", "exclusions"],
  ["allLicensedUsersAssignmentTarget", "all users"],
  ["allDevicesAssignmentTarget", "all devices"],
];

/** The table of the kinds of policy in Markdown. */
export function kindsMarkdown(kinds: readonly PolicyKind[]): string {
  const rows = kinds.map((kind) => {
    const { collection, noun, className, writeVersion, singleVerbs, filters, permissions } = kind;
    const accepted = targets.filter(([type]) => kind.refusedTargets?.[type] === undefined);
    const cells = [
      `\`${collection}\``,
      noun,
      `\`${className}\``,
      writeVersion,
      verbs[singleVerbs],
      accepted.map(([, words]) => words).join(", ") + (kind.allUsersGroup ? ", all users as a group" : ""),
      filters,
      `\`${permissions.write[0]}\``,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const head = [
    "collection",
    "policy",
    "class",
    "written through",
    "single writes",
    "targets",
    "filters",
    "permission to write",
  ];
  return [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows, ""].join("\n");
}
