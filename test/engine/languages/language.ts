import { readFileSync } from "node:fs";
import path from "node:path";
import type { SdkLanguage as Name } from "../../../tools/engine/languages.mts";
import { root } from "../../../tools/setup/root.mjs";
import type { Stack } from "../harness/stack";

/** A language whose programs use an SDK that is generated from the schema. */
export interface SdkLanguage {
  readonly name: Name;
  /**
   * A program with an explicit provider, whose settings an SDK sends as text, and a lookup. Its config has `endpoint`,
   * `token`, `policy`, `otherPolicy` and `group`. It makes `pilot` on the first policy and `everybody` on the other one,
   * and exports `assignmentId`.
   */
  readonly program: Readonly<Record<string, string>>;
  /** The files of the quickstart in `examples/`. */
  readonly quickstart: Readonly<Record<string, string>>;
  /** Makes the SDK in `sdk` usable. Returns further variables and files for each project. */
  prepare(sdk: string): Promise<{ env: Record<string, string>; files: Record<string, string> }>;
  /** What a user runs in a new project. */
  install?(stack: Stack, sdk: string): Promise<unknown>;
}

/** A file of an example. */
export function ofExample(name: string, file: string): string {
  return readFileSync(path.join(root, "examples", name, file), "utf8");
}
