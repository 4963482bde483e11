import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { root } from "../setup/root.mjs";

const source = path.join(root, "cli", "report", "page");

/**
 * Builds the page of `pulumi-intune report`: HTML with its script and style, and a content security policy that allows
 * only these two.
 */
export async function buildPage(dist: string): Promise<void> {
  const [script, style, html] = await Promise.all([
    bundle("main.ts"),
    bundle("page.css"),
    readFile(path.join(source, "page.html"), "utf8"),
  ]);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = insert(html, {
    "default-src 'none'": policy,
    "<style></style>": `<style>${style}</style>`,
    "<script></script>": `<script>${script}</script>`,
  });
  await mkdir(path.join(dist, "cli", "report"), { recursive: true });
  await writeFile(path.join(dist, "cli", "report", "page.html"), page);
}

async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(source, file)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    legalComments: "none",
  });
  return outputFiles[0]?.text.trim() ?? "";
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function insert(html: string, pieces: Readonly<Record<string, string>>): string {
  return Object.entries(pieces).reduce((page, [place, piece]) => {
    if (page.split(place).length !== 2) throw new Error(`page.html has not one ${place}`);
    return page.replace(place, () => piece);
  }, html);
}
