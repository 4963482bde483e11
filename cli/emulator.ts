import { readFile } from "node:fs/promises";
import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { type EmulatorOptions, type ServiceName, startEmulator, type ThrottleOptions } from "../emulator";
import { decode } from "./decode";
import type { Terminal } from "./terminal";
import { UsageError } from "./usageError";

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly service: ServiceName;
  readonly latency: number;
  readonly pageSize?: number;
  readonly state?: string;
  readonly faults?: string;
  readonly writesPerWindow?: number;
  readonly requestsPerWindow?: number;
  readonly window?: number;
  readonly retryAfter?: NonNullable<ThrottleOptions["retryAfterSeconds"]>;
}

const behaviors: Readonly<Record<ServiceName, string>> = {
  observed:
    "The service behaves as people publicly reported. --service documented: as Microsoft documents it.",
  documented:
    "The service behaves as Microsoft documents it. --service observed: as people publicly reported.",
};

/**
 * The command `emulator`: serves until you interrupt it.
 *
 * @param end - What to wait for instead of SIGINT and SIGTERM.
 */
export function emulatorCommand(terminal: Terminal, end: () => Promise<void> = interruption): Command {
  return new Command("emulator")
    .description("Serve Microsoft Graph's Intune assignment endpoints on this machine, without a tenant.")
    .option("--port <n>", "port to listen on, 0 for any free one", portNumber, 0)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .addOption(
      new Option("--service <behavior>", "how the service behaves: as publicly reported or as documented")
        .choices(Object.keys(behaviors))
        .default("observed"),
    )
    .option("--latency <ms>", "extra latency per request, in milliseconds", wholeNumber, 0)
    .option("--page-size <n>", "maximum number of entries in a page of a collection", wholeNumber)
    .option("--state <file>", "JSON file with the policies, assignments and groups at the start")
    .option("--faults <file>", "JSON file with rules for faults")
    .option("--writes-per-window <n>", "answer more writes than this with 429", wholeNumber)
    .option("--requests-per-window <n>", "answer more requests than this with 429", wholeNumber)
    .option("--window <ms>", "length of the window for these limits (default: 20000)", wholeNumber)
    .option(
      "--retry-after <seconds>",
      "Retry-After header of a 429: seconds, missing, or date (default: the true time)",
      retryAfter,
    )
    .action(async (flags: Flags) => serve(terminal, await toOptions(terminal, flags), end));
}

async function serve(
  terminal: Terminal,
  options: EmulatorOptions & { service: ServiceName },
  end: () => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator(options);
  terminal.say(behaviors[options.service]);
  terminal.out(`listening on ${emulator.url}\n`);
  await end();
  await emulator.close();
}

function interruption(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once("SIGINT", () => resolve());
  process.once("SIGTERM", () => resolve());
  return promise;
}

async function toOptions(
  terminal: Terminal,
  flags: Flags,
): Promise<EmulatorOptions & { service: ServiceName }> {
  const { port, host, service, latency, pageSize } = flags;
  const throttle = defined({
    writes: flags.writesPerWindow,
    requests: flags.requestsPerWindow,
    windowMs: flags.window,
    retryAfterSeconds: flags.retryAfter,
  });
  const state = await readJson<NonNullable<EmulatorOptions["state"]>>(terminal, flags.state);
  const faults = await readJson<NonNullable<EmulatorOptions["faults"]>>(terminal, flags.faults);
  return {
    ...{ port, host, service, latencyMs: latency },
    ...defined({ pageSize, state, faults }),
    ...(Object.keys(throttle).length === 0 ? {} : { throttle }),
  };
}

/** The entries that have a value. */
function defined<T extends object>(options: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

/** Reads a JSON file. `startEmulator` checks its content. */
async function readJson<T>({ directory }: Terminal, file: string | undefined): Promise<T | undefined> {
  if (file === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(decode(await readFile(path.resolve(directory, file))));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be read as JSON: ${reason}`);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError("A whole number is expected.");
  }
  return Number(text);
}

function portNumber(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535) {
    throw new InvalidArgumentError("A whole number from 0 to 65535 is expected.");
  }
  return Number(text);
}

function retryAfter(text: string): number | "missing" | "date" {
  return text === "missing" || text === "date" ? text : wholeNumber(text);
}
