import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { root } from "../../tools/setup/root.mjs";
import { anchors, pages, prose } from "./markdown";

it.each(pages)("$file has no dead link within the repository", ({ file, text }) => {
  const dead = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(file, link));
  expect(dead).toEqual([]);
});

function leadsSomewhere(from: string, link: string): boolean {
  const [target = "", anchor] = link.split("#");
  const file = target === "" ? from : path.normalize(path.join(path.dirname(from), target));
  if (!existsSync(path.join(root, file))) return false;
  if (anchor === undefined) return true;
  const page = pages.find((page) => page.file === file);
  return page !== undefined && anchors(page.text).includes(anchor);
}
