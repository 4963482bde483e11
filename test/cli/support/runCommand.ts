import { Readable } from "node:stream";
import type { Command } from "commander";
import { pulumiIntune } from "../../../cli/program";
import type { Terminal } from "../../../cli/terminal";

/** What a run of `pulumi-intune` came to. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `pulumi-intune` in this process; rejects as the command fails. */
export async function runCommand(
  argv: readonly string[],
  {
    directory = ".",
    env = {},
    stdin = "",
    say = () => {},
  }: {
    directory?: string;
    env?: NodeJS.ProcessEnv;
    stdin?: string | Uint8Array;
    /** Called with each line that the command says, also of one that fails. */
    say?: (line: string) => void;
  } = {},
): Promise<CommandResult> {
  let stdout = "";
  let stderr = "";
  const terminal: Terminal = {
    directory,
    env,
    stdin: Readable.from([stdin]),
    out: (text) => {
      stdout += text;
    },
    say: (line) => {
      stderr += `${line}\n`;
      say(line);
    },
  };
  await throwing(pulumiIntune(terminal)).parseAsync([...argv], { from: "user" });
  return { stdout, stderr };
}

/** Commander would end the process; a test wants the error. */
function throwing(command: Command): Command {
  command.exitOverride().configureOutput({ writeErr: () => {} });
  command.commands.forEach(throwing);
  return command;
}
