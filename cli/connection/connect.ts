import type { Command } from "commander";
import { PolicyAssignments } from "../../provider/assignments/policyAssignments";
import { readSettings } from "../../provider/config";
import { GraphClient } from "../../provider/graph";
import { PolicyDirectory } from "../../provider/lookups/policyDirectory";
import type { Terminal } from "../terminal";
import { stackConfig } from "./stackConfig";

/** A tenant after sign-in. */
export interface Connection {
  /** The root of Graph. */
  readonly endpoint: string;
  readonly client: GraphClient;
  readonly policies: PolicyDirectory;
  readonly assignments: PolicyAssignments;
}

/** The options of {@link withConnection}. */
export interface ConnectionOptions {
  readonly stack?: string;
}

/** Adds the options of {@link ConnectionOptions}. */
export function connectionOptions(command: Command): Command {
  return command.option(
    "--stack <name>",
    "the stack whose intune: configuration to sign in with (default: the selected stack, if there is one)",
  );
}

/** Signs in as the provider does, from the stack's configuration and the environment. */
export async function withConnection<T>(
  terminal: Terminal,
  { stack }: ConnectionOptions,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const settings = readSettings(await stackConfig(terminal, stack), terminal.env);
  const client = new GraphClient(settings.graph);
  try {
    return await use({
      endpoint: settings.graph.endpoint,
      client,
      policies: new PolicyDirectory(client),
      assignments: new PolicyAssignments(client, { ...settings, notify: terminal.say }),
    });
  } finally {
    await client.close();
  }
}
