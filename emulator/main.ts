import { readFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { type EmulatorOptions, startEmulator, type ThrottleOptions } from ".";

interface Flags {
  port: number;
  host: string;
  service: "documented" | "observed";
  latency: number;
  pageSize?: number;
  state?: string;
  faults?: string;
  writesPerWindow?: number;
  requestsPerWindow?: number;
  window?: number;
  retryAfter?: NonNullable<ThrottleOptions["retryAfterSeconds"]>;
}

/**
 * The command `emulator`: serves until it is interrupted.
 *
 * @param end - what to wait for instead of SIGINT and SIGTERM.
 *
 * @internal
 */
export function emulatorCommand(end: () => Promise<void> = interruption): Command {
  return new Command("emulator")
    .description("Serve Microsoft Graph's Intune assignment endpoints on this machine, without a tenant.")
    .option("--port <n>", "port to listen on, 0 for any free one", wholeNumber, 0)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .addOption(
      new Option("--service <face>", "the service as Microsoft documents it, or as it was publicly reported")
        .choices(["documented", "observed"])
        .default("documented"),
    )
    .option("--latency <ms>", "how long each request takes longer", wholeNumber, 0)
    .option("--page-size <n>", "most entries in a page of a collection", wholeNumber)
    .option("--state <file>", "JSON file with policies, assignments and groups to begin with")
    .option("--faults <file>", "JSON file with rules of what goes wrong")
    .option("--writes-per-window <n>", "writes above so many are answered with 429", wholeNumber)
    .option("--requests-per-window <n>", "requests above so many are answered with 429", wholeNumber)
    .option("--window <ms>", "length of the window for these limits (default: 20000)", wholeNumber)
    .option(
      "--retry-after <seconds>",
      "what 429 says: seconds, or missing, or date (default: the truth)",
      retryAfter,
    )
    .action(async (flags: Flags) => serve(await toOptions(flags), end));
}

/** Runs the command with the arguments after its name. @internal */
export async function runEmulator(argv: readonly string[], end?: () => Promise<void>): Promise<void> {
  await emulatorCommand(end).parseAsync([...argv], { from: "user" });
}

async function serve(options: EmulatorOptions, end: () => Promise<void>): Promise<void> {
  const emulator = await startEmulator(options);
  process.stdout.write(`listening on ${emulator.url}\n`);
  await end();
  await emulator.close();
}

function interruption(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once("SIGINT", () => resolve());
  process.once("SIGTERM", () => resolve());
  return promise;
}

async function toOptions(flags: Flags): Promise<EmulatorOptions> {
  const { port, host, service, latency, pageSize } = flags;
  const throttle = defined({
    writes: flags.writesPerWindow,
    requests: flags.requestsPerWindow,
    windowMs: flags.window,
    retryAfterSeconds: flags.retryAfter,
  });
  return {
    ...{ port, host, service, latencyMs: latency },
    ...defined({ pageSize, state: await readJson(flags.state), faults: await readJson(flags.faults) }),
    ...(Object.keys(throttle).length === 0 ? {} : { throttle }),
  };
}

/** The entries that have a value. */
function defined<T extends object>(options: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

/** What it holds is checked by the emulator, which names each mistake. */
async function readJson<T>(file: string | undefined): Promise<T | undefined> {
  if (file === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError("A whole number is expected.");
  }
  return Number(text);
}

function retryAfter(text: string): number | "missing" | "date" {
  return text === "missing" || text === "date" ? text : wholeNumber(text);
}
