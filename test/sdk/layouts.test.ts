import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { withProvider } from "../../sdk/dynamicResource";
import { root } from "../../tools/setup/root.mjs";

/** Does with `__provider` what the engine's host for dynamic resources does, in the folder of a program. */
const host = `
const { createRequire } = require("node:module");
const requireFromString = createRequire(process.argv[1])("require-from-string");
console.log(requireFromString(process.argv[2]).handler());
`;
const hostFile = path.join(root, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider", "index.js");

/** What installers make of a program that depends on the package, or on a component package that does. */
const layouts: Record<string, { readonly installed: string; readonly program: string }> = {
  "npm, direct or hoisted": { installed: "node_modules", program: "." },
  "a program in a sub-folder (main:)": { installed: "node_modules", program: "infra/src" },
  "a workspace of a monorepo": { installed: "node_modules", program: "packages/infra" },
  "pnpm, through a component package": { installed: "node_modules/.pnpm/node_modules", program: "." },
  "pnpm, through a component package, in a workspace": {
    installed: "node_modules/.pnpm/node_modules",
    program: "packages/infra",
  },
};

describe("the provider process finds the package with", () => {
  it.each(Object.entries(layouts))("%s", async (_, { installed, program }) => {
    expect(await handlerIn(installed, program)).toBe("the handler of DeviceCompliancePolicyAssignment");
  });

  // A limit: there the package has to be a direct dependency of the program.
  it("nothing but the installer's own folders of other names", async () => {
    await expect(handlerIn("node_modules/.store/pulumi-intune@1.0.0/node_modules", ".")).rejects.toThrow(
      "Cannot find module 'pulumi-intune/provider'",
    );
  });
});

async function handlerIn(installed: string, program: string): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "layout-")));
  try {
    const real = path.join(folder, "elsewhere");
    const modules = path.join(folder, installed);
    const cwd = path.join(folder, program);
    for (const made of [real, modules, cwd]) await mkdir(made, { recursive: true });
    await writeFile(
      path.join(real, "package.json"),
      JSON.stringify({ name: "pulumi-intune", exports: { "./provider": "./provider.js" } }),
    );
    await writeFile(path.join(real, "provider.js"), 'exports.handler = (name) => "the handler of " + name;');
    await symlink(real, path.join(modules, "pulumi-intune"), "junction");
    const { __provider } = withProvider("DeviceCompliancePolicyAssignment", {});
    const { stdout } = await execa(process.execPath, ["-e", host, hostFile, String(__provider)], { cwd });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
