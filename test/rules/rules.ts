import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../tools/setup/root.mjs";

/** A file of the tests: its path in the repository, and its text. */
export interface TestFile {
  readonly file: string;
  readonly text: string;
}

/** Every file of the tests. */
export const testFiles: readonly TestFile[] = globSync("test/**/*.{ts,mts}", { cwd: root })
  .map((file) => file.replaceAll(path.sep, "/"))
  .sort()
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

/** What reads a clock, waits for a time, or hides that a test depends on one. What a call returns may have a setter. */
const clocks =
  /(?<!\)\.)\b(setTimeout|setInterval|setImmediate|timers\/promises|performance\.now|Date\.now|expect\.poll|vi\.wait(For|Until)|retry:)/g;

/** Where a clock is the subject. Each with its reason. */
const mayUseClocks: Readonly<Record<string, string>> = {
  "test/support/until.ts": "the one wait that there is",
  "test/rules/rules.ts": "names them",
  "test/rules/rules.test.ts": "shows that they are found",
  "test/graph/throttle.test.ts": "a service that counts requests in windows of time of its own",
  "test/graph/retry.test.ts": "a service that breaks off after what it has written is under way",
  "test/graph/signIn/methods.test.ts": "the time at which a token expires",
  "test/graph/support/certificates.ts": "the time from which a certificate is valid",
  "test/emulator/authentication.test.ts": "the time at which a token expires",
  "test/emulator/throttle.test.ts": "the time that Retry-After names",
  "test/hostile/answers.test.ts": "a service that answers drop by drop",
  "test/plugin/service.test.ts": "a message of the engine whose setter has that name",
  "test/model/twoWriters.test.ts": "the second writer begins at another moment each time",
};

/** A test that uses a clock or a wait of its own, where it should await a condition with `until`. */
export function clocksIn({ file, text }: TestFile): string[] {
  if (file in mayUseClocks) return [];
  return [...text.matchAll(clocks)].map(([found]) => found);
}

/** What vitest keeps for the current test of a process, which is another one when several run at the same time. */
const ofTheCurrentTest = /^(expect|onTestFinished|onTestFailed)$/;

/**
 * What a file with concurrent tests, or one that it imports, takes from vitest although it belongs to the context of
 * a test.
 */
export function sharedByConcurrentTests(start: TestFile, files: readonly TestFile[]): string[] {
  if (!/\b(it|test|describe)\.concurrent\b/.test(start.text)) return [];
  const seen = new Set([start]);
  for (const { file, text } of seen) {
    for (const [, from = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
      const target = path.posix.join(path.posix.dirname(file), from);
      const imported = files.find(
        (each) => each.file.replace(/\.m?ts$/, "") === target.replace(/\.(m?ts|js)$/, ""),
      );
      if (imported) seen.add(imported);
    }
  }
  return [...seen].flatMap((each) =>
    importsOfVitest(each)
      .filter((name) => ofTheCurrentTest.test(name))
      .map((name) => `${name} in ${each.file}`),
  );
}

const hooks = /^(before|after)(All|Each)$/;

/**
 * The hooks in a module that tests import. Test files share a process, and with it its modules: the hooks of a
 * module hold for the first file that imports it.
 */
export function hooksOfSupport(file: TestFile): string[] {
  if (file.file.endsWith(".test.ts") || file.file === "test/support/stderr.ts") return [];
  return importsOfVitest(file).filter((name) => hooks.test(name));
}

function importsOfVitest({ text }: TestFile): string[] {
  return [...text.matchAll(/import \{([^}]+)\} from "vitest"/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim()),
  );
}

/** The paths of tests in the commands that a page shows, and which of them hold no test. */
export function pathsInCommands(text: string): { readonly all: string[]; readonly without: string[] } {
  const all = [...text.matchAll(/-- (test\/[\w./-]+)/g)].map(([, given = ""]) => given);
  const holdsTests = (given: string) =>
    existsSync(path.join(root, given)) &&
    testFiles.some(
      ({ file }) => file.endsWith(".test.ts") && (file === given || file.startsWith(`${given}/`)),
    );
  return { all, without: all.filter((given) => !holdsTests(given)) };
}
