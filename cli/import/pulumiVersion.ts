import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isAtLeast } from "../../provider/product";
import type { Terminal } from "../terminal";

const run = promisify(execFile);

/** The first release whose `pulumi import --file` takes the inputs and outputs of a resource. */
const needed = "3.254.0";

/** How long `pulumi version` may take, in milliseconds. */
const timeoutMs = 30_000;

/**
 * The message for a `pulumi` on PATH that is too old for the import file. Undefined if it is new enough, or if there is
 * none or it does not tell its version: the file may be for another machine.
 */
export async function warnOfOldPulumi({ directory, env }: Terminal): Promise<string | undefined> {
  const options = {
    cwd: directory,
    // Otherwise `pulumi version` may ask Pulumi's server for a newer version.
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: timeoutMs,
  };
  const answer = await run("pulumi", ["version"], options).catch(() => undefined);
  const [, version] = /^v?(\d+\.\d+\.\S+)\s*$/.exec(answer?.stdout ?? "") ?? [];
  if (version === undefined || isAtLeast(version, needed)) return undefined;
  return (
    `The pulumi on your PATH is ${version}. This file needs ${needed} or newer: an older one ` +
    "does not read the inputs and outputs in it. Update the Pulumi CLI before you run the command."
  );
}
