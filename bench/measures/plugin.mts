import path from "node:path";
import { root } from "../../tools/setup/root.mjs";
import { type Resource, type Start, startProvider } from "../engine/provider.mts";
import type { Scratch } from "../engine/scratch.mts";
import { Stack, stackEnv } from "../engine/stack.mts";
import { progress } from "../progress.mts";
import { describeSpread, median } from "../report/statistics.mts";
import { type Table, verdict } from "../report/table.mts";
import { withTenant } from "../tenant.mts";

/**
 * The commands of the provider processes. The engine starts that of dynamic resources by a shell script, which starts
 * Node once more to look for the file. That is left out here.
 */
const commands = {
  intune: [process.execPath, path.join(root, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider")],
  plugin: [path.join(root, "dist", "plugin", "pulumi-resource-intune")],
} as const;

type Door = keyof typeof commands;

const doors = Object.keys(commands) as Door[];

/**
 * The most that the plugin's start may take, as a part of what Pulumi's own process for dynamic resources takes. On the
 * machine where the goal was set, it is 120 of 340 ms.
 */
const startGoal = 0.35;

/** How much is measured. */
export interface PluginOptions {
  readonly n: number;
  readonly policies: number;
  /** How often each stack is made. */
  readonly rounds: number;
  /** How often each process is started without a stack. */
  readonly starts: number;
}

/** What was found of a stack. */
interface Made {
  readonly peakMb: number;
  /** One of the resources. */
  readonly resource: Resource;
}

/** A row of the table. */
interface Figure {
  readonly words: string;
  of(door: Door): number[];
  /** The most that the plugin may take. */
  readonly goal?: number;
}

/** Compares the provider process and the state of the plugin with those of dynamic resources. */
export async function measurePlugin(scratch: Scratch, options: PluginOptions): Promise<Table> {
  const { n, policies, rounds, starts } = options;
  const made: Record<Door, Made[]> = { intune: [], plugin: [] };
  for (let round = 0; round < rounds; round++) {
    progress(`dynamic resources and the plugin, round ${round + 1} of ${rounds}`);
    for (const door of round % 2 === 0 ? doors : doors.toReversed()) {
      made[door].push(await makeStack(scratch, door, options));
    }
  }
  const started: Record<Door, Start[]> = { intune: [], plugin: [] };
  // The first start of each reads the files from the disk. It does not count.
  for (let start = 0; start <= starts; start++) {
    for (const door of doors) {
      for (const { resource } of made[door].slice(0, 1)) {
        const found = await startProvider(commands[door], resource, scratch.folder);
        if (start > 0) started[door].push(found);
      }
    }
  }
  const bytes = (door: Door, without: readonly string[] = []) =>
    made[door].map(({ resource }) => bytesOf(resource, without));
  const figures: readonly Figure[] = [
    {
      words: "ms from the start of the process to its answer to `Configure`",
      of: (door) => started[door].map(({ configured }) => configured),
    },
    {
      words: "the same ÷ that of dynamic resources",
      of: (door) =>
        started[door].map(
          ({ configured }, start) => configured / (started.intune[start]?.configured ?? Number.NaN),
        ),
      goal: startGoal,
    },
    {
      words: "ms from the start of the process to its answer to the first `Check`",
      of: (door) => started[door].map(({ checked }) => checked),
    },
    {
      words: "MB resident at the peak of the `up`",
      of: (door) => made[door].map(({ peakMb }) => peakMb),
      goal: 100,
    },
    { words: "bytes of a resource in the state", of: (door) => bytes(door), goal: 1_500 },
    {
      words: "the same without `sourcePosition` and `stackTrace`, which depend on the program's files",
      of: (door) => bytes(door, ["sourcePosition", "stackTrace"]),
    },
  ];
  return {
    title: `The provider process and the state of an \`up\` that creates ${n} assignments on ${policies} policies, observed; median (spread) of ${starts} starts and of ${rounds} rounds`,
    header: ["what", "dynamic resources", "plugin", "goal for the plugin", "met"],
    rows: figures.map(({ words, of, goal }) => [
      words,
      ...doors.map((door) => describeSpread(of(door))),
      ...(goal === undefined ? ["", ""] : [`≤ ${goal}`, verdict(median(of("plugin")) <= goal)]),
    ]),
  };
}

async function makeStack(scratch: Scratch, kind: Door, { n, policies }: PluginOptions): Promise<Made> {
  return await withTenant(policies, { service: "observed" }, async (tenant) => {
    const stack = await Stack.create(scratch, { kind, n, policies }, stackEnv(tenant));
    await stack.run("up");
    const { peakBytes } = await stack.providerReport();
    const { deployment } = JSON.parse(await stack.exportState()) as Export;
    await stack.remove();
    const [resource] = deployment.resources.filter(({ type }) =>
      type.includes("DeviceCompliancePolicyAssignment"),
    );
    if (resource === undefined) throw new Error("the state has no assignment");
    return { peakMb: peakBytes / 1024 ** 2, resource };
  });
}

interface Export {
  readonly deployment: { readonly resources: readonly Resource[] };
}

/** The bytes of a resource as the backend keeps it. */
function bytesOf(resource: Resource, without: readonly string[]): number {
  const kept = Object.entries(resource).filter(([name]) => !without.includes(name));
  return Buffer.byteLength(JSON.stringify(Object.fromEntries(kept)));
}
