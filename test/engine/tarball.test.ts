import { writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { product } from "../../provider/product";
import type { ProjectFiles } from "./harness/project";
import { Stack } from "./harness/stack";
import { installTarball } from "./harness/workspace";

const policyId = "c0000000-0000-4000-8000-000000000001";
const configurationId = "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration";
const groupId = "a0000000-0000-4000-8000-000000000001";

const declarations = `
const target = { type: "groupAssignmentTarget", groupId: "${groupId}" } as const;
const compliance = new DeviceCompliancePolicyAssignment("compliance", { deviceCompliancePolicyId: "${policyId}", target });
new EnrollmentConfigurationAssignment("enrollment", { deviceEnrollmentConfigurationId: "${configurationId}", target });
`;
const inJavaScript = declarations.replace(" as const", "");
const classes = "{ DeviceCompliancePolicyAssignment, EnrollmentConfigurationAssignment }";

const tsconfig = JSON.stringify({
  compilerOptions: { strict: true, target: "es2023", module: "nodenext", types: [] },
  files: ["index.ts"],
});

const programs: Record<string, ProjectFiles> = {
  "a CommonJS program": {
    program: `const ${classes} = require("pulumi-intune");${inJavaScript}exports.id = compliance.assignmentId;`,
  },
  "an ES module program": {
    type: "module",
    program: `import ${classes} from "pulumi-intune";${inJavaScript}export const id = compliance.assignmentId;`,
  },
  "TypeScript compiled by Pulumi": {
    typescript: true,
    main: "index.ts",
    program: `import ${classes} from "pulumi-intune";${declarations}export const id: import("@pulumi/pulumi").Output<string> = compliance.assignmentId;`,
    files: { "tsconfig.json": tsconfig },
  },
  "TypeScript stripped of its types by Node": {
    type: "module",
    main: "index.ts",
    program: `import ${classes} from "pulumi-intune";${declarations}export const id: unknown = compliance.assignmentId;`,
  },
};

describe("the packed tarball, installed outside the repository", () => {
  let workspace: string;
  let emulator: RunningEmulator;

  beforeAll(async () => {
    workspace = await installTarball(["typescript"]);
    emulator = await startEmulator();
    return () => emulator.close();
  });

  const assignedGroups = () => {
    const { deviceCompliancePolicies, deviceEnrollmentConfigurations } = emulator.getState();
    return [...deviceCompliancePolicies, ...deviceEnrollmentConfigurations].flatMap(({ id, assignments }) =>
      // What is built in reaches all devices.
      assignments.flatMap(({ target }) => ("groupId" in target ? [[id, target["groupId"]]] : [])),
    );
  };

  it.each(Object.entries(programs))("serves %s", async (_, project) => {
    const stack = await Stack.create({
      ...project,
      workspace,
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "a-token-of-the-emulator" },
    });
    expect((await stack.up()).changes).toEqual({ compliance: "create", enrollment: "create" });
    expect(assignedGroups()).toEqual([
      [policyId, groupId],
      [configurationId, groupId],
    ]);
    const [policy] = emulator.getState().deviceCompliancePolicies;
    expect(await stack.outputs()).toEqual({ id: policy?.assignments[0]?.id });

    expect((await stack.destroy()).changes).toEqual({ compliance: "delete", enrollment: "delete" });
    expect(assignedGroups()).toEqual([]);
  });

  it("has its command installed", async () => {
    const command = path.join(workspace, "node_modules", ".bin", "pulumi-intune");
    const { stdout } = await execa(command, ["--version"], { cwd: workspace });
    expect(stdout).toBe(product.version);
  });

  it.each(["require", "import"])(
    "loads neither undici nor @azure/identity by %s of its root",
    async (way) => {
      // The recorder sees what it should: a program that does load undici.
      expect(await modulesLoadedBy(way, "undici")).toContain("undici");
      const loaded = await modulesLoadedBy(way, "pulumi-intune");
      expect(loaded).toContain("pulumi-intune");
      expect(loaded).not.toContain("undici");
      expect(loaded).not.toContain("@azure/identity");
    },
  );

  /** The packages that a program loads by requiring or importing `name`. */
  async function modulesLoadedBy(way: string, name: string): Promise<string[]> {
    const file = path.join(workspace, `${way}-${name}.mjs`);
    await writeFile(
      file,
      `
      import { createRequire, registerHooks } from "node:module";
      const urls = [];
      registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
      ${way === "require" ? "createRequire(import.meta.url)" : "await import"}(${JSON.stringify(name)});
      console.log(JSON.stringify(urls));
      `,
    );
    const { stdout } = await execa(process.execPath, [file]);
    return (JSON.parse(stdout) as string[]).map(
      (url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url,
    );
  }
});
