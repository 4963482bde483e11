import { count } from "../../nouns";
import type { NotSeen } from "../../tenant/notSeen";
import type { Report } from "../facts";
import { type Relations, reachesEverybody, reachesSomebody } from "../relations";
import { create, find } from "./dom";
import { addressOf } from "./state";

/** Shows the source of the report, its figures, and what is missing. */
export function showHeader(report: Report, relations: Relations): void {
  if (report.title !== undefined) {
    // Browsers show the document's title in a tab and on paper.
    document.title = `${report.title}: ${document.title}`;
    find("h1").append(": ", create("span", { dir: "auto" }, report.title));
  }
  find("#source").textContent = sourceOf(report);
  find("#counts").append(...countsOf(relations));
  if (report.notSeen.length === 0) return;
  const section = find("#not-seen");
  section.hidden = false;
  const groups = Map.groupBy(report.notSeen, ({ about }) => about);
  find("#not-seen ul").append(...[...groups.values()].flatMap(notSeenItems));
}

function sourceOf({ source, createdAt }: Report): string {
  const time = new Date(createdAt).toLocaleString("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  const from =
    source.type === "tenant"
      ? `The tenant at ${URL.parse(source.endpoint)?.host ?? source.endpoint}`
      : `The state of the stack ${source.stack}`;
  return `${from}, ${time} UTC`;
}

function countsOf({ policies, targets }: Relations): HTMLElement[] {
  const assignments = policies.reduce((sum, { relations }) => sum + relations.length, 0);
  const readable = policies.filter(({ policy }) => policy.unreadable === undefined);
  const nobody = readable.filter((policy) => !reachesSomebody(policy)).length;
  const everybody = readable.filter(reachesEverybody).length;
  const deleted = targets.filter(({ target }) => target.deleted).length;
  const groups = targets.filter(({ target }) => target.type === "group").length;
  const unreadable = policies.length - readable.length;
  const links: readonly (readonly [number, string, string, string])[] = [
    [policies.length, "policy", "policies", addressOf({})],
    [groups, "group", "groups", addressOf({ by: "target" })],
    [everybody, "reaches everybody", "reach everybody", addressOf({ show: "everybody" })],
    [nobody, "assigned to nobody", "assigned to nobody", addressOf({ show: "nobody" })],
    [unreadable, "not readable", "not readable", addressOf({ show: "unreadable" })],
    [deleted, "deleted group", "deleted groups", addressOf({ by: "target", show: "deleted" })],
  ];
  const shown = links
    .filter(([number], index) => number > 0 || index < 2)
    .map(([number, one, many, href]) => create("a", { href }, count(number, one, many)));
  return [...shown, count(assignments, "assignment", "assignments")].map((child) => create("li", {}, child));
}

/** The page folds messages of one sort if there are more than these. */
const mostOpen = 3;

const summaries: Partial<Record<NotSeen["about"], readonly [one: string, many: string]>> = {
  policy: ["policy could not be read", "policies could not be read"],
  group: ["group does not exist any more", "groups do not exist any more"],
  resource: ["resource of the stack is not shown", "resources of the stack are not shown"],
};

function notSeenItems(same: readonly NotSeen[]): HTMLElement[] {
  const summary = summaries[same[0]?.about ?? "state"];
  const items = same.map(({ message }) => create("li", { dir: "auto" }, message));
  if (summary === undefined || same.length <= mostOpen) return items;
  const details = create(
    "details",
    {},
    create("summary", {}, count(same.length, ...summary)),
    create("ul", {}, ...items),
  );
  return [create("li", {}, details)];
}
