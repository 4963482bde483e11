import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { root } from "../tools/setup/root.mjs";
import type { Outcome, Scenario } from "./program/handlers.cjs";
import type { RunningEmulator } from "./tenant.mts";

const script = path.join(import.meta.dirname, "program", "handlers.cjs");

/** How the bench calls the handlers, in all operations. */
export type Arrival = Omit<Scenario, "operation" | "state">;

/** Settings of the package, without their namespace. */
export type HandlerSettings = Readonly<Record<string, string>>;

/** Makes and changes assignments by the handlers of a dynamic provider, with a process for each operation. */
export class Handlers {
  readonly #folder: string;
  readonly #tenant: RunningEmulator;
  readonly #arrival: Arrival;
  readonly #settings: HandlerSettings;

  private constructor(folder: string, tenant: RunningEmulator, arrival: Arrival, settings: HandlerSettings) {
    this.#folder = folder;
    this.#tenant = tenant;
    this.#arrival = arrival;
    this.#settings = settings;
  }

  static async create(
    tenant: RunningEmulator,
    arrival: Arrival,
    settings: HandlerSettings = {},
  ): Promise<Handlers> {
    const folder = await mkdtemp(path.join(tmpdir(), "pulumi-intune-handlers-"));
    return new Handlers(folder, tenant, arrival, settings);
  }

  async run(operation: Scenario["operation"], more: Partial<Scenario> = {}): Promise<Outcome> {
    const state = path.join(this.#folder, "state.json");
    const scenario: Scenario = { ...this.#arrival, ...more, operation, state };
    const settings = Object.entries(this.#settings).map(([key, value]) => [`BENCH_intune:${key}`, value]);
    const { stdout } = await execa(process.execPath, [script, JSON.stringify(scenario)], {
      cwd: root,
      env: {
        INTUNE_GRAPH_ENDPOINT: this.#tenant.url,
        INTUNE_ACCESS_TOKEN: "bench",
        ...Object.fromEntries(settings),
      },
      stdin: "ignore",
      timeout: 900_000,
    });
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Outcome;
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A life by the handlers on a tenant. */
export async function withHandlers<T>(
  tenant: RunningEmulator,
  arrival: Arrival,
  work: (handlers: Handlers) => Promise<T>,
  settings?: HandlerSettings,
): Promise<T> {
  const handlers = await Handlers.create(tenant, arrival, settings);
  try {
    return await work(handlers);
  } finally {
    await handlers.remove();
  }
}
