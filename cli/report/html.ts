import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Report } from "./facts";

/** A report as a page in one file that loads nothing: see `page/`. */
export function htmlReport(report: Report): string {
  // The package's own name leads to the built page, even from the sources.
  const root = path.dirname(createRequire(__filename).resolve("pulumi-intune/package.json"));
  const page = readFileSync(path.join(root, "dist", "cli", "report", "page.html"), "utf8");
  // A name may contain "</script>" or "<!--". In JSON, an escaped "<" is the same text.
  const data = JSON.stringify(report).replaceAll("<", "\\u003c");
  const place = '<script type="application/json" id="report">';
  return page.replace(place, () => place + data);
}
