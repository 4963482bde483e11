import path from "node:path";
import { temporaryIn } from "../process/temporary.mts";
import { root } from "../setup/root.mjs";
import { type Engine, pathWith } from "./engine.mts";

/** Where a Pulumi process keeps what it writes. */
export interface Places {
  /** PULUMI_HOME: plugins, credentials, workspaces. */
  readonly home: string;
  /** The folder of the state. */
  readonly state: string;
  /** The folder for temporary files: the language host leaves some behind. */
  readonly temporary: string;
}

/**
 * Variables that this repository's stacks must not inherit: your Pulumi settings and credentials, and what npm and
 * vitest set for their own child processes.
 */
const foreign = /^(PULUMI|INTUNE|ARM|AZURE|npm|VITEST|NODE)_|^VITEST$/;

/** The environment to run `engine` on local folders only, without questions to the user. */
export function pulumiEnvironment(
  engine: Engine,
  { home, state, temporary }: Places,
): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    PATH: pathWith(engine),
    ...temporaryIn(temporary),
    // Without this, an operation on a small stack spends a sixth of its time on compiling Pulumi's own SDK.
    NODE_COMPILE_CACHE: path.join(root, ".cache", "compiled"),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state.replaceAll("\\", "/")}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
