import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";

/** A page of the documentation. */
export interface Page {
  /** Its path in the repository. */
  readonly file: string;
  readonly text: string;
}

/** Every page that is written for users and contributors. */
export const pages: readonly Page[] = globSync(
  ["*.md", "docs/*.md", "examples/*.md", "test/*.md", "bench/*.md"],
  {
    cwd: root,
  },
)
  .sort()
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

/** The code blocks in a language, with the lines at which they begin. */
export function codeBlocks(text: string, language: string): { line: number; code: string }[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, marked]) => marked === language)
    .map(({ index, 2: code = "" }) => ({ line: text.slice(0, index).split("\n").length + 1, code }));
}

/** The text without its code blocks. */
export function prose(text: string): string {
  return text.replaceAll(/^```\w*\n.*?^```$/gms, "");
}

/** The addresses of a page's headings, as GitHub makes them. */
export function anchors(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
