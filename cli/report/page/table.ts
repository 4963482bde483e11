import { capitalized } from "../../nouns";
import { policyRemark } from "../relations";
import { create, find } from "./dom";
import { type ListOptions, madeAtFirst, relationList } from "./relationList";
import type { Row, Sorting } from "./rows";

/** About how many assignments the page makes at a time: more than any screen shows. */
const chunk = 400;

/** The table. The page makes only the rows that the reader scrolls to. */
export class Table {
  readonly #body = find("#results tbody");
  readonly #more = find<HTMLButtonElement>("#more");
  #rows: readonly Row[] = [];
  #options: ListOptions = { by: "policy", words: [], whole: false };
  #made = 0;

  constructor() {
    this.#more.addEventListener("click", () => this.#makeMore(chunk));
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && !this.#more.hidden && this.#makeMore(chunk),
      { rootMargin: "1500px" },
    );
    observer.observe(this.#more);
  }

  show(rows: readonly Row[], options: ListOptions): void {
    this.#rows = rows;
    this.#options = options;
    this.#made = 0;
    this.#body.replaceChildren();
    this.#makeMore(chunk);
  }

  /** Makes all rows, for paper. */
  showAll(): void {
    this.#options = { ...this.#options, whole: true };
    this.#made = 0;
    this.#body.replaceChildren();
    this.#makeMore(Number.POSITIVE_INFINITY);
  }

  /** Makes rows until the table has so many lines. */
  #makeMore(lines: number): void {
    const next: Row[] = [];
    for (let left = lines; left > 0 && this.#made < this.#rows.length; this.#made++) {
      const row = this.#rows[this.#made];
      if (row === undefined) break;
      next.push(row);
      left -= 1 + madeAtFirst(row.included, this.#options) + madeAtFirst(row.excluded, this.#options);
    }
    this.#body.append(...next.map((row) => rowOf(row, this.#options)));
    const rest = this.#rows.length - this.#made;
    this.#more.hidden = rest === 0;
    this.#more.textContent = `Show more rows (${rest.toLocaleString("en")} left)`;
  }
}

const headings = {
  policy: { name: "Policy", kind: "Kind", included: "Included", excluded: "Excluded" },
  target: { name: "Group or target", kind: "Type", included: "Gets", excluded: "Is excluded from" },
};

/** The headings, each with a button that sorts. */
export function showHeadings(
  by: ListOptions["by"],
  sorting: Sorting,
  sortBy: (column: Sorting["column"]) => void,
): void {
  const columns = ["name", "kind", "included", "excluded"] as const;
  const cells = columns.map((column) => {
    const sorted = sorting.column === column ? (sorting.descending ? "descending" : "ascending") : "none";
    const button = create("button", { type: "button" }, headings[by][column]);
    button.addEventListener("click", () => sortBy(column));
    button.dataset["column"] = column;
    const aria = { role: "columnheader", "aria-sort": sorted };
    return create("th", { scope: "col", className: column, aria }, button);
  });
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset["column"] : "";
  const line = create("tr", { aria: { role: "row" } }, ...cells);
  find("#results thead").replaceChildren(line);
  if (focused) line.querySelector<HTMLElement>(`[data-column="${focused}"]`)?.focus();
}

/** Sets the roles, because browsers drop those of a table that a narrow screen shows as cards. */
function rowOf(row: Row, options: ListOptions): HTMLElement {
  const { subject } = row;
  const id = "policy" in subject ? subject.policy.id : (subject.target.id ?? "");
  const kind = "policy" in subject ? subject.kind.noun : typeNames[subject.target.type];
  const names = headings[options.by];
  const cell = (label: string, ...children: readonly (Node | string)[]) => {
    const element = create("td", { aria: { role: "cell" } }, ...children);
    element.dataset["label"] = label;
    return element;
  };
  const list = (label: string, relations: Row["included"]) =>
    relations.length === 0
      ? create("td", { className: "empty", aria: { role: "cell" } })
      : cell(label, relationList(relations, options));
  return create(
    "tr",
    { aria: { role: "row" } },
    create(
      "th",
      { scope: "row", aria: { role: "rowheader" } },
      create("span", { className: "name", dir: "auto" }, row.name),
      ...remarksOf(row).map((remark) => create("span", { className: "tag" }, remark)),
      ...(id === "" || id === row.name ? [] : [create("span", { className: "id" }, id)]),
    ),
    cell(names.kind, capitalized(kind)),
    list(names.included, row.included),
    list(names.excluded, row.excluded),
  );
}

function remarksOf({ subject }: Row): string[] {
  if ("policy" in subject) return policyRemark(subject).split(", ").filter(Boolean);
  return subject.target.deleted ? ["deleted"] : [];
}

const typeNames = {
  allUsers: "everybody",
  allDevices: "everybody",
  group: "group",
  collection: "Configuration Manager collection",
  scopeTagGroup: "scope tag group",
  other: "other",
};
