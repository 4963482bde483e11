import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseJson } from "../../provider/graph/json";
import { describeTarget } from "../../provider/targets/identity";
import { count } from "../nouns";
import { plainText } from "../plainText";
import { type AssignedPolicy, describePolicy } from "../tenant/assignedPolicy";
import type { LeftOut } from "./importable";
import type { FindingsBesideStack } from "./managed";

/** How many of the assignments that a stack manages already have a line. A stack can manage thousands. */
const shownOfManaged = 10;

/** What the command found, one line for each fact. */
export function reportFindings(
  { importable, leftOut, managed }: FindingsBesideStack,
  read: readonly AssignedPolicy[],
): string[] {
  const policies = new Set(importable.map(({ policy }) => policy)).size;
  const idle = read.filter(({ entries }) => entries.length === 0).length;
  const left = leftOut.length + managed.length;
  const more = managed.length - shownOfManaged;
  return [
    `Found ${count(importable.length, "resource", "resources")} on ${count(policies, "policy", "policies")}.`,
    ...(idle === 0 ? [] : [`${count(idle, "policy has", "policies have")} no assignments.`]),
    ...(left === 0 ? [] : [`Left out: ${left}`]),
    ...[...leftOut, ...managed.slice(0, shownOfManaged)].map((one) => `- ${plainText(describeLeftOut(one))}`),
    ...(more > 0 ? [`- ${more} more that the stack manages already`] : []),
    "Intune lists only what the signed-in identity may see. Policies outside its scope tags and roles are missing.",
  ];
}

function describeLeftOut({ policy, target, reason }: LeftOut): string {
  const what = target === undefined ? "all assignments" : describeTarget(target);
  return `${what} on ${describePolicy(policy)}: ${reason}`;
}

/** What to do with the files. */
export async function nextSteps(
  directory: string,
  { program, file, plugin, stack }: { program: string; file: string; plugin: boolean; stack?: string },
): Promise<string[]> {
  const onStack = stack === undefined ? "" : ` --stack ${quoted(stack)}`;
  const importFile = `  pulumi import --file ${quoted(file)}`;
  const steps = plugin
    ? [
        `${importFile} --protect=false --out intune-code.txt${onStack}`,
        "  Copy the code in intune-code.txt into your program.",
      ]
    : [
        `${importFile} --generate-code=false --protect=false${onStack}`,
        `  Add this line to your program: import "${await specifierOf(directory, path.resolve(directory, program))}";`,
      ];
  return [
    "Next, in the folder of your Pulumi project:",
    ...steps,
    `  pulumi preview${onStack}   (shows no change)`,
  ];
}

/** How a program in `directory` imports a file. Among ES modules, Node finds it only by its whole name. */
async function specifierOf(directory: string, file: string): Promise<string> {
  const relative = path.relative(directory, file).replaceAll("\\", "/");
  const whole = relative.startsWith("../") ? relative : `./${relative}`;
  return (await isEsModule(path.dirname(file))) ? whole : whole.replace(/\.ts$/, "");
}

/** Whether a file in `folder` is an ES module: the nearest package.json says so. */
async function isEsModule(folder: string): Promise<boolean> {
  const text = await readFile(path.join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text !== undefined) return Object(parseJson(text)).type === "module";
  const parent = path.dirname(folder);
  return parent !== folder && (await isEsModule(parent));
}

/** Quotes a word for the command line of any shell. */
function quoted(text: string): string {
  return /^[\w./\\:@-]+$/.test(text) ? text : `"${text}"`;
}
