import { type BuildOptions, build } from "esbuild";

export interface BundleOptions extends BuildOptions {
  readonly entryPoints: string[];
  readonly outfile: string;
}

/** Makes one file for Node of the entry point and what it imports. */
export async function bundle(options: BundleOptions): Promise<void> {
  await build({
    bundle: true,
    platform: "node",
    // Older than the lowest Node that we accept, so that an old Node can print the message that refuses it.
    target: "node18",
    format: "cjs",
    logLevel: "warning",
    ...options,
  });
}
