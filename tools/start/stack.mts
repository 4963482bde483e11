import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { type Engine, executable } from "../engine/engine.mts";
import { pulumiEnvironment } from "../engine/environment.mts";
import { root } from "../setup/root.mjs";

/** The stack of the root Pulumi.yaml. Everything that Pulumi writes is in one folder. */
export class QuickstartStack {
  readonly #pulumi: string;
  readonly #env: Record<string, string>;

  private constructor(engine: Engine, env: Record<string, string>) {
    this.#pulumi = path.join(engine.folder, executable("pulumi"));
    this.#env = env;
  }

  /** Makes a new stack in `folder`. Removes what an earlier run left there. */
  static async create(engine: Engine, folder: string, env: Record<string, string>): Promise<QuickstartStack> {
    const places = {
      home: path.join(folder, "home"),
      state: path.join(folder, "state"),
      temporary: path.join(folder, "tmp"),
    };
    await rm(folder, { recursive: true, force: true });
    for (const place of Object.values(places)) {
      await mkdir(place, { recursive: true });
    }
    const stack = new QuickstartStack(engine, { ...pulumiEnvironment(engine, places), ...env });
    await stack.run("stack", "init");
    return stack;
  }

  /** Runs a command of the CLI with its output on the terminal. Rejects when it fails. */
  async run(...args: string[]): Promise<void> {
    process.stdout.write(`$ pulumi ${args.join(" ")}\n`);
    await execa(this.#pulumi, this.#withStack(args), {
      ...this.#options,
      stdout: "inherit",
      stderr: "inherit",
    });
  }

  /** The names of the resources in the state. */
  async resources(): Promise<string[]> {
    const { stdout } = await execa(this.#pulumi, this.#withStack(["stack", "export"]), this.#options);
    const { deployment } = JSON.parse(stdout) as { deployment: { resources?: { urn: string }[] } };
    return (deployment.resources ?? []).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));
  }

  get #options() {
    return { cwd: root, env: this.#env, extendEnv: false, stdin: "ignore" } as const;
  }

  #withStack(args: readonly string[]): string[] {
    return [...args, "--stack", "quickstart", "--non-interactive"];
  }
}
