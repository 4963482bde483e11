import { Command, InvalidArgumentError, Option } from "commander";
import { type ConnectionOptions, connectionOptions, withConnection } from "../connection/connect";
import { OutputFiles } from "../outputFiles";
import { readState } from "../state/readState";
import { stackAssignments } from "../state/stackAssignments";
import { namesOf } from "../tenant/groups";
import { type PolicySelection, selectionOptions } from "../tenant/policySelection";
import { exitCodeHelp, failIfIncomplete, readTenant } from "../tenant/readTenant";
import type { Terminal } from "../terminal";
import { UsageError } from "../usageError";
import { type Findings, findImportable } from "./importable";
import { writeImportFile } from "./importFile";
import { describeObscure, leaveOutManaged } from "./managed";
import { writeProgram } from "./program";
import { warnOfOldPulumi } from "./pulumiVersion";
import { nextSteps, reportFindings } from "./report";
import { nameResources } from "./resourceNames";

interface Options extends ConnectionOptions, PolicySelection {
  readonly program: string;
  readonly file: string;
  readonly plugin: boolean;
  readonly sets: boolean;
  readonly state?: string;
  readonly force: boolean;
}

/** The command `import`: writes a program and the file for `pulumi import` from the assignments in a tenant. */
export function importCommand(terminal: Terminal): Command {
  const command = new Command("import")
    .description("Write a program, and the file for pulumi import, from the assignments in your tenant.")
    .option("--program <file>", "the TypeScript program to write", typeScript, "intune.ts")
    .option("--file <file>", "the file for pulumi import to write", "intune-import.json")
    .addOption(
      new Option(
        "--plugin",
        "write only the file, for a program that uses the plugin: pulumi import writes the code, in its language",
      )
        .conflicts("program")
        .default(false),
    )
    .option("--sets", "write one resource for all assignments of a policy, instead of one for each", false)
    .option(
      "--state <file>",
      "leave out what a stack manages already: a file with the output of `pulumi stack export` (- for stdin)",
    )
    .option("--force", "overwrite existing files", false);
  return connectionOptions(selectionOptions(command))
    .addHelpText("after", `${exitCodeHelp}\nIt is not 0 either if there is nothing to import.`)
    .action((options: Options) => run(terminal, options));
}

/** Another name would promise a program in another language. */
function typeScript(file: string): string {
  if (/\.[cm]?ts$/.test(file)) return file;
  throw new InvalidArgumentError("A name that ends with .ts, .mts or .cts is expected.");
}

async function run(terminal: Terminal, options: Options): Promise<void> {
  const { stack, program, file, plugin, force } = options;
  const files = plugin ? [file] : [program, file];
  const output = await OutputFiles.prepare(terminal.directory, files, force);
  const state = options.state === undefined ? [] : await readState(terminal, options.state);
  const managed = stackAssignments(state);
  for (const line of describeObscure(managed, options)) terminal.say(line);

  const reading = await withConnection(terminal, options, async (connection) => {
    const reading = await readTenant(connection, { ...options, builtIn: false }, terminal);
    const found: Findings[] = [];
    for (const policy of reading.policies) {
      found.push(await findImportable(policy, connection.assignments, options));
    }
    const findings = leaveOutManaged(merge(found), managed.assignments);
    for (const line of reportFindings(findings, reading.policies)) terminal.say(line);
    if (findings.importable.length === 0) throw new UsageError("There is nothing to import.");

    const groups = namesOf(reading.groups);
    const names = nameResources(findings.importable, groups, new Set(state.map(({ name }) => name)));
    const displayNames = new Map([...groups, ...reading.filterNames]);
    const programs = plugin ? [] : [writeProgram(names, displayNames)];
    await output.write(...programs, writeImportFile(names, options));
    return reading;
  });

  terminal.out(`${files.join("\n")}\n`);
  const steps = await nextSteps(terminal.directory, {
    ...options,
    ...(stack === undefined ? {} : { stack }),
  });
  for (const line of steps) terminal.say(line);
  const warning = plugin ? undefined : await warnOfOldPulumi(terminal);
  if (warning !== undefined) terminal.say(warning);
  failIfIncomplete(reading);
}

function merge(findings: readonly Findings[]): Findings {
  return {
    importable: findings.flatMap(({ importable }) => importable),
    leftOut: findings.flatMap(({ leftOut }) => leftOut),
  };
}
