import type { KindBehavior } from "../../emulator/policyColumns.ts";
import type { PolicyKind as EmulatedKind } from "../../emulator/policyKind.ts";
import type { PolicyKind } from "../../provider/policyKind.ts";
import type { Target } from "../../provider/target.ts";

const verbs = {
  works: "seen to work",
  unknown: "documented, no report",
  disputed: "documented, reported to be refused",
  refused: "none: `assign` only",
} as const;

const targets: Readonly<Record<Target["type"], string>> = {
  groupAssignmentTarget: "groups",
  exclusionGroupAssignmentTarget: "exclusions",
  allLicensedUsersAssignmentTarget: "all users",
  allDevicesAssignmentTarget: "all devices",
  configurationManagerCollectionAssignmentTarget: "collections",
  scopeTagGroupAssignmentTarget: "scope tag groups",
};

const reported: Readonly<Record<keyof KindBehavior, string>> = {
  singleVerbs: "single writes",
  assignmentsRoute: "reads of the set",
  expandsOne: "`$expand`",
  assignStatus: "the status of `assign`",
  assignmentId: "ids",
  targets: "targets",
  storesExclusionsAsInclusions: "exclusions",
  gone: "the status of what is gone",
  pageSize: "pages",
  filtersLists: "`$filter`",
  unlistedType: "lists",
  permissions: "permissions",
};

/** The differences between the emulator's `observed` and `documented` behavior. */
function differences({ documented, observed }: EmulatedKind): string {
  const names = Object.keys(reported) as (keyof KindBehavior)[];
  const differing = names.filter((name) => documented[name] !== observed[name]);
  return differing.map((name) => reported[name]).join(", ") || "nothing: as documented";
}

/** The table of the kinds of policy in Markdown, from the tables of the provider and the emulator. */
export function kindsMarkdown(kinds: readonly PolicyKind[], emulated: readonly EmulatedKind[]): string {
  const rows = kinds.map((kind) => {
    const { collection, noun, className, writeVersion, singleVerbs, filters, permissions } = kind;
    const accepted = (Object.keys(targets) as Target["type"][]).filter(
      (type) => kind.refusedTargets?.[type] === undefined,
    );
    const cells = [
      `\`${collection}\``,
      noun,
      `\`${className}\``,
      writeVersion,
      verbs[singleVerbs],
      accepted.map((type) => targets[type]).join(", ") + (kind.allUsersGroup ? ", all users as a group" : ""),
      filters,
      `\`${permissions.write[0]}\``,
      ...emulated.filter((each) => each.collection === collection).map(differences),
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
    "reported",
  ];
  return [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows, ""].join("\n");
}
