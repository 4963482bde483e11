import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { quiet } from "./check.mts";

/** A program that imports everything that the package declares. */
const program = `
import * as intune from "pulumi-intune";
import * as provider from "pulumi-intune/provider";
import * as emulator from "pulumi-intune/emulator";

export const handler: provider.Handler = provider.handler("DeviceCompliancePolicyAssignment");
export const properties: provider.Properties = {};
export const all = { intune, emulator };
`;

/** Compiles a program with the tarball installed in `folder`, and checks the package's declarations, too. */
export async function compileConsumer(
  folder: string,
  tarball: string,
): Promise<{ failed: boolean; all: string }> {
  const installed = path.join(folder, "node_modules", "pulumi-intune");
  await mkdir(installed, { recursive: true });
  await execa("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  await writeFile(path.join(folder, "index.ts"), program);
  const options = ["--strict", "--module", "nodenext", "--target", "es2023", "--types", "node"];
  return await execa(
    "tsc",
    ["--ignoreConfig", "--noEmit", "--skipLibCheck", "false", ...options, "index.ts"],
    {
      ...quiet,
      cwd: folder,
    },
  );
}
