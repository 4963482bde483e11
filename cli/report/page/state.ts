import { choices, type Direction, type Sorting } from "./rows";

/** The reader's choices. The address holds them, so links and the back button work. */
export interface State {
  readonly by: Direction;
  /** The name of a kind of policy. Empty for all. */
  readonly kind: string;
  readonly query: string;
  /** The value of one of the choices of the direction. */
  readonly show: string;
  /** The key of the one policy or target that is shown. Empty for all. */
  readonly only: string;
  readonly sorting: Sorting;
}

const start: State = {
  by: "policy",
  kind: "",
  query: "",
  show: "",
  only: "",
  sorting: { column: "name", descending: false },
};

/** Reads the state from the address. Ignores what it does not understand. */
export function readState(kinds: readonly string[]): State {
  const given = new URLSearchParams(location.hash.slice(1));
  const text = (name: string, accepts: (value: string) => boolean = () => true) => {
    const value = given.get(name) ?? "";
    return accepts(value) ? value : "";
  };
  const by = text("by") === "target" ? "target" : start.by;
  const column = text("sort", (value) => ["name", "kind", "included", "excluded"].includes(value));
  return {
    by,
    kind: text("kind", (value) => kinds.includes(value)),
    query: text("q"),
    show: text("show", (value) => choices[by].some((choice) => choice.value === value)),
    only: text("only"),
    sorting: {
      column: (column || start.sorting.column) as Sorting["column"],
      descending: text("order") === "descending",
    },
  };
}

/** The address of a state, for a link. What you leave out has its default. */
export function addressOf(change: Partial<State>): string {
  const { by, kind, query, show, only, sorting } = { ...start, ...change };
  const values = {
    by,
    kind,
    q: query,
    show,
    only,
    sort: sorting.column === "name" ? "" : sorting.column,
    order: sorting.descending ? "descending" : "",
  };
  const set = Object.entries(values).filter(([, value]) => value !== "");
  return `#${new URLSearchParams(set)}`;
}
