import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { executable } from "../../../tools/engine/engine.mts";
import { pulumiEnvironment } from "../../../tools/engine/environment.mts";
import { context } from "./context";
import { type Deployment, stateOf } from "./deployment";
import { Operation, type OperationOptions } from "./operation";
import { type ProjectFiles, writeProject } from "./project";
import type { OperationResult } from "./result";
import { noteSecrets } from "./secrets";

/** What a stack is made of. */
export interface StackOptions extends ProjectFiles {
  /** Config values; a key without a namespace is one of the project's own. */
  readonly config?: Readonly<Record<string, string>>;
  /** Config values that are stored encrypted. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Environment variables for the CLI, the program and the providers. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder whose node_modules the program uses. Default: a link to this checkout. */
  readonly workspace?: string;
}

/**
 * A stack of a project of its own, with its own state, driven by the real CLI. Operations reject when the CLI
 * fails, with all its output, unless they were told to expect that.
 */
export class Stack {
  readonly #env: Record<string, string>;

  /** The folder of the project. */
  readonly directory: string;

  readonly #home: string;

  private constructor(directory: string, home: string, env: Record<string, string>) {
    this.directory = directory;
    this.#home = home;
    this.#env = env;
  }

  /** Writes the project, makes the stack and sets its config. */
  static async create(options: StackOptions): Promise<Stack> {
    const directory = await writeProject(options.workspace ?? context.scratch, options);
    const home = await mkdtemp(path.join(context.scratch, "home-"));
    const state = await mkdtemp(path.join(context.scratch, "state-"));
    const stack = new Stack(directory, home, {
      ...pulumiEnvironment(context.engine, { home, state, temporary: context.scratch }),
      // Without it the CLI hides --event-log.
      PULUMI_DEBUG_COMMANDS: "true",
      ...options.env,
    });
    await stack.cli(["stack", "init"]);
    await stack.setConfig(options.config ?? {}, options.secrets ?? {});
    return stack;
  }

  /** Sets config values, plain and secret ones. */
  async setConfig(
    values: Readonly<Record<string, string>>,
    secrets: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const flags = [
      ...Object.entries(values).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
      ...Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]),
    ];
    await noteSecrets(context.scratch, Object.values(secrets));
    if (flags.length > 0) {
      await this.cli(["config", "set-all", ...flags]);
    }
  }

  /** Writes a file of the project, for example a changed program. */
  async write(file: string, text: string): Promise<void> {
    await writeFile(path.join(this.directory, file), text);
  }

  /** Sets environment variables for the operations that follow; undefined removes one. */
  setEnv(values: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) {
        delete this.#env[name];
      } else {
        this.#env[name] = value;
      }
    }
  }

  /** `pulumi up`, without a preview before it. */
  up(options?: OperationOptions): Promise<OperationResult> {
    return this.start("up", options).result;
  }

  /** `pulumi preview`. */
  preview(options?: OperationOptions): Promise<OperationResult> {
    return this.start("preview", options).result;
  }

  /** `pulumi refresh`, without a preview before it. */
  refresh(options?: OperationOptions): Promise<OperationResult> {
    return this.start("refresh", options).result;
  }

  /** `pulumi destroy`, without a preview before it. */
  destroy(options?: OperationOptions): Promise<OperationResult> {
    return this.start("destroy", options).result;
  }

  /** `pulumi import --file`, with the given content of the file. */
  async import(content: unknown, options: OperationOptions = {}): Promise<OperationResult> {
    const file = path.join(this.directory, "import.json");
    await writeFile(file, JSON.stringify(content));
    const args = ["--file", file, "--generate-code=false", "--protect=false", ...(options.args ?? [])];
    return await this.start("import", { ...options, args }).result;
  }

  /** `pulumi cancel`: lets go of the lock that a killed operation left. */
  async cancel(): Promise<void> {
    await this.cli(["cancel", "--yes"]);
  }

  /** Starts an operation and gives a handle on its process, to be killed or interrupted. */
  start(
    command: "up" | "preview" | "refresh" | "destroy" | "import",
    options: OperationOptions = {},
  ): Operation {
    const place = { pulumi: this.#pulumi, cwd: this.directory, env: this.#env, home: this.#home };
    return new Operation(command, options, place);
  }

  /** The outputs of the program, secrets in plain text. */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.cli(["stack", "output", "--json", "--show-secrets"])) as Record<
      string,
      unknown
    >;
  }

  /** The state, as `pulumi stack export` prints it: secrets are encrypted. */
  async exportState(): Promise<Deployment> {
    return stateOf(await this.cli(["stack", "export"]));
  }

  /** Any other command of the CLI on this stack. Returns its stdout; rejects when it fails. */
  async cli(args: readonly string[]): Promise<string> {
    const { stdout } = await execa(this.#pulumi, [...args, "--stack", "test", "--non-interactive"], {
      cwd: this.directory,
      env: this.#env,
      extendEnv: false,
      stdin: "ignore",
    });
    return stdout;
  }

  /** Any command in the project's folder, with the environment of the operations. Rejects when it fails. */
  async run(command: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
    return await execa(command, args, {
      cwd: this.directory,
      env: this.#env,
      extendEnv: false,
      stdin: "ignore",
    });
  }

  get #pulumi(): string {
    return path.join(context.engine.folder, executable("pulumi"));
  }
}
