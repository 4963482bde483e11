import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { endProcessesOf } from "../../../tools/process/ours.mts";
import { context } from "./context";
import { readEventLog } from "./events";
import { OperationResult } from "./result";

/** How an operation is run. */
export interface OperationOptions {
  /** Further flags of the CLI, for example `["--parallel", "1"]`. */
  readonly args?: readonly string[];
  /** Resolve when the CLI fails, reject when it succeeds. Default false. */
  readonly expectFailure?: boolean;
}

const flags = {
  up: ["--skip-preview"],
  preview: [],
  refresh: ["--skip-preview"],
  destroy: ["--skip-preview"],
  import: ["--skip-preview"],
};

/** Where and how an operation runs. */
interface OperationPlace {
  readonly pulumi: string;
  readonly cwd: string;
  readonly env: Record<string, string>;
  /** PULUMI_HOME, of this stack alone: its processes are known by it. */
  readonly home: string;
}

/** A running `pulumi up`, `preview`, `refresh`, `destroy` or `import`. */
export class Operation {
  readonly #process: ReturnType<typeof launch>;

  /** The end of the operation. Rejects when the CLI fails, unless that was expected. */
  readonly result: Promise<OperationResult>;

  constructor(
    command: keyof typeof flags,
    { args = [], expectFailure = false }: OperationOptions,
    { pulumi, cwd, env, home }: OperationPlace,
  ) {
    const log = path.join(context.scratch, `events-${randomUUID()}`);
    const common = ["--stack", "test", "--non-interactive", "--color", "never", "--event-log", log];
    this.#process = launch(pulumi, [command, ...flags[command], ...common, ...args], cwd, env);
    this.result = this.#finish(log, expectFailure, home);
  }

  /** The process of the CLI. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Sends a signal to the CLI: SIGINT is the user's Ctrl-C. */
  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async #finish(log: string, expectFailure: boolean, home: string): Promise<OperationResult> {
    const { exitCode, failed, all, command } = await this.#process;
    // A CLI that a signal has ended leaves the language host and the providers behind.
    if (exitCode === undefined) await endProcessesOf(home);
    await writeFile(`${log}-output`, all);
    if (failed !== expectFailure) {
      throw new Error(`${command} ${failed ? "failed" : "succeeded"}, which was not expected:\n${all}`);
    }
    // The engine says so and succeeds.
    if (!failed && all.includes("exited prematurely")) {
      throw new Error(`${command} has lost a provider:\n${all}`);
    }
    return new OperationResult(exitCode, all, await readEventLog(log));
  }
}

function launch(pulumi: string, args: readonly string[], cwd: string, env: Record<string, string>) {
  return execa(pulumi, args, { cwd, env, extendEnv: false, stdin: "ignore", all: true, reject: false });
}
