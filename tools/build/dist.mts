import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { withLock } from "../setup/lock.mjs";
import { notice } from "../setup/notice.mjs";
import { root } from "../setup/root.mjs";

const cache = path.join(root, ".cache");
const dist = path.join(root, "dist");
const stamp = path.join(cache, "dist.sha256");
const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
const sources = [
  "{sdk,provider,plugin,emulator,cli}/**/*.ts",
  "cli/**/*.{css,html}",
  "tools/build/*.mts",
  "tsconfig*.json",
  "package.json",
  "package-lock.json",
];

/**
 * Compiles the package to dist/, unless dist/ was compiled from exactly these sources. The new folder replaces the old
 * one only when it is complete, so no removed file lingers and no half-written file runs.
 *
 * Does not check types. That is a separate check, so a mistake in one folder does not stop the tests of another.
 */
export async function buildDist(): Promise<void> {
  await withLock(path.join(cache, "dist.lock"), async () => {
    const fingerprint = await fingerprintOfSources();
    if (existsSync(dist) && (await readFile(stamp, "utf8").catch(() => "")) === fingerprint) {
      return;
    }
    notice("compiling to dist/ (some seconds)");
    await rm(stamp, { force: true });
    await compileInto(dist);
    await writeFile(stamp, fingerprint);
  });
}

async function fingerprintOfSources(): Promise<string> {
  const files = await Array.fromAsync(glob(sources, { cwd: root }));
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash.update(`${file}\0`).update(await readFile(path.join(root, file)));
  }
  return hash.digest("hex");
}

async function compileInto(folder: string): Promise<void> {
  const draft = path.join(cache, `dist-${process.pid}`);
  const outgoing = `${draft}-old`;
  try {
    await mkdir(cache, { recursive: true });
    await runTsc("--noCheck", "--outDir", draft);
    // They load TypeScript and esbuild, which most callers do without, because dist/ is up to date.
    const { bundle } = await import("./bundle.mts");
    const { pruneDeclarations } = await import("./declarations.mts");
    const { buildPlugin } = await import("./plugin.mts");
    const { buildPage } = await import("./page.mts");
    await pruneDeclarations(draft, await finish(draft));
    // The engine waits for this file at the start of each provider process, and one file loads in half the time of ninety.
    await bundle({
      entryPoints: [path.join(root, "provider", "index.ts")],
      outfile: path.join(draft, "provider", "index.js"),
      packages: "external",
    });
    await buildPlugin(path.join(draft, "plugin"));
    await buildPage(draft);
    if (existsSync(folder)) {
      await rename(folder, outgoing);
    }
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(outgoing, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** Gives the compiled files the package's manifest; answers the declarations of its entries. */
async function finish(draft: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as Manifest;
  // A package.json in dist/ would make dist/ a package of its own, and a bundle cannot read files beside it.
  await rm(path.join(draft, "package.json"));
  const { name, version, engines, exports } = manifest;
  const product = path.join(draft, "provider", "product.js");
  const values = JSON.stringify({ name, version, engines });
  await writeFile(
    product,
    (await readFile(product, "utf8")).replace('require("../package.json")', () => `(${values})`),
  );
  const entries = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [] : [entry.types]));
  return entries.map((file) => path.join(draft, path.relative("dist", file)));
}

/** Checks the types of the package's sources. */
export async function checkTypes(): Promise<void> {
  await runTsc("--noEmit");
}

async function runTsc(...flags: string[]): Promise<void> {
  const { failed, stdout } = await execa(process.execPath, [tsc, "-p", "tsconfig.build.json", ...flags], {
    cwd: root,
    stdin: "ignore",
    reject: false,
  });
  if (failed) {
    throw new Error(`The package does not compile:\n${stdout}`);
  }
}
