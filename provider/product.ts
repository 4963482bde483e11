import { engines, name, version } from "../package.json";

/** This package, as its package.json has it. The build writes the values in place of the import. */
export const product: { readonly name: string; readonly version: string; readonly node: string } = {
  name,
  version,
  node: engines.node,
};

/**
 * The engine starts provider processes with the `node` that is first on PATH, which may be older than the one that
 * runs the program. There the package would fail half-way, with a message about JavaScript.
 *
 * @throws Error that names both versions.
 */
export function refuseOldNode(): void {
  const lowest = product.node.replace(/^>=/, "");
  const [major = 0, minor = 0] = lowest.split(".").map(Number);
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split(".").map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Error(
    `pulumi-intune needs Node.js ${lowest} or newer. The "node" on PATH, with which Pulumi runs the provider, is ${process.versions.node}.`,
  );
}
