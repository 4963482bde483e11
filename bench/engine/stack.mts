import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { executable } from "../../tools/engine/engine.mts";
import { pulumiEnvironment } from "../../tools/engine/environment.mts";
import { root } from "../../tools/setup/root.mjs";
import type { ProcessReport } from "../program/probe.cjs";
import type { Scratch } from "./scratch.mts";

/** What a stack declares: see bench/program/program.cjs. */
export interface Declared {
  /** `intune`: assignments; `plugin`: by the plugin; `set`: one set; `nothing`: the floor; `least`: HTTP alone; `peer`: by hand. */
  readonly kind: "intune" | "plugin" | "set" | "nothing" | "least" | "peer";
  readonly n: number;
  readonly policies: number;
  /** Whether to declare other targets: all of them, or one of a set. */
  readonly changed?: boolean;
}

/**
 * A stack's options for its tenant and the engine.
 *
 * @param checkpoints - Whether the engine writes the whole state after every step, as it does by default. On a file
 *   backend, this takes most of the time of an `up` with hundreds of resources.
 */
export function stackEnv({ url }: { readonly url: string }, checkpoints = true): Record<string, string> {
  return {
    INTUNE_GRAPH_ENDPOINT: url,
    INTUNE_ACCESS_TOKEN: "bench",
    ...(checkpoints ? {} : { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }),
  };
}

const programs = path.join(root, "bench", "program");

export type Command = "up" | "preview" | "refresh" | "destroy";

/** A stack with its own state, driven by the real CLI. */
export class Stack {
  readonly #pulumi: string;
  readonly #project: string;
  readonly #reports: string;
  #env: Record<string, string>;

  private constructor(scratch: Scratch, project: string, env: Record<string, string>) {
    this.#pulumi = path.join(scratch.engine.folder, executable("pulumi"));
    this.#project = project;
    this.#reports = path.join(project, "reports");
    this.#env = env;
  }

  static async create(scratch: Scratch, declared: Declared, env: Record<string, string>): Promise<Stack> {
    const project = await mkdtemp(path.join(scratch.folder, "project-"));
    const [home, state, temporary, reports] = ["home", "state", "tmp", "reports"].map((name) =>
      path.join(project, name),
    ) as [string, string, string, string];
    for (const folder of [home, state, temporary, reports]) await mkdir(folder);
    const runtime = { name: "nodejs", options: { typescript: false } };
    const plugins = { providers: [{ name: "intune", path: path.join(root, "dist", "plugin") }] };
    const settings = { name: "bench", runtime, ...(declared.kind === "plugin" && { plugins }) };
    await writeFile(path.join(project, "Pulumi.yaml"), JSON.stringify(settings));
    await writeFile(
      path.join(project, "package.json"),
      JSON.stringify({ private: true, main: "program.cjs" }),
    );
    // The state says where in the project each resource is declared.
    for (const file of ["program.cjs", "ids.cjs"]) {
      await copyFile(path.join(programs, file), path.join(project, file));
    }
    const stack = new Stack(scratch, project, {
      ...pulumiEnvironment(scratch.engine, { home, state, temporary }),
      // The tests share a cache of compiled code. Some processes find TypeScript in it and some do not, which is a
      // difference of half a second. Users have no such cache.
      NODE_DISABLE_COMPILE_CACHE: "1",
      BENCH: JSON.stringify(declared),
      BENCH_REPORTS: reports,
      NODE_OPTIONS: `--require=${path.join(programs, "probe.cjs")}`,
      ...env,
    });
    await stack.#cli(["stack", "init"]);
    return stack;
  }

  /** Changes what the stack declares, from the next operation on. */
  declare(declared: Declared): void {
    this.#env = { ...this.#env, BENCH: JSON.stringify(declared) };
  }

  /** Runs an operation without a preview. Returns how long it took, in seconds. */
  async run(command: Command, ...args: string[]): Promise<number> {
    const started = performance.now();
    await this.#cli([command, ...(command === "preview" ? [] : ["--skip-preview"]), ...args]);
    return (performance.now() - started) / 1_000;
  }

  /** The state as the engine keeps it. */
  async exportState(): Promise<string> {
    return await this.#cli(["stack", "export"]);
  }

  /** The last report of the last operation's provider process. */
  async providerReport(): Promise<ProcessReport> {
    const names = await readdir(this.#reports);
    const reports = await Promise.all(
      names.map(
        async (name) => JSON.parse(await readFile(path.join(this.#reports, name), "utf8")) as ProcessReport,
      ),
    );
    const [last] = reports.filter(({ provider }) => provider).sort((a, b) => b.startedAt - a.startedAt);
    if (last === undefined) throw new Error("no provider process has reported");
    return last;
  }

  async remove(): Promise<void> {
    await rm(this.#project, { recursive: true, force: true });
  }

  async #cli(args: readonly string[]): Promise<string> {
    const common = ["--stack", "bench", "--non-interactive", "--color", "never"];
    const { stdout } = await execa(this.#pulumi, [...args, ...common], {
      cwd: this.#project,
      env: this.#env,
      extendEnv: false,
      stdin: "ignore",
    });
    return stdout;
  }
}
