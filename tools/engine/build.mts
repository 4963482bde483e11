import { copyFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { notice } from "../setup/notice.mjs";
import { root } from "../setup/root.mjs";
import { type Engine, executable } from "./engine.mts";
import { makeEngine } from "./make.mts";
import { dynamicProvider, languageHost, type PinnedProgram, pulumi } from "./pins.mts";

/** Where the CLI keeps its own version. Left empty, the Automation API and the SDK refuse it. */
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

const sdk = path.join(root, "node_modules", "@pulumi", "pulumi");

/** Builds the pinned Go modules: a real engine where only a Go module proxy can be reached. */
export async function build(): Promise<Engine> {
  await assertGo();
  return await makeEngine("built from its Go modules", async (draft) => {
    notice(
      `building ${pulumi.name} ${pulumi.version} from its Go modules (about 5 minutes on 2 cores, once)`,
    );
    await goBuild(pulumi, draft);
    notice(`building ${languageHost.name} (half a minute)`);
    await goBuild(languageHost, draft);
    await copyFile(path.join(sdk, dynamicProvider), path.join(draft, "bin", dynamicProvider));
  });
}

async function assertGo(): Promise<void> {
  const { failed } = await execa("go", ["version"], { reject: false, stdin: "ignore" });
  if (failed) {
    throw new Error("there is no Go toolchain (https://go.dev/dl)");
  }
}

async function goBuild({ name, folder, goPackage, version }: PinnedProgram, into: string): Promise<void> {
  const output = path.join(into, "bin", executable(name));
  const flags = ["-trimpath", "-ldflags", `-s -w -X ${versionVariable}=v${version}`];
  await execa("go", ["build", ...flags, "-o", output, goPackage], { cwd: folder, stdin: "ignore" });
}
