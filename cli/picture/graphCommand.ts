import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Command, Option } from "commander";
import { type ConnectionOptions, connectionOptions, withConnection } from "../connection/connect";
import { readState } from "../state/readState";
import { namesOf } from "../tenant/groups";
import { type PolicySelection, selectionOptions } from "../tenant/policySelection";
import { readTenant } from "../tenant/readTenant";
import type { Terminal } from "../terminal";
import { UsageError } from "../usageError";
import { reachInState } from "./fromState";
import { reachInTenant } from "./fromTenant";
import { mermaidPicture } from "./mermaid";
import type { PolicyReach } from "./reach";
import { svgPicture } from "./svg";
import { textPicture } from "./text";

const pictures = { text: textPicture, mermaid: mermaidPicture, svg: svgPicture };

interface Options extends ConnectionOptions, PolicySelection {
  readonly format: keyof typeof pictures;
  readonly state?: string;
  readonly out?: string;
}

/** The command `graph`: draws which policy reaches whom. @internal */
export function graphCommand(terminal: Terminal): Command {
  const command = new Command("graph")
    .description("Draw which policy reaches which groups, from the tenant or from the state of a stack.")
    .addOption(
      new Option("--format <format>", "kind of picture").choices(Object.keys(pictures)).default("text"),
    )
    .option(
      "--state <file>",
      "draw what `pulumi stack export` printed into this file (- for stdin), without a tenant",
    )
    .option("--out <file>", "write the picture into this file");
  return connectionOptions(selectionOptions(command)).action((options: Options) => run(terminal, options));
}

async function run(terminal: Terminal, options: Options): Promise<void> {
  const reach =
    options.state === undefined ? await ofTenant(terminal, options) : await ofState(terminal, options);
  if (reach.length === 0) throw new UsageError("There is no policy to draw.");
  const picture = pictures[options.format](reach);
  if (options.out === undefined) return terminal.out(picture);
  await writeFile(path.resolve(terminal.directory, options.out), picture);
  terminal.out(`${options.out}\n`);
}

function ofTenant(terminal: Terminal, options: Options): Promise<PolicyReach[]> {
  return withConnection(terminal, options, async (connection) => {
    const { policies, groups } = await readTenant(connection, { ...options, builtIn: false }, terminal);
    return reachInTenant(policies, namesOf(groups));
  });
}

async function ofState(terminal: Terminal, { state, ...rest }: Options): Promise<PolicyReach[]> {
  const selection = (["kind", "policy", "name", "stack"] as const).filter((name) => rest[name] !== undefined);
  if (selection.length > 0) {
    throw new UsageError(
      `--${selection.join(", --")}: not with --state, which draws all that the stack has.`,
    );
  }
  return reachInState(await readState(terminal, state ?? "-"), new Map());
}
