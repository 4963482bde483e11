import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Config } from "../../provider/config";
import { secretSettingsKey } from "../../provider/config/settingNames";
import type { Terminal } from "../terminal";
import { UsageError } from "../usageError";

const run = promisify(execFile);

/**
 * Reads the `intune:` configuration of a stack of the project in this folder from the Pulumi CLI. Secrets are in plain
 * text and stay in this process. Without a stack, there is only the environment.
 *
 * @param stack - Undefined for the selected stack, if there is one.
 * @throws UsageError if a stack was asked for and cannot be read.
 */
export async function stackConfig(terminal: Terminal, stack: string | undefined): Promise<Config> {
  if (stack === undefined && !isInProject(terminal.directory)) return () => undefined;
  try {
    const args = [
      "config",
      "--json",
      "--show-secrets",
      "--non-interactive",
      ...(stack ? ["--stack", stack] : []),
    ];
    const { stdout } = await run("pulumi", args, { cwd: terminal.directory, env: terminal.env });
    const values = JSON.parse(stdout) as Record<string, { value?: string; secret?: boolean }>;
    const secrets = Object.keys(values).filter((key) => values[key]?.secret);
    return (key) => (key === secretSettingsKey ? secrets.join(",") : values[key]?.value);
  } catch (error) {
    const reason = sentence(error);
    if (stack !== undefined) {
      throw new UsageError(`The configuration of stack "${stack}" cannot be read: ${reason}`);
    }
    terminal.say(`Uses only the environment, not a stack's configuration: ${reason}`);
    return () => undefined;
  }
}

function isInProject(directory: string): boolean {
  const here = ["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(path.join(directory, name)));
  const parent = path.dirname(directory);
  return here || (parent !== directory && isInProject(parent));
}

/** Never contains what the CLI printed on stdout, nor an error that quotes it: it has secrets. */
function sentence(error: unknown): string {
  if (error instanceof SyntaxError) return "pulumi did not answer JSON.";
  const { code, stderr } = error as { code?: unknown; stderr?: string };
  if (code === "ENOENT") return "there is no pulumi on PATH.";
  return stderr?.trim().replace(/^error: /, "") || `pulumi config ended with ${String(code)}.`;
}
