import { glob, readFile, rm } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";

/** Removes the declarations that no entry of the package reaches, because no program can import them. */
export async function pruneDeclarations(dist: string, entries: readonly string[]): Promise<void> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (const file of waiting) {
    if (reached.has(file)) continue;
    reached.add(file);
    const { importedFiles } = ts.preProcessFile(await readFile(file, "utf8"));
    const relative = importedFiles.filter(({ fileName }) => fileName.startsWith("."));
    waiting.push(
      ...relative.map(({ fileName }) => declarationOf(path.resolve(path.dirname(file), fileName))),
    );
  }
  for await (const file of glob("**/*.d.ts", { cwd: dist })) {
    if (!reached.has(path.join(dist, file))) await rm(path.join(dist, file));
  }
}

/** `./target` and `./target.js` are both declared in `target.d.ts`, a folder in its `index.d.ts`. */
function declarationOf(module: string): string {
  const file = `${module.replace(/\.js$/, "")}.d.ts`;
  return ts.sys.fileExists(file) ? file : path.join(module, "index.d.ts");
}
