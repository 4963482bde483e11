import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../tools/setup/root.mjs";
import { codeBlocks, pages } from "./markdown";

interface Snippet {
  /** Where it stands. */
  readonly at: string;
  readonly code: string;
}

/** What users are told to write: in pages, and in the docstrings of what they import. */
const snippets: Snippet[] = [
  ...pages.filter(({ file }) => file !== "CONTRIBUTING.md"),
  ...globSync("{sdk,emulator}/**/*.ts", { cwd: root }).map((file) => ({ file, text: docstrings(file) })),
].flatMap(({ file, text }) =>
  codeBlocks(text, "ts").map(({ line, code }) => ({ at: `${file}:${line}`, code })),
);

/** The comments of a file without their stars, at the same lines. */
function docstrings(file: string): string {
  const text = readFileSync(path.join(root, file), "utf8");
  return text.replaceAll(/^ *(?:\/\*\*|\*\/|\* ?)/gm, "");
}

/** Compiles all snippets at once, as programs of a user who has the package installed. */
function compile(): Map<string, string[]> {
  const folder = path.join(root, ".cache", "snippets");
  const files = new Map(snippets.map(({ code }, n) => [path.join(folder, `${n}.mts`), code]));
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.esnext.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [path.join(root, "node_modules", "@types")],
    paths: {
      "pulumi-intune": [path.join(root, "sdk", "index.ts")],
      "pulumi-intune/emulator": [path.join(root, "emulator", "index.ts")],
    },
  };
  const host = ts.createCompilerHost(options);
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(path.normalize(file)) || fileExists(file);
  host.readFile = (file) => files.get(path.normalize(file)) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = files.get(path.normalize(file));
    return code === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, code, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return new Map(
    [...files.keys()].map((file, n) => [
      snippets[n]?.at ?? "",
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(file))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    ]),
  );
}

describe("every example compiles", () => {
  let problems: Map<string, string[]>;
  // Not while the tests are collected: Vitest begins with the files that took long the last time.
  beforeAll(() => {
    problems = compile();
  });

  it.each(snippets)("$at", ({ at }) => {
    expect(problems.get(at)).toEqual([]);
  });
});
