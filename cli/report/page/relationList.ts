import { count } from "../../nouns";
import { filterLabel, isEverybody, type Relation, targetLabel } from "../relations";
import { create } from "./dom";
import type { Direction } from "./rows";
import { relationHolds } from "./search";
import { addressOf } from "./state";

/** Which of a row's assignments a cell shows. */
export interface ListOptions {
  /** The direction of the table: a policy's cells list targets, a target's cells list policies. */
  readonly by: Direction;
  readonly words: readonly string[];
  /** Shows all, however many. */
  readonly whole: boolean;
}

/** Longer lists are cut, but not to hide only a few assignments. */
const most = 25;
const slack = 5;

/** How many assignments of a list the page makes at first. */
export function madeAtFirst(relations: readonly Relation[], { whole }: ListOptions): number {
  return whole || relations.length <= most + slack ? relations.length : most;
}

/** The assignments of one cell. If the list is cut, matches of the search come first. */
export function relationList(relations: readonly Relation[], options: ListOptions): HTMLElement {
  const other = options.by === "policy" ? "target" : "policy";
  const cut = madeAtFirst(relations, options);
  const all = relations.map((relation) => {
    const hit = options.words.length > 0 && relationHolds(relation, other, options.words);
    return { relation, hit };
  });
  const items =
    cut === all.length ? all : [...all.filter(({ hit }) => hit), ...all.filter(({ hit }) => !hit)];
  const make = ({ relation, hit }: (typeof items)[number]) => itemOf(relation, hit, options.by);
  const list = create("ul", {}, ...items.slice(0, cut).map(make));
  const rest = items.slice(cut);
  if (rest.length > 0) {
    const button = create(
      "button",
      { type: "button", className: "rest" },
      count(rest.length, "more", "more"),
    );
    const last = create("li", {}, button);
    button.addEventListener("click", () => {
      const made = rest.map(make);
      last.replaceWith(...made);
      made[0]?.querySelector("a")?.focus();
    });
    list.append(last);
  }
  return list;
}

function itemOf(relation: Relation, hit: boolean, by: Direction): HTMLElement {
  const { mode, target, policy, policySet, resource } = relation;
  const excluded = mode === "exclude";
  const name = by === "policy" ? targetLabel(target.target) : policy.policy.name;
  const href =
    by === "policy"
      ? addressOf({ by: "target", only: target.target.key })
      : addressOf({ by: "policy", only: policy.policy.key });
  const remark = [
    by === "target" ? policy.kind.noun : "",
    filterLabel(relation),
    policySet && `by policy set ${policySet}`,
    resource && `resource ${resource}`,
  ].filter(Boolean);
  const link = create("a", { href, dir: "auto" }, name);
  if (by === "policy" && isEverybody(target)) link.className = "everybody";
  return create(
    "li",
    { className: hit ? "hit" : "" },
    create("span", { className: `mark ${mode}`, aria: { "aria-hidden": "true" } }, excluded ? "−" : "+"),
    ...(excluded ? [create("span", { className: "for-screen-readers" }, "excluded: ")] : []),
    link,
    ...(remark.length === 0 ? [] : [create("span", { className: "remark", dir: "auto" }, remark.join(", "))]),
  );
}
