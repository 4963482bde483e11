import { engines, name, version } from "../package.json";

/** This package, as its package.json has it. The build writes the values in place of the import. */
export const product: { readonly name: string; readonly version: string; readonly node: string } = {
  name,
  version,
  node: engines.node,
};

/**
 * The engine starts provider processes with the first `node` on PATH. It may be older than the Node that runs the
 * program, and the package would then fail half-way, with a message about JavaScript.
 *
 * @param whoRuns - What runs in this Node, as a sentence without its end.
 * @throws Error that names both versions.
 */
export function refuseOldNode(whoRuns: string): void {
  const lowest = product.node.replace(/^>=/, "");
  if (isAtLeast(process.versions.node, lowest)) return;
  throw new Error(
    `pulumi-intune needs Node.js ${lowest} or newer. ${whoRuns} with the first "node" on PATH, which is ${process.versions.node}.`,
  );
}

/** Whether a version such as `3.259.0` is at least another one, by its first two numbers. */
export function isAtLeast(version: string, lowest: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [lowestMajor = 0, lowestMinor = 0] = lowest.split(".").map(Number);
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}
