import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type EmulatorStateInput, type RunningEmulator, startEmulator } from "../../emulator";
import { withProvider } from "../../sdk/dynamicResource";
import { startGate } from "../support/gate";
import { large, largeTenant, unmanageable } from "../support/largeTenant";
import { fakePulumi } from "./support/fakePulumi";
import { resourcesOf } from "./support/resourcesOf";
import { runCommand } from "./support/runCommand";

interface ImportFile {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly id: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
  }[];
}

let emulator: RunningEmulator;
let directory: string;

beforeAll(async () => {
  emulator = await startEmulator();
  return () => emulator.close();
});
beforeEach(async () => {
  emulator.setState(largeTenant());
  emulator.clearRequests();
  directory = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-intune-import-")));
});
afterEach(() => rm(directory, { recursive: true }));

const env = () => ({ INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: "the-token-of-this-test" });
const runImport = (...flags: string[]) => runCommand(["import", ...flags], { directory, env: env() });
const program = () => readFile(path.join(directory, "intune.ts"), "utf8");
const importFile = async () =>
  JSON.parse(await readFile(path.join(directory, "intune-import.json"), "utf8")) as ImportFile;
const policy = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const group = (n: number) => `a0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const tenantOf = (assignments: object[], more: object = {}): EmulatorStateInput =>
  ({
    deviceCompliancePolicies: [{ id: policy(1), displayName: "Baseline", assignments }],
    groups: [{ id: group(1), displayName: "Pilot ring" }],
    ...more,
  }) as EmulatorStateInput;
const toGroup = (n: number, type = "groupAssignmentTarget") => ({
  target: { "@odata.type": `#microsoft.graph.${type}`, groupId: group(n) },
});

describe("import", () => {
  it("writes a formatted program with names as comments", async () => {
    emulator.setState(
      tenantOf([
        toGroup(1),
        toGroup(2, "exclusionGroupAssignmentTarget"),
        {
          target: {
            "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
            deviceAndAppManagementAssignmentFilterId: group(7),
            deviceAndAppManagementAssignmentFilterType: "exclude",
          },
        },
        { target: { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" } },
      ]),
    );
    await runImport();
    expect(await program()).toBe(`import { DeviceCompliancePolicyAssignment } from "pulumi-intune";

// compliance policy: Baseline
new DeviceCompliancePolicyAssignment("baseline-all-devices", {
  deviceCompliancePolicyId: "${policy(1)}", // Baseline
  target: {
    type: "allDevicesAssignmentTarget",
    filter: { id: "${group(7)}", type: "exclude" },
  },
});
new DeviceCompliancePolicyAssignment("baseline-all-users", {
  deviceCompliancePolicyId: "${policy(1)}", // Baseline
  target: { type: "allLicensedUsersAssignmentTarget" },
});
new DeviceCompliancePolicyAssignment("baseline-not-group-a0000000", {
  deviceCompliancePolicyId: "${policy(1)}", // Baseline
  target: {
    type: "exclusionGroupAssignmentTarget",
    groupId: "${group(2)}",
  },
});
new DeviceCompliancePolicyAssignment("baseline-pilot-ring", {
  deviceCompliancePolicyId: "${policy(1)}", // Baseline
  target: {
    type: "groupAssignmentTarget",
    groupId: "${group(1)}", // Pilot ring
  },
});
`);
  });

  it("writes the names of filters as comments", async () => {
    const target = {
      "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
      deviceAndAppManagementAssignmentFilterId: group(7),
      deviceAndAppManagementAssignmentFilterType: "exclude",
    };
    const filters = {
      assignmentFilters: [{ id: group(7).toUpperCase(), displayName: "Corporate\ndevices" }],
    };
    emulator.setState(tenantOf([{ target }], filters));
    await runImport("--sets");
    expect(await program()).toContain(`
    {
      type: "allDevicesAssignmentTarget",
      filter: {
        id: "${group(7)}", // Corporate devices
        type: "exclude",
      },
    },
`);
  });

  it("writes one resource for a whole set", async () => {
    emulator.setState(tenantOf([toGroup(1), toGroup(2, "exclusionGroupAssignmentTarget")]));
    await runImport("--sets");
    expect(await program()).toBe(`import { DeviceCompliancePolicyAssignmentSet } from "pulumi-intune";

// compliance policy: Baseline
new DeviceCompliancePolicyAssignmentSet("baseline", {
  deviceCompliancePolicyId: "${policy(1)}", // Baseline
  targets: [
    {
      type: "exclusionGroupAssignmentTarget",
      groupId: "${group(2)}",
    },
    {
      type: "groupAssignmentTarget",
      groupId: "${group(1)}", // Pilot ring
    },
  ],
});
`);
    const { resources } = await importFile();
    expect(resources).toHaveLength(1);
    expect(resources[0]).toMatchObject({ id: policy(1), outputs: { assignments: [{}, {}] } });
  });

  it("writes what pulumi import needs: id, inputs and outputs, each with the provider's string", async () => {
    emulator.setState(tenantOf([{ id: "the-id", ...toGroup(1) }]));
    await runImport();
    const { __provider } = withProvider("DeviceCompliancePolicyAssignment", {});
    const inputs = {
      deviceCompliancePolicyId: policy(1),
      target: { type: "groupAssignmentTarget", groupId: group(1) },
      __provider,
    };
    expect(await importFile()).toEqual({
      resources: [
        {
          type: "pulumi-nodejs:dynamic/intune:DeviceCompliancePolicyAssignment",
          name: "baseline-pilot-ring",
          id: `${policy(1)}/the-id`,
          inputs,
          outputs: { ...inputs, assignmentId: "the-id" },
        },
      ],
    });
  });

  it("finds all that can be managed in a large tenant, and says what it leaves out", async () => {
    const { stdout, stderr } = await runImport();
    const { resources } = await importFile();
    expect(resources).toHaveLength(large.assignments);
    expect(new Set(resources.map(({ name }) => name)).size).toBe(large.assignments);
    expect((await program()).match(/^new /gm)).toHaveLength(large.assignments);
    expect(stdout).toBe("intune.ts\nintune-import.json\n");
    expect(stderr).toContain(`Found ${large.assignments} resources on ${large.policies} policies.`);
    expect(stderr).toContain("Left out: 2\n");
    expect(stderr).toContain(
      `- a target of type quantumAssignmentTarget on compliance policy Windows baseline (${unmanageable.futureTarget}): target.type: given "quantumAssignmentTarget"`,
    );
    expect(stderr).toContain(`policy set ${unmanageable.policySet.set} governs it`);
    expect(stderr).toContain("deviceEnrollmentConfigurations: 8, and 1 built in, which nobody can assign");
    expect(stderr).toContain(`Group ${group(14)} does not exist, although policies are assigned to it.`);
    expect(stderr).toContain("pulumi import --file intune-import.json");
    expect(JSON.stringify(resources)).not.toContain("_DefaultLimit");
  });

  it("leaves out the whole set of a policy of which one target is not known", async () => {
    const { stderr } = await runImport("--sets");
    const { resources } = await importFile();
    expect(resources).toHaveLength(large.policies - 1);
    expect(resources.map(({ id }) => id)).not.toContain(unmanageable.futureTarget);
    expect(stderr).toContain(
      `- all assignments on compliance policy Windows baseline (${unmanageable.futureTarget}): targets[`,
    );
  });

  it("reads each policy once and nothing else", async () => {
    await runImport("--kind", "EnrollmentConfiguration");
    const paths = emulator.requests.map(({ method, path: where }) => `${method} ${where}`);
    expect(paths.filter((where) => where.endsWith("/assignments"))).toHaveLength(8);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.every((where) => where.startsWith("GET "))).toBe(true);
    expect(paths.some((where) => where.includes("deviceCompliancePolicies"))).toBe(false);
  });

  it("gives namesakes names of their own that do not depend on each other", async () => {
    await runImport("--policy", "windows BASELINE");
    const names = (await importFile()).resources.map(({ name }) => name);
    expect(names).toHaveLength(10);
    // Ids that begin alike make the whole id necessary.
    expect(names).toContain(`windows-baseline-all-users`);
    expect(names.filter((name) => name.startsWith("windows-baseline-all-devices-"))).toHaveLength(2);
    expect(new Set(names).size).toBe(10);
  });

  it("keeps every sign that belongs to a letter", async () => {
    const names = ["基準ポリシー", "नीति", "นโยบายที่หนึ่ง", "Политика й", "Über-Größe", "🛡️ Zu\u0308rich"];
    const assignments = [{ target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } }];
    emulator.setState({
      deviceCompliancePolicies: names.map((displayName, n) => ({
        "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
        id: policy(n + 1),
        displayName,
        assignments,
      })),
    });
    await runImport();
    expect((await importFile()).resources.map(({ name }) => name).sort()).toEqual(
      ["基準ポリシー", "नीति", "นโยบายที่หนึ่ง", "политика-й", "über-größe", "zürich"]
        .map((name) => `${name}-all-devices`)
        .sort(),
    );
  });

  it("is the same each time, whatever the order of Graph's lists", async () => {
    await runImport();
    const [first, firstFile] = [await program(), await importFile()];
    const state = emulator.getState();
    for (const policies of [state.deviceCompliancePolicies, state.deviceEnrollmentConfigurations]) {
      policies.reverse();
      for (const one of policies) one.assignments.reverse();
    }
    emulator.setState(state);
    await runImport("--force");
    expect(await program()).toBe(first);
    expect(await importFile()).toEqual(firstFile);
  });

  it.each([{ flags: [] }, { flags: ["--sets"] }])(
    "writes what a formatter leaves as it is: $flags",
    async ({ flags }) => {
      await runImport(...flags);
      await writeFile(
        path.join(directory, "biome.json"),
        JSON.stringify({ formatter: { indentStyle: "space", lineWidth: 80 } }),
      );
      const biome = path.resolve("node_modules/@biomejs/biome/bin/biome");
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [biome, "format", "--colors=off", "intune.ts"],
        { cwd: directory, encoding: "utf8" },
      );
      expect(status, `${stdout}${stderr}`).toBe(0);
    },
  );

  it("keeps hostile names inside their comments", async () => {
    const hostile = 'x\n"); process.exit(1); //\u2028require("fs") \u202e*/ \u001b[31m';
    emulator.setState(
      tenantOf([toGroup(1)], {
        deviceCompliancePolicies: [{ id: policy(1), displayName: hostile, assignments: [toGroup(1)] }],
        groups: [{ id: group(1), displayName: hostile }],
      }),
    );
    const { stderr } = await runImport();
    const text = await program();
    const { statements } = ts.createSourceFile("intune.ts", text, ts.ScriptTarget.Latest);
    expect(statements.map(({ kind }) => ts.SyntaxKind[kind])).toEqual([
      "ImportDeclaration",
      "ExpressionStatement",
    ]);
    expect(resourcesOf(text)).toEqual([
      {
        className: "DeviceCompliancePolicyAssignment",
        name: "x-process-exit-1-require-fs-31m-x-process-exit-1-require-fs-31m",
        inputs: {
          deviceCompliancePolicyId: policy(1),
          target: { type: "groupAssignmentTarget", groupId: group(1) },
        },
      },
    ]);
    expect(`${text}${stderr}`.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  });

  it("shows groups by id where their names are not to be read", async () => {
    const roles = ["DeviceManagementConfiguration.Read.All", "DeviceManagementServiceConfig.Read.All"];
    const token = emulator.mintToken({ roles });
    emulator.setState(tenantOf([toGroup(1)]));
    const { stderr } = await runCommand(["import", "--kind", "DeviceCompliancePolicy"], {
      directory,
      env: { ...env(), INTUNE_ACCESS_TOKEN: token },
    });
    expect(stderr).toContain("Groups are shown by id. Their names can be read with GroupMember.Read.All.");
    expect(await program()).toContain(`groupId: "${group(1)}",\n`);
  });

  describe("beside a stack that has some of it", () => {
    const declared = (type: string, name: string, outputs: object) => ({
      type: `pulumi-nodejs:dynamic/intune:${type}`,
      urn: `urn:pulumi:dev::project::pulumi-nodejs:dynamic/intune:${type}::${name}`,
      outputs: { deviceCompliancePolicyId: policy(1).toUpperCase(), ...outputs },
    });
    const single = declared("DeviceCompliancePolicyAssignment", "pilots", {
      target: { type: "groupAssignmentTarget", groupId: group(1).toUpperCase() },
    });
    const wholeSet = declared("DeviceCompliancePolicyAssignmentSet", "everybody", { targets: [] });
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "AAAA",
    };
    const secretSet = declared("DeviceCompliancePolicyAssignmentSet", "everybody", { targets: secret });
    const elsewhere = declared("DeviceCompliancePolicyAssignment", "elsewhere", {
      deviceCompliancePolicyId: policy(2),
      target: { type: "groupAssignmentTarget", groupId: group(2) },
    });
    const run = (resource: object, ...flags: string[]) =>
      runCommand(["import", "--state", "-", ...flags], {
        directory,
        env: env(),
        stdin: JSON.stringify({ version: 3, deployment: { resources: [elsewhere, resource] } }),
        say: (line) => said.push(line),
      });
    let said: string[] = [];
    beforeEach(() => {
      emulator.setState(tenantOf([toGroup(1), toGroup(2)]));
      said = [];
    });

    it("leaves out the assignments that the stack has, and says in which resource", async () => {
      const { stderr } = await run(single);
      expect((await importFile()).resources.map(({ name }) => name)).toEqual(["baseline-group-a0000000"]);
      expect(stderr).toContain(
        `- group ${group(1)} on compliance policy Baseline (${policy(1)}): the stack manages it already, as "pilots"`,
      );
    });

    it("gives no name that the stack has", async () => {
      emulator.setState(tenantOf([toGroup(2)]));
      await run(declared("EnrollmentConfigurationAssignment", "baseline-group-a0000000", {}));
      const [imported] = (await importFile()).resources;
      expect(imported?.name).toBe("baseline-group-a0000000-c0000000");
    });

    it("names what needs a look before what a large stack manages already, and not all of that", async () => {
      const governed = {
        ...toGroup(13),
        source: "policySets",
        sourceId: "b0000000-0000-4000-8000-000000000001",
      };
      emulator.setState(tenantOf([...Array.from({ length: 12 }, (_, n) => toGroup(n + 1)), governed]));
      const failure = run(wholeSet);
      await expect(failure).rejects.toThrow("There is nothing to import.");
      const [heading, ...lines] = said.slice(said.indexOf("Left out: 13"));
      expect(heading).toBe("Left out: 13");
      expect(lines[0]).toMatch(/^- group .*: policy set b0000000-0000-4000-8000-000000000001 governs it$/);
      const managed = lines.filter((line) => line.endsWith('the stack manages it already, as "everybody"'));
      expect(managed).toHaveLength(10);
      expect(lines).toContain("- 2 more that the stack manages already");
    });

    it("does the same for policies of other types, whose class names the type", async () => {
      const assignments = [toGroup(1), toGroup(2)];
      emulator.setState({
        configurationPolicies: [{ id: policy(1), name: "BitLocker", assignments }],
        deviceShellScripts: [{ id: policy(1), displayName: "Dock", assignments }],
      });
      const { stderr } = await run(
        declared("PolicyAssignment", "pilots", {
          policyType: "configurationPolicies",
          policyId: policy(1).toUpperCase(),
          target: { type: "groupAssignmentTarget", groupId: group(1) },
        }),
      );
      expect((await importFile()).resources).toHaveLength(3);
      expect(stderr).toContain(
        `- group ${group(1)} on settings catalog policy BitLocker (${policy(1)}): the stack manages it already, as "pilots"`,
      );
    });

    it.each([
      { what: "an assignment of a policy whose whole set the stack has", resource: wholeSet, flags: [] },
      { what: "the same where the targets are a secret of the stack", resource: secretSet, flags: [] },
      { what: "a whole set of which the stack has an assignment", resource: single, flags: ["--sets"] },
    ])("leaves out $what", async ({ resource, flags }) => {
      await expect(run(resource, ...flags)).rejects.toThrow("There is nothing to import.");
      await expect(importFile()).rejects.toThrow("ENOENT");
    });

    it.each([
      {
        what: "a policy of a type that this version does not have",
        resource: declared("PolicyAssignment", "odd", { policyType: "quantumPolicies", policyId: "p1" }),
        reason: "this version of pulumi-intune has no policyType quantumPolicies",
      },
      {
        what: "a secret policy",
        resource: declared("DeviceCompliancePolicyAssignmentSet", "odd", {
          deviceCompliancePolicyId: secret,
        }),
        reason: "a secret hides its deviceCompliancePolicyId",
      },
      {
        what: "a secret target",
        resource: declared("DeviceCompliancePolicyAssignment", "odd", { target: secret }),
        reason: "a secret hides its target",
      },
      {
        what: "a secret group",
        resource: declared("DeviceCompliancePolicyAssignment", "odd", {
          target: { type: "groupAssignmentTarget", groupId: secret },
        }),
        reason: "a secret hides its target",
      },
    ])("says that it does not know what the stack has: $what", async ({ resource, reason }) => {
      const { stderr } = await run(resource);
      expect(stderr.split("\n")).toContain(
        `What "odd" of the stack assigns could not be compared with the tenant: ${reason}.`,
      );
      expect((await importFile()).resources).toHaveLength(2);
    });

    it("compares what has a secret filter, and what meets a set anyway, without a word", async () => {
      const target = { type: "groupAssignmentTarget", groupId: group(1), filter: secret };
      const { stderr } = await run(declared("DeviceCompliancePolicyAssignment", "filtered", { target }));
      expect(stderr).toContain('the stack manages it already, as "filtered"');
      const sets = run(
        declared("DeviceCompliancePolicyAssignment", "odd", { target: secret }),
        "--sets",
        "--force",
      );
      await expect(sets).rejects.toThrow("There is nothing to import.");
      expect(stderr).not.toContain("could not be compared");
    });

    it("imports what the stack only reads", async () => {
      await run({ ...single, external: true });
      expect((await importFile()).resources).toHaveLength(2);
    });

    it("asks for nothing where the state is none", async () => {
      emulator.clearRequests();
      await expect(
        runCommand(["import", "--state", "-"], { directory, env: env(), stdin: "x" }),
      ).rejects.toThrow("Use the output of `pulumi stack export`.");
      expect(emulator.requests).toEqual([]);
    });
  });

  it.each([
    { idle: 0, line: undefined },
    { idle: 1, line: "1 policy has no assignments." },
    { idle: 2, line: "2 policies have no assignments." },
  ])("says how many of the policies have no assignments: $idle", async ({ idle, line }) => {
    const names = ["Assigned", "Idle", "Idle"].slice(0, idle + 1);
    emulator.setState({
      deviceCompliancePolicies: names.map((displayName, n) => ({
        id: policy(n + 1),
        displayName,
        assignments: n === 0 ? [toGroup(1)] : [],
      })),
    });
    const { stderr } = await runImport("--sets");
    expect(stderr).toContain("Found 1 resource on 1 policy.\n");
    expect(stderr.split("\n").find((said) => said.includes("no assignments"))).toBe(line);
  });

  it("narrows to a pattern of names", async () => {
    const { stderr } = await runImport("--name", "limit *");
    expect(stderr).toContain("Found 40 resources on 8 policies.");
  });

  it("names the policies that there are when one is asked for that is not", async () => {
    await expect(runImport("--policy", "Limits")).rejects.toThrow(
      /No policy has the id or the display name "Limits"\. These exist:\n(.*\n)*- "Limit 1" \(deviceEnrollmentLimitConfiguration\)/,
    );
  });

  it("says how far it is in a tenant of many policies", async () => {
    const policies = Array.from({ length: 60 }, (_, n) => ({
      id: policy(n + 1),
      displayName: `Policy ${n + 1}`,
      assignments: [toGroup(1)],
    }));
    emulator.setState({ deviceCompliancePolicies: policies });
    const { stderr } = await runImport();
    expect(stderr).toContain("Reading the assignments of 60 policies.\n25 of 60\n50 of 60\n");
  });

  it.each(["intune.py", "intune", "intune.json"])(
    "refuses a program that is no TypeScript: %s",
    async (name) => {
      await expect(runImport("--program", name)).rejects.toThrow(
        `argument '${name}' is invalid. A name that ends with .ts, .mts or .cts is expected.`,
      );
      expect(emulator.requests).toEqual([]);
    },
  );

  it("quotes a file's name in the command that it prints", async () => {
    const { stderr } = await runImport("--file", "what is there.json", "--program", "./all.ts");
    expect(stderr).toContain('pulumi import --file "what is there.json" --generate-code=false');
    expect(stderr).toContain('import "./all";');
  });

  it.each([
    { at: "the folder itself", from: ".", specifier: "./all" },
    { at: "a folder in it", from: "..", specifier: "./project/all" },
    { at: "a folder beside it", from: "../other", specifier: "../project/all" },
  ])("prints how to import a program with an absolute path, in $at", async ({ from, specifier }) => {
    const project = path.join(directory, "project");
    await Promise.all([project, path.join(directory, "other")].map((folder) => mkdir(folder)));
    const { stdout, stderr } = await runCommand(["import", "--program", path.join(project, "all.ts")], {
      directory: path.join(project, from),
      env: env(),
    });
    expect(stdout).toContain(path.join(project, "all.ts"));
    expect(stderr).toContain(`import "${specifier}";`);
  });

  describe("with --plugin", () => {
    it.each([[[]], [["--sets"]]])(
      "writes only types, names and ids, as pulumi import takes them: %j",
      async (flags) => {
        const { stdout } = await runImport(...flags);
        const { resources } = await importFile();
        await rm(path.join(directory, "intune.ts"));
        expect(stdout).toBe("intune.ts\nintune-import.json\n");
        expect(await runImport("--plugin", "--force", ...flags)).toMatchObject({
          stdout: "intune-import.json\n",
        });
        expect((await importFile()).resources).toEqual(
          resources.map(({ type, name, id }) => ({
            type: type.replace("pulumi-nodejs:dynamic/intune:", "intune:index:"),
            name,
            id,
          })),
        );
        await expect(program()).rejects.toThrow("ENOENT");
      },
    );

    it("prints the command that writes the code", async () => {
      const { stderr } = await runImport("--plugin");
      expect(stderr).toContain(
        "  pulumi import --file intune-import.json --protect=false --out intune-code.txt\n",
      );
      expect(stderr).not.toContain('import "');
    });

    it("refuses a name for the program that it does not write", async () => {
      const refusal = "option '--plugin' cannot be used with option '--program <file>'";
      await expect(runImport("--plugin", "--program", "all.ts")).rejects.toThrow(refusal);
      expect(emulator.requests).toEqual([]);
    });
  });

  it.each([
    { what: "ES modules", above: { type: "module" }, specifier: "./all.ts" },
    { what: "CommonJS", above: { name: "project" }, specifier: "./all" },
    {
      what: "CommonJS in a workspace of ES modules",
      above: { type: "module" },
      here: { name: "project" },
      specifier: "./all",
    },
  ])("prints an import that works in a project of $what", async ({ above, here, specifier }) => {
    const project = path.join(directory, "project");
    await mkdir(project);
    await writeFile(path.join(directory, "package.json"), JSON.stringify(above));
    if (here !== undefined) await writeFile(path.join(project, "package.json"), JSON.stringify(here));
    const { stderr } = await runCommand(["import", "--program", "all.ts"], {
      directory: project,
      env: env(),
    });
    expect(stderr).toContain(`import "${specifier}";`);
  });

  describe.skipIf(process.platform === "win32")("with a pulumi on PATH", () => {
    const withPulumi = async (answer: string, code?: number) => {
      await fakePulumi(directory, answer, code);
      emulator.setState(tenantOf([toGroup(1)]));
      return await runCommand(["import"], { directory, env: { ...env(), PATH: directory } });
    };

    it.each(["v3.253.9", "3.99.0", "v2.300.0"])(
      "%s, says that it is too old for the file, which is written all the same",
      async (version) => {
        const { stderr } = await withPulumi(version);
        expect(stderr.split("\n").at(-2)).toBe(
          `The pulumi on your PATH is ${version.replace("v", "")}. This file needs 3.254.0 or newer: an older one does not read the inputs and outputs in it. Update the Pulumi CLI before you run the command.`,
        );
        expect((await importFile()).resources).toHaveLength(1);
      },
    );

    it.each([
      { answer: "v3.254.0", code: 0 },
      { answer: "v4.0.0", code: 0 },
      // A build of one's own has no version.
      { answer: "", code: 0 },
      { answer: "v3.1.0", code: 1 },
    ])("that answers '$answer' with the exit code $code, says nothing of it", async ({ answer, code }) => {
      const { stderr } = await withPulumi(answer, code);
      expect(stderr).toContain("pulumi import --file intune-import.json");
      expect(stderr).not.toContain("on your PATH");
    });

    it("says nothing where there is none", async () => {
      emulator.setState(tenantOf([toGroup(1)]));
      const { stderr } = await runCommand(["import"], { directory, env: { ...env(), PATH: directory } });
      expect(stderr).not.toContain("PATH");
      expect((await importFile()).resources).toHaveLength(1);
    });
  });

  describe("where something cannot be read", () => {
    const refused = (status: number, code: string) => ({
      kind: "answer" as const,
      status,
      body: { error: { code, message: "Not for you." } },
    });
    afterEach(() => emulator.setFaults([]));

    it("writes the rest after one policy that cannot be read, and fails", async () => {
      emulator.setFaults([{ path: `/**/${policy(3)}/assignments`, fault: refused(403, "Forbidden") }]);
      const run = runImport();
      await expect(run).rejects.toThrow("The result is incomplete: 1 policy could not be read.");
      expect((await importFile()).resources).toHaveLength(large.assignments - 5);
    });

    const kindRefused = (status: number, code: string) => [
      { path: "/deviceManagement/deviceEnrollmentConfigurations", fault: refused(status, code) },
    ];
    const both = ["--kind", "DeviceCompliancePolicy", "EnrollmentConfiguration"];

    it.each([
      ["that --kind names", 403, both],
      ["for another reason than permission", 400, []],
    ])("writes the rest after a kind %s, and fails", async (_why, status, args) => {
      emulator.setFaults(kindRefused(status, "Forbidden"));
      await expect(runImport(...args)).rejects.toThrow("The result is incomplete: 1 kind of policy could");
      expect((await importFile()).resources).toHaveLength(60);
    });

    it("writes the rest after a kind that nobody asked for and that needs a permission, in one line", async () => {
      emulator.setFaults(kindRefused(403, "Forbidden"));
      const { stderr } = await runImport();
      expect(stderr.match(/No policy in deviceEnrollmentConfigurations is shown: .*/g)).toEqual([
        expect.stringContaining("Reading needs DeviceManagementServiceConfig.Read.All"),
      ]);
      expect((await importFile()).resources).toHaveLength(60);
    });

    it("fails as Graph does where nothing can be listed", async () => {
      emulator.setFaults([{ path: "/*/*", fault: refused(403, "Forbidden") }]);
      await expect(runImport()).rejects.toThrow("Not for you.");
      await expect(program()).rejects.toThrow("ENOENT");
    });

    it("shows the id of a group that cannot be read, and succeeds", async () => {
      emulator.setFaults([{ path: `/groups/${group(1)}`, fault: refused(400, "BadRequest") }]);
      const { stderr } = await runImport();
      expect(stderr).toContain("Some groups are shown by id. Graph answered 400 BadRequest: Not for you.");
      expect(await program()).toContain(`groupId: "${group(1)}",\n`);
    });
  });

  it("refuses to overwrite a file before anything is asked", async () => {
    await writeFile(path.join(directory, "intune.ts"), "mine");
    await expect(runImport()).rejects.toThrow("exists already");
    expect(await program()).toBe("mine");
    expect(emulator.requests).toEqual([]);
  });

  it.each([
    { what: "one file for both", flags: ["--program", "z.ts", "--file", "./z.ts"], reason: "the same file" },
    {
      what: "one file by a link",
      flags: ["--program", "link/z.ts", "--file", "z.ts"],
      reason: "the same file",
    },
    { what: "no folder for the program", flags: ["--program", "none/z.ts"], reason: "there is no folder" },
    { what: "no folder for the file", flags: ["--file", "none/z.json"], reason: "there is no folder" },
    { what: "a file for a folder", flags: ["--file", "kept/z.json"], reason: "there is no folder" },
    { what: "a folder", flags: ["--file", "link"], reason: "it is a folder" },
  ])("refuses $what before anything is asked, also with --force", async ({ flags, reason }) => {
    await symlink(directory, path.join(directory, "link"), "junction");
    await writeFile(path.join(directory, "kept"), "mine");
    for (const force of [[], ["--force"]]) {
      await expect(runImport(...flags, ...force)).rejects.toThrow(reason);
    }
    expect((await readdir(directory)).sort()).toEqual(["kept", "link"]);
    expect(emulator.requests).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("refuses to put a file in the place of a device", async () => {
    await expect(runImport("--file", "/dev/null", "--force")).rejects.toThrow("it is a device or a pipe");
    expect(emulator.requests).toEqual([]);
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "refuses what it may not write before anything is asked",
    async () => {
      await mkdir(path.join(directory, "closed"), { mode: 0o500 });
      await expect(runImport("--file", "closed/z.json")).rejects.toThrow("you may not write there (EACCES)");
      expect(emulator.requests).toEqual([]);
    },
  );

  it.each([
    { flags: [], before: [] },
    { flags: ["--force"], before: ["intune.ts"] },
  ])("writes no program if it cannot write the import file: $flags", async ({ flags, before }) => {
    emulator.setState(tenantOf([toGroup(1)]));
    for (const name of before) await writeFile(path.join(directory, name), "mine");
    const folder = path.join(directory, "folder");
    await mkdir(folder);
    const gate = await startGate(emulator.url);
    onTestFinished(() => gate.close());
    const { reached, release } = gate.hold(1, "before");
    const run = runCommand(["import", "--file", "folder/z.json", ...flags], {
      directory,
      env: { ...env(), INTUNE_GRAPH_ENDPOINT: gate.url },
    });
    await reached;
    await rm(folder, { recursive: true });
    await Promise.all([release(), expect(run).rejects.toThrow("ENOENT")]);
    expect(await readdir(directory)).toEqual(before);
    for (const name of before) expect(await readFile(path.join(directory, name), "utf8")).toBe("mine");
  });

  it("writes nothing when there is nothing", async () => {
    emulator.setState(tenantOf([]));
    await expect(runImport()).rejects.toThrow("There is nothing to import.");
    await expect(program()).rejects.toThrow("ENOENT");
  });

  it("never shows the token", async () => {
    const { stdout, stderr } = await runImport();
    expect(stdout + stderr + (await program()) + JSON.stringify(await importFile())).not.toContain(
      "the-token-of-this-test",
    );
  });

  it("names a setting that is wrong", async () => {
    await expect(
      runCommand(["import"], { directory, env: { INTUNE_GRAPH_ENDPOINT: "http://graph.example" } }),
    ).rejects.toThrow("INTUNE_GRAPH_ENDPOINT");
  });
});
