import { createRequire } from "node:module";

/** This package, as it names itself to Graph. @internal */
export function product(): { name: string; version: string } {
  // By its own name, which leads to the same file from the sources and from the compiled package.
  const { name, version } = createRequire(__filename)("pulumi-intune/package.json") as {
    name: string;
    version: string;
  };
  return { name, version };
}
