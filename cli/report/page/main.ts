import { capitalized, count, plural } from "../../nouns";
import { csvOf, rowsByPolicy } from "../csv";
import type { Report } from "../facts";
import { isEverybody, relationsOf } from "../relations";
import { create, find } from "./dom";
import { showHeader } from "./header";
import { choices, type Direction, type Row, rowsOf, sortRows } from "./rows";
import { rowHolds, searchWords } from "./search";
import { addressOf, readState, type State } from "./state";
import { showHeadings, Table } from "./table";
import { Tabs } from "./tabs";

// The page of `pulumi-intune report`: plain DOM, all data in the page itself.

const report = JSON.parse(find("#report").textContent ?? "") as Report;
const relations = relationsOf(report);
const rows = new Map<string, readonly Row[]>();
const fitting = new WeakMap<readonly Row[], readonly number[]>();
const search = find<HTMLInputElement>('[name="q"]');
const choice = find<HTMLSelectElement>('[name="show"]');
const table = new Table();
const tabs = new Tabs((kind) => change({ kind }));
let state = readState(report.kinds.map(({ name }) => name));
let shown: readonly Row[] = [];

showHeader(report, relations);
show();

search.addEventListener("input", () => change({ query: search.value }));
choice.addEventListener("change", () => change({ show: choice.value }));
for (const radio of document.querySelectorAll<HTMLInputElement>('[name="by"]')) {
  radio.addEventListener("change", () => change({ by: radio.value as Direction, show: "", only: "" }));
}
find("#controls").addEventListener("submit", (event) => event.preventDefault());
find("#print").addEventListener("click", () => print());
find("#csv").addEventListener("click", downloadCsv);
addEventListener("hashchange", () => {
  // A link within the page, such as "skip to the results", is not a state.
  if (location.hash !== "" && !location.hash.includes("=")) return;
  state = readState(report.kinds.map(({ name }) => name));
  show();
});
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  table.showAll();
});
addEventListener("afterprint", show);

function change(part: Partial<State>): void {
  state = { ...state, ...part };
  // Typing adds no entry to the history. Only links do.
  history.replaceState(null, "", addressOf(state));
  show();
}

function ofKind(kind: string): readonly Row[] {
  const key = `${state.by} ${kind}`;
  const known = rows.get(key) ?? rowsOf(relations, state.by, kind);
  rows.set(key, known);
  return known;
}

function show(): void {
  const words = searchWords(state.query);
  const fits = choices[state.by].find(({ value }) => value === state.show)?.fits ?? (() => true);
  const isShown = (row: Row) =>
    (state.only === "" || row.key === state.only) && fits(row) && rowHolds(row, words);
  const all = ofKind(state.kind);
  shown = sortRows(all.filter(isShown), state.sorting);

  showControls(all);
  tabs.show(
    [{ value: "", label: `All (${ofKind("").filter(isShown).length})` }].concat(
      report.kinds.map(({ name, noun }) => ({
        value: name,
        label: `${capitalized(plural(noun))} (${ofKind(name).filter(isShown).length})`,
      })),
    ),
    state.kind,
  );
  showHeadings(state.by, state.sorting, (column) =>
    change({
      sorting: { column, descending: state.sorting.column === column && !state.sorting.descending },
    }),
  );
  showSummary(all);
  table.show(shown, { by: state.by, words, whole: state.only !== "" });
}

function showControls(all: readonly Row[]): void {
  find<HTMLInputElement>(`[name="by"][value="${state.by}"]`).checked = true;
  if (search.value !== state.query) search.value = state.query;
  const numbers = fitting.get(all) ?? choices[state.by].map(({ fits }) => all.filter(fits).length);
  fitting.set(all, numbers);
  choice.replaceChildren(
    ...choices[state.by].map(({ value, label }, index) =>
      create("option", { value, selected: value === state.show }, `${label} (${numbers[index]})`),
    ),
  );
}

function showSummary(all: readonly Row[]): void {
  const [one, many] = state.by === "policy" ? ["policy", "policies"] : ["target", "targets"];
  const number =
    shown.length === all.length
      ? count(all.length, one, many)
      : `${shown.length.toLocaleString("en")} of ${count(all.length, one, many)}`;
  // On paper, only this line tells the reader's choices.
  const chosen = [
    choices[state.by].find(({ value }) => value !== "" && value === state.show)?.label.toLowerCase(),
    state.query.trim() === "" ? undefined : `with “${state.query.trim()}”`,
  ].filter((part) => part !== undefined);
  find("#status").textContent = [number, ...chosen].join(", ");
  find("caption").textContent = state.by === "policy" ? "Whom each policy reaches" : "What each group gets";
  const only = find("#only");
  only.hidden = state.only === "";
  only.replaceChildren(
    `Only ${shown[0]?.name ?? "what is not here"}. `,
    create("a", { href: addressOf({ ...state, only: "" }), className: "not-on-paper" }, "Show all"),
  );
  find("#hint").textContent = hint();
}

/** Policies that a group gets because they reach everybody. */
function hint(): string {
  if (state.by === "policy") return "";
  const [users, devices] = (["allUsers", "allDevices"] as const).map((type) => {
    const row = ofKind(state.kind).find(({ subject }) => "target" in subject && subject.target.type === type);
    return row !== undefined && "target" in row.subject && isEverybody(row.subject) ? row.included.length : 0;
  });
  return (
    `Besides what is listed for a group, ${count(users ?? 0, "policy reaches", "policies reach")} all users and ` +
    `${count(devices ?? 0, "policy reaches", "policies reach")} all devices.`
  );
}

function downloadCsv(): void {
  const lines =
    state.by === "policy"
      ? rowsByPolicy(shown.flatMap(({ subject }) => ("policy" in subject ? [subject] : [])))
      : shown.flatMap(({ included, excluded }) => [...included, ...excluded]);
  // This mark tells spreadsheets that the file is UTF-8.
  const href = URL.createObjectURL(new Blob(["\ufeff", csvOf(lines)], { type: "text/csv" }));
  create("a", { href, download: "intune-report.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}
