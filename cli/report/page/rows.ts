import {
  isEverybody,
  type PolicyRelations,
  type Relation,
  type Relations,
  reachesEverybody,
  reachesSomebody,
  type TargetRelations,
} from "../relations";

// Runs in Node and in the report's page.

/** One row of the report's table: a policy with its targets, or a target with its policies. */
export interface Row {
  readonly subject: PolicyRelations | TargetRelations;
  readonly key: string;
  readonly name: string;
  readonly included: readonly Relation[];
  readonly excluded: readonly Relation[];
}

/** Which of the two directions the table shows. */
export type Direction = "policy" | "target";

/** The rows of a direction. @param kind - The name of a kind of policy. Empty for all kinds. */
export function rowsOf({ policies, targets }: Relations, by: Direction, kind: string): Row[] {
  if (by === "policy") {
    return policies
      .filter((subject) => kind === "" || subject.kind.name === kind)
      .map((subject) => rowOf(subject, subject.policy, subject.relations));
  }
  return targets.flatMap((subject) => {
    const relations = subject.relations.filter(({ policy }) => kind === "" || policy.kind.name === kind);
    return relations.length === 0 ? [] : [rowOf(subject, subject.target, relations)];
  });
}

function rowOf(
  subject: Row["subject"],
  { key, name }: { readonly key: string; readonly name: string },
  relations: readonly Relation[],
): Row {
  const [included, excluded] = (["include", "exclude"] as const).map((wanted) =>
    relations.filter(({ mode }) => mode === wanted),
  ) as [Relation[], Relation[]];
  return { subject, key, name, included, excluded };
}

/** A choice of rows in the list "Show". */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly fits: (row: Row) => boolean;
}

const all = (row: Row) => [...row.included, ...row.excluded];
const common: readonly Choice[] = [
  { value: "exclusions", label: "With exclusions", fits: ({ excluded }) => excluded.length > 0 },
  { value: "filters", label: "With filters", fits: (row) => all(row).some(({ filter }) => filter) },
  { value: "sets", label: "By policy sets", fits: (row) => all(row).some(({ policySet }) => policySet) },
];

const policyChoice = (value: string, label: string, fits: (policy: PolicyRelations) => boolean): Choice => ({
  value,
  label,
  fits: ({ subject }) => "policy" in subject && fits(subject),
});
const targetChoice = (value: string, label: string, fits: (target: TargetRelations) => boolean): Choice => ({
  value,
  label,
  fits: ({ subject }) => "target" in subject && fits(subject),
});

/** The choices for each direction. */
export const choices: Readonly<Record<Direction, readonly Choice[]>> = {
  policy: [
    policyChoice("", "All policies", () => true),
    policyChoice(
      "nobody",
      "Assigned to nobody",
      (policy) => policy.policy.unreadable === undefined && !reachesSomebody(policy),
    ),
    policyChoice("everybody", "Reach all users or all devices", reachesEverybody),
    ...common,
    policyChoice("built-in", "Built in", ({ policy }) => policy.builtIn),
    policyChoice("unreadable", "Could not be read", ({ policy }) => policy.unreadable !== undefined),
  ],
  target: [
    targetChoice("", "All groups and targets", () => true),
    targetChoice("everybody", "All users and all devices", isEverybody),
    ...common,
    targetChoice("deleted", "Deleted groups", ({ target }) => target.deleted === true),
  ],
};

/** The order of the rows. */
export interface Sorting {
  readonly column: "name" | "kind" | "included" | "excluded";
  readonly descending: boolean;
}

const { compare } = new Intl.Collator("en", { numeric: true });

/** Sorts the rows. Equal rows keep their order. */
export function sortRows(rows: readonly Row[], { column, descending }: Sorting): Row[] {
  const factor = descending ? -1 : 1;
  return rows.toSorted((a, b) => factor * comparisons[column](a, b));
}

const comparisons: Readonly<Record<Sorting["column"], (a: Row, b: Row) => number>> = {
  name: (a, b) => rank(a) - rank(b) || compare(a.name, b.name),
  kind: (a, b) => compare(kindOf(a), kindOf(b)),
  included: (a, b) => a.included.length - b.included.length,
  excluded: (a, b) => a.excluded.length - b.excluded.length,
};

/** All users and all devices come before groups. */
function rank({ subject }: Row): number {
  return "target" in subject && isEverybody(subject) ? 0 : 1;
}

function kindOf({ subject }: Row): string {
  return "kind" in subject ? subject.kind.noun : subject.target.type;
}
