import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { type ConnectionOptions, connectionOptions, withConnection } from "../connection/connect";
import { outputPath } from "../outputFiles";
import { plainText } from "../plainText";
import { readState } from "../state/readState";
import { type PolicySelection, selectionOptions } from "../tenant/policySelection";
import { exitCodeHelp, failIfIncomplete, readTenant } from "../tenant/readTenant";
import type { Terminal } from "../terminal";
import { UsageError } from "../usageError";
import { csvOf, rowsByPolicy } from "./csv";
import type { Report } from "./facts";
import { reportOnState } from "./fromState";
import { reportOnTenant } from "./fromTenant";
import { htmlReport } from "./html";
import { mermaidReport } from "./mermaid";
import { relationsOf } from "./relations";
import { textReport } from "./text";

const formats: Readonly<Record<string, (report: Report) => string>> = {
  html: htmlReport,
  text: textReport,
  mermaid: mermaidReport,
  csv: (report) => csvOf(rowsByPolicy(relationsOf(report).policies)),
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};

interface Options extends ConnectionOptions, PolicySelection {
  readonly format: string;
  readonly state?: string;
  readonly out?: string;
  readonly title?: string;
}

/** The command `report`: shows who gets what, by default as a page in one file. */
export function reportCommand(terminal: Terminal): Command {
  return commandOf("report", "html", terminal).description(
    "Show which policies reach whom, and what each group gets, from the tenant or from the state of a stack.",
  );
}

/** The command `graph`: the earlier name of `report --format text`. */
export function graphCommand(terminal: Terminal): Command {
  return commandOf("graph", "text", terminal).description("The same as report --format text.");
}

function commandOf(name: string, format: string, terminal: Terminal): Command {
  const command = new Command(name)
    .addOption(new Option("--format <format>", "what to write").choices(Object.keys(formats)).default(format))
    .option(
      "--state <file>",
      "report on a stack instead of the tenant: a file with the output of `pulumi stack export` (- for stdin)",
    )
    .option("--title <text>", "the heading of the report, such as the name of the tenant")
    .option(
      "--out <file>",
      "the file to write, or - for the standard output (default: intune-report.html for html, otherwise -)",
    );
  return connectionOptions(selectionOptions(command))
    .addHelpText("after", exitCodeHelp)
    .action((options: Options) => run(terminal, options));
}

async function run(terminal: Terminal, options: Options): Promise<void> {
  const { format, out = format === "html" ? "intune-report.html" : "-" } = options;
  const file = out === "-" ? undefined : await outputPath(terminal.directory, out);
  const write = async (report: Report) => {
    const text = render(report, options);
    if (file === undefined) return terminal.out(text);
    await writeFile(file, text);
    terminal.out(`${out}\n`);
  };
  if (options.state !== undefined) return await write(await ofState(terminal, options));
  const reading = await withConnection(terminal, options, async (connection) => {
    const reading = await readTenant(connection, { ...options, builtIn: true }, terminal);
    await write(reportOnTenant(connection, reading, options));
    return reading;
  });
  failIfIncomplete(reading);
}

async function ofState(terminal: Terminal, { state, ...rest }: Options): Promise<Report> {
  const selection = (["kind", "policy", "name", "stack"] as const).filter((name) => rest[name] !== undefined);
  if (selection.length > 0) {
    throw new UsageError(
      `You cannot use --${selection.join(", --")} with --state, which reports on the whole stack.`,
    );
  }
  const report = reportOnState(await readState(terminal, state ?? "-"));
  for (const { about, message } of report.notSeen) if (about === "resource") terminal.say(message);
  return report;
}

function render(found: Report, { format, title = "" }: Options): string {
  if (found.policies.length === 0) throw new UsageError("There is no policy to report on.");
  const report = title.trim() === "" ? found : { ...found, title: plainText(title) };
  return formats[format]?.(report) ?? "";
}
