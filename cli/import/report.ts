import { describeTarget } from "../../provider/targets/identity";
import { plainText } from "../plainText";
import type { Findings, LeftOut } from "./importable";

/** What the command found, one line for each fact. */
export function reportFindings({ importable, leftOut }: Findings): string[] {
  const policies = new Set(importable.map(({ policy }) => policy)).size;
  return [
    `Found ${count(importable.length, "resource", "resources")} on ${count(policies, "policy", "policies")}.`,
    ...(leftOut.length === 0 ? [] : [`Left out: ${leftOut.length}`]),
    ...leftOut.map((one) => `- ${plainText(describeLeftOut(one))}`),
    "Intune lists only what the signed-in identity may see. Policies outside its scope tags and roles are missing.",
  ];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function describeLeftOut({ policy, target, reason }: LeftOut): string {
  const what = target === undefined ? "all assignments" : describeTarget(target);
  return `${what} on ${policy.kind.noun} ${policy.displayName}: ${reason}`;
}

/** What to do with the two files. */
export function nextSteps({
  program,
  file,
  stack,
}: {
  program: string;
  file: string;
  stack?: string;
}): string[] {
  const onStack = stack === undefined ? "" : ` --stack ${quoted(stack)}`;
  const module = `./${program.replaceAll("\\", "/").replace(/^\.\//, "")}`;
  return [
    "Next, in the folder of your Pulumi project:",
    `  pulumi import --file ${quoted(file)} --generate-code=false --protect=false${onStack}`,
    `  Add this line to your program: import "${module.replace(/\.ts$/, "")}";`,
    `  pulumi preview${onStack}   (shows no change)`,
  ];
}

/** Quotes a word for the command line of any shell. */
function quoted(text: string): string {
  return /^[\w./\\:@-]+$/.test(text) ? text : `"${text}"`;
}
