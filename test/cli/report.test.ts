import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Report } from "../../cli/report/facts";
import { type EmulatorStateInput, type RunningEmulator, startEmulator } from "../../emulator";
import { typeToken } from "../../plugin/tokens";
import { policyKinds } from "../../provider/policyKind";
import { policyTypes } from "../../provider/policyType";
import { typeToken as dynamicToken } from "../../sdk/dynamicResource";
import { bringDistUpToDate } from "../support/dist";
import { everyKind, tenantOfKinds } from "../support/everyKind";
import { wholeTenant, wholeTenantFacts } from "../support/largeTenant";
import { runCommand } from "./support/runCommand";

let emulator: RunningEmulator;
let directory: string;

beforeAll(async () => {
  // For the page, which the build puts together.
  await bringDistUpToDate();
  emulator = await startEmulator({ service: "observed" });
  return () => emulator.close();
}, 300_000);
beforeEach(async () => {
  directory = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-intune-report-")));
});
afterEach(() => rm(directory, { recursive: true }));

const policyId = "c0000000-0000-4000-8000-000000000001";
const pilot = "a0000000-0000-4000-8000-000000000001";
const kiosks = "a0000000-0000-4000-8000-000000000002";
const filter = "f0000000-0000-4000-8000-000000000001";
const env = () => ({ INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: "any" });
const report = (...flags: string[]) => runCommand(["report", ...flags], { directory, env: env() });
const json = async (...flags: string[]) =>
  JSON.parse((await report("--format", "json", ...flags)).stdout) as Report;
const refused = {
  kind: "answer" as const,
  status: 403,
  body: { error: { code: "Forbidden", message: "Not for you." } },
};

function tenant(policyName = "Baseline", groupName = "Pilot ring"): EmulatorStateInput {
  return {
    deviceCompliancePolicies: [
      {
        id: policyId,
        displayName: policyName,
        assignments: [
          { target: { "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", groupId: kiosks } },
          {
            target: {
              "@odata.type": "#microsoft.graph.groupAssignmentTarget",
              groupId: pilot,
              deviceAndAppManagementAssignmentFilterId: filter,
              deviceAndAppManagementAssignmentFilterType: "exclude",
            },
          },
        ],
      },
    ],
    deviceEnrollmentConfigurations: [
      {
        id: "e0000000-0000-4000-8000-000000000001_Limit",
        displayName: "Five devices",
        assignments: [
          {
            target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: pilot },
            source: "policySets",
            sourceId: "the-set",
          },
          { target: { "@odata.type": "#microsoft.graph.quantumAssignmentTarget", spin: "up" } },
        ],
      },
      { id: "e0000000-0000-4000-8000-000000000002_Limit", displayName: "Idle" },
    ],
    groups: [
      { id: pilot, displayName: groupName },
      { id: kiosks, displayName: "Kiosks" },
    ],
  };
}

/** Splits a line of CSV as spreadsheets do: what stands behind a closing quote belongs to the cell as it is. */
function cellsOf(line: string, separator: string): string[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"?)?([^${separator}]*)(?:${separator}|$)`, "y");
  const cells: string[] = [];
  while (cell.lastIndex < line.length) {
    const [, quoted = "", rest = ""] = cell.exec(line) ?? [];
    cells.push(quoted.replaceAll('""', '"') + rest);
  }
  return cells;
}

describe("a report on the tenant", () => {
  it("as text", async () => {
    emulator.setState(tenant());
    const { stdout } = await report("--format", "text");
    expect(stdout.split("Not shown:")[0]).toBe(`Baseline (compliance policy)
  includes  Pilot ring, where filter ${filter} does not match
  excludes  Kiosks

Five devices (enrollment configuration)
  includes  a target of type quantumAssignmentTarget
  includes  Pilot ring, by policy set the-set

Idle (enrollment configuration)
  reaches nobody

`);
  });

  it("as text by the name that the command had first", async () => {
    emulator.setState(tenant());
    const { stdout } = await runCommand(["graph"], { directory, env: env() });
    expect(stdout).toContain("\nFive devices (enrollment configuration)\n  includes  ");
  });

  it("as a Mermaid flowchart, with each group once", async () => {
    emulator.setState(tenant());
    const { stdout } = await report("--format", "mermaid");
    expect(stdout).toBe(`flowchart LR
  p1["Baseline<br>compliance policy"]
  p2["Five devices<br>enrollment configuration"]
  p3["Idle<br>enrollment configuration"]
  t1(["a target of type quantumAssignmentTarget"])
  t2(["Kiosks"])
  t3(["Pilot ring"])
  p1 -->|"where filter ${filter} does not match"| t3
  p1 -.-x|"excluded"| t2
  p2 --> t1
  p2 -->|"by policy set the-set"| t3
`);
  });

  it("as CSV, a row for each assignment and for each policy without one", async () => {
    emulator.setState(tenant("=Base, line"));
    const { stdout } = await report("--format", "csv");
    const rows = stdout.split("\r\n");
    expect(rows).toHaveLength(7);
    expect(rows[0]).toBe(
      "Policy,Policy id,Kind,Mode,Target,Target type,Target id,Filter,Filter id,Filter mode,Policy set,Resource,Remark",
    );
    expect(rows).toContain(
      `"'=Base, line",${policyId},compliance policy,include,Pilot ring,group,${pilot},${filter},${filter},exclude,,,`,
    );
    expect(rows).toContain(
      "Idle,e0000000-0000-4000-8000-000000000002_Limit,enrollment configuration,,,,,,,,,,assigned to nobody",
    );
  });

  it.each([
    { name: "g;=cmd|'/C calc'!A1;y", written: `"g;'=cmd|'/C calc'!A1;y"` },
    { name: 'g"; "=1+1', written: `"g"";' ""=1+1"` },
    { name: '"+1', written: `"'""+1"` },
    { name: "a;-1;@b", written: `"a;'-1;'@b"` },
    { name: "；＝1", written: "；＝1" },
    { name: "＝1", written: "'＝1" },
    { name: "Ring 2; Windows - all, -x", written: '"Ring 2; Windows - all, -x"' },
  ])("as CSV in which no spreadsheet finds a formula: $name", async ({ name, written }) => {
    emulator.setState(tenant(name, name));
    const { stdout } = await report("--format", "csv");
    expect(stdout).toContain(`\r\n${written},${policyId},compliance policy,include,${written},group,`);
    const cells = [",", ";"].flatMap((separator) =>
      stdout.split("\r\n").flatMap((line) => cellsOf(line, separator)),
    );
    expect(cells.filter((cell) => /^["\s]*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
  });

  it("as JSON", async () => {
    emulator.setState(tenant());
    const { createdAt, notSeen, ...facts } = await json("--policy", "Baseline");
    expect(Date.parse(createdAt)).not.toBeNaN();
    expect(notSeen).toContainEqual({
      about: "selection",
      message: "The report shows only policies that match --policy Baseline.",
    });
    expect(notSeen.find(({ about }) => about === "otherKinds")?.message).toMatch(
      /^The report reads the kinds/,
    );
    expect(facts).toEqual({
      formatVersion: 1,
      source: { type: "tenant", endpoint: emulator.url },
      kinds: [
        { name: "DeviceCompliancePolicy", noun: "compliance policy", collection: "deviceCompliancePolicies" },
      ],
      policies: [
        {
          key: `deviceCompliancePolicies/${policyId}`,
          kind: "DeviceCompliancePolicy",
          id: policyId,
          name: "Baseline",
          builtIn: false,
          assignments: [
            { target: pilot, mode: "include", filter: { id: filter, type: "exclude" } },
            { target: kiosks, mode: "exclude" },
          ],
        },
      ],
      targets: [
        { key: kiosks, type: "group", name: "Kiosks", id: kiosks },
        { key: pilot, type: "group", name: "Pilot ring", id: pilot },
      ],
      filters: [{ id: filter, name: filter }],
    });
  });

  it("under a title", async () => {
    emulator.setState(tenant());
    expect((await json("--title", " Contoso,\n production ")).title).toBe("Contoso, production");
    expect(await json()).not.toHaveProperty("title");
    expect((await report("--title", "<Contoso>", "--out", "-")).stdout).toContain(
      '"title":"\\u003cContoso>"',
    );
  });

  it("as a page in a file, unless told otherwise", async () => {
    emulator.setState(tenant());
    const { stdout } = await report();
    expect(stdout).toBe("intune-report.html\n");
    const written = await readFile(path.join(directory, "intune-report.html"), "utf8");
    const printed = (await report("--out", "-")).stdout;
    const untilData = (page: string) => page.split('"createdAt"')[0];
    expect(untilData(written)).toBe(untilData(printed));
    expect(written).toContain("<!doctype html>");
  });

  it.each([
    { what: "a missing folder", out: "none/r.html", reason: "there is no folder" },
    { what: "a folder", out: ".", reason: "it is a folder" },
  ])("refuses $what for the file before anything is asked", async ({ out, reason }) => {
    emulator.clearRequests();
    await expect(report("--out", out)).rejects.toThrow(reason);
    expect(emulator.requests).toEqual([]);
  });

  it("shows filters by name, and by id what has none", async () => {
    emulator.setState({
      ...tenant(),
      assignmentFilters: [{ id: filter.toUpperCase(), displayName: "Corporate  devices" }],
    });
    const { filters, notSeen } = await json();
    expect(filters).toEqual([{ id: filter, name: "Corporate devices" }]);
    expect(notSeen.map(({ about }) => about)).not.toContain("filterNames");
    expect((await report("--format", "text")).stdout).toContain(
      "Pilot ring, where filter Corporate devices does not match",
    );
  });

  it("says that it cannot read the names of filters, and succeeds", async () => {
    emulator.setState(tenant());
    emulator.setFaults([{ path: "/deviceManagement/assignmentFilters", fault: refused }]);
    onTestFinished(() => emulator.setFaults([]));
    const { filters, notSeen } = await json();
    expect(filters).toEqual([{ id: filter, name: filter }]);
    expect(notSeen).toContainEqual({
      about: "filterNames",
      message: expect.stringContaining("Filters are shown by id. Graph answered 403 Forbidden"),
    });
  });

  it("says that it cannot read the names of groups, and succeeds", async () => {
    emulator.setState(tenant());
    emulator.setFaults([{ path: "/groups/*", fault: refused }]);
    onTestFinished(() => emulator.setFaults([]));
    const { notSeen, targets } = await json();
    expect(notSeen.filter(({ about }) => about === "groupNames")).toEqual([
      {
        about: "groupNames",
        message: "Groups are shown by id. Their names can be read with GroupMember.Read.All.",
      },
    ]);
    const groups = targets.filter(({ type }) => type === "group").map(({ name }) => name);
    expect(groups).toEqual([
      expect.stringMatching(/^group a0000000-/),
      expect.stringMatching(/^group a0000000-/),
    ]);
  });

  describe("with hostile names", () => {
    const hostile = '`<script>"] --> x\n%%{init: {}}%% & <svg onload=alert(1)> </script> $& \u001b[31m\u202e';
    const shown = '`<script>"] --> x %%{init: {}}%% & <svg onload=alert(1)> </script> $& [31m';
    const draw = async (format: string, ...names: string[]) => {
      emulator.setState(tenant(...names));
      return (await report("--format", format)).stdout;
    };

    it.each(["text", "mermaid", "csv"])(
      "has no line or control character more than with others: %s",
      async (format) => {
        const text = await draw(format, hostile, hostile);
        expect(text.split("\n")).toHaveLength((await draw(format)).split("\n").length);
        expect(text.replaceAll(/\r?\n/g, "")).not.toMatch(/[\p{Cc}\u202e]/u);
      },
    );

    it("shows them as they are in text", async () => {
      expect(await draw("text", hostile, hostile)).toContain(
        `${shown} (compliance policy)\n  includes  ${shown}, where`,
      );
    });

    it("lets nothing out of a label of Mermaid", async () => {
      const nodes = (await draw("mermaid", hostile, hostile))
        .split("\n")
        .filter((line) => /^ {2}[pt]\d+[[(]/.test(line));
      expect(nodes).toHaveLength(6);
      for (const node of nodes) {
        expect(node.replace("<br>", "")).toMatch(/^ {2}[pt]\d+(\[|\(\[)"[\w .,:()\-/+#;]*"(\]|\]\))$/);
      }
      const decoded = nodes
        .join("\n")
        .replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      expect(decoded).toContain(`p1["${shown}<br>compliance policy"]`);
    });
  });

  it("narrows to what is asked for", async () => {
    emulator.setState(tenant());
    const { stdout } = await report("--format", "text", "--policy", "baseline");
    expect(stdout).toMatch(/^Baseline/);
    expect(stdout).not.toContain("Idle");
  });

  it.each(everyKind.map(({ collection }) => collection))("narrows to %s", async (collection) => {
    emulator.setState(tenantOfKinds(everyKind, () => [[]]));
    const { kinds } = await json("--kind", collection);
    expect(kinds.map((kind) => kind.collection)).toEqual([collection]);
  });

  it("lists the collections if there is no such kind", async () => {
    await expect(json("--kind", "Nonsense")).rejects.toThrow(
      /Allowed choices are deviceCompliancePolicies, .*, configurationPolicies, /,
    );
  });

  describe("made like a real one", () => {
    beforeEach(() => {
      emulator.setState(wholeTenant());
      return () => emulator.setFaults([]);
    });

    it("says which groups are deleted, and marks them", async () => {
      const { targets, notSeen } = await json();
      const deleted = targets.filter((target) => target.deleted);
      expect(deleted.map(({ id }) => id)).toEqual(wholeTenantFacts.deletedGroups);
      expect(notSeen.filter(({ about }) => about === "group")).toHaveLength(deleted.length);
    });

    it("shows what built-in configurations reach", async () => {
      const { policies, targets } = await json("--kind", "EnrollmentConfiguration");
      const builtIn = policies.filter((policy) => policy.builtIn);
      const allDevices = targets.find(({ type }) => type === "allDevices");
      expect(builtIn).toHaveLength(wholeTenantFacts.builtIn);
      for (const { assignments } of builtIn) {
        expect(assignments).toEqual([{ target: allDevices?.key, mode: "include" }]);
      }
    });

    it("has all of the rest where one policy cannot be read, and fails", async () => {
      const one = wholeTenantFacts.unreadable;
      emulator.setFaults([{ path: `/**/${one}/assignments`, fault: refused }]);
      const run = report("--format", "json", "--out", "report.json");
      await expect(run).rejects.toThrow("The result is incomplete: 1 policy could not be read.");
      const written = await readFile(path.join(directory, "report.json"), "utf8");
      const { policies, notSeen } = JSON.parse(written) as Report;
      const unreadable = policies.filter((policy) => policy.unreadable !== undefined);
      expect(unreadable.map(({ id }) => id)).toEqual([one]);
      expect(notSeen.filter(({ about }) => about === "policy")).toEqual([
        {
          about: "policy",
          message: expect.stringContaining(`(${one}) could not be read: Graph answered 403 Forbidden: Not`),
        },
      ]);
      expect(policies.filter(({ assignments }) => assignments.length > 0).length).toBeGreaterThan(200);
    });

    it("fails where a kind of policy that was asked for could not be listed", async () => {
      emulator.setFaults([{ path: "/deviceManagement/deviceCompliancePolicies", fault: refused }]);
      const kinds = ["--kind", "DeviceCompliancePolicy", "EnrollmentConfiguration"];
      await expect(report("--format", "csv", "--out", "r.csv", ...kinds)).rejects.toThrow("1 kind of policy");
      expect(await readFile(path.join(directory, "r.csv"), "utf8")).toContain("enrollment configuration");
    });

    it("shows that a kind of policy may not be read, and succeeds where nobody asked for it", async () => {
      emulator.setFaults([{ path: "/deviceManagement/deviceCompliancePolicies", fault: refused }]);
      expect((await json()).notSeen).toContainEqual({
        about: "kind",
        message: expect.stringMatching(/^No policy in deviceCompliancePolicies is shown: Graph answered 403/),
      });
    });
  });
});

describe("a report on a stack's state", () => {
  const urn = (type: string, name: string) => `urn:pulumi:dev::project::${type}::${name}`;
  const resource = (type: string, name: string, more: object) => ({ urn: urn(type, name), type, ...more });
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "AAAA",
  };
  const state = {
    version: 3,
    deployment: {
      resources: [
        resource("pulumi:pulumi:Stack", "project-dev", {}),
        resource("azuread:index/group:Group", "pilots", {
          id: `/groups/${pilot}`,
          outputs: { objectId: pilot, displayName: "Pilot ring" },
        }),
        resource("pulumi-nodejs:dynamic/intune:DeviceCompliancePolicyAssignment", "one", {
          outputs: {
            deviceCompliancePolicyId: policyId,
            target: { type: "groupAssignmentTarget", groupId: pilot },
          },
        }),
        resource("pulumi-nodejs:dynamic/intune:DeviceCompliancePolicyAssignment", "two", {
          outputs: {
            deviceCompliancePolicyId: policyId.toUpperCase(),
            target: { type: "exclusionGroupAssignmentTarget", groupId: secret },
          },
        }),
        resource("pulumi-nodejs:dynamic/intune:DeviceCompliancePolicyAssignment", "old", {
          delete: true,
          outputs: { deviceCompliancePolicyId: policyId, target: { type: "allDevicesAssignmentTarget" } },
        }),
        resource("pulumi-nodejs:dynamic/intune:EnrollmentConfigurationAssignmentSet", "set", {
          id: "e_Limit",
          outputs: {
            deviceEnrollmentConfigurationId: "e_Limit",
            targets: [
              { type: "allLicensedUsersAssignmentTarget", filter: { id: filter, type: "include" } },
              { type: "groupAssignmentTarget", groupId: kiosks },
            ],
          },
        }),
      ],
    },
  };
  const expected = `${policyId} (compliance policy)
  includes  Pilot ring
  excludes  group (secret)

e_Limit (enrollment configuration)
  includes  All users, where filter ${filter} matches
  includes  group ${kiosks}
`;

  it("comes from stdin, with the names that the stack knows, and without any sign-in", async () => {
    const { stdout } = await runCommand(["report", "--format", "text", "--state", "-"], {
      stdin: JSON.stringify(state),
    });
    expect(stdout.split("\nNot shown:")[0]).toBe(expected);
  });

  it.each([
    ["UTF-16, as Windows PowerShell writes it", Buffer.from(`\ufeff${JSON.stringify(state)}`, "utf16le")],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${JSON.stringify(state)}`)],
  ])("comes from a file or a stream in %s", async (_, bytes) => {
    const file = path.join(directory, "state.json");
    await writeFile(file, bytes);
    for (const from of [file, "-"]) {
      const argv = ["report", "--format", "text", "--state", from];
      const { stdout } = await runCommand(argv, { stdin: bytes });
      expect(stdout.split("\nNot shown:")[0]).toBe(expected);
    }
  });

  it("shows what a program in another language manages, and in which resource", async () => {
    const type = typeToken("DeviceCompliancePolicyAssignment");
    const target = { type: "allDevicesAssignmentTarget", filter: secret };
    const one = resource(type, "devices::all", { outputs: { deviceCompliancePolicyId: policyId, target } });
    const stdin = JSON.stringify({ version: 3, deployment: { resources: [one] } });
    const { stdout } = await runCommand(["report", "--format", "json", "--state", "-"], { stdin });
    const { policies, targets, notSeen } = JSON.parse(stdout) as Report;
    expect(targets.map(({ type }) => type)).toEqual(["allDevices"]);
    expect(policies.map(({ id, assignments }) => ({ id, assignments }))).toEqual([
      {
        id: policyId,
        assignments: [
          {
            target: targets[0]?.key,
            mode: "include",
            filter: { id: "(secret)", type: "include" },
            resource: "devices::all",
          },
        ],
      },
    ]);
    expect(notSeen.map(({ message }) => message).join()).toContain("some targets or filters as secrets");
  });

  it("shows policies of every type under their kind, from a Node program or another language", async () => {
    const all = policyTypes.map((policyType, n) => {
      const isSet = n % 2 === 1;
      const name = isSet ? "PolicyAssignmentSet" : "PolicyAssignment";
      const target = { type: "groupAssignmentTarget", groupId: pilot };
      return resource(n % 4 < 2 ? typeToken(name) : dynamicToken(name), `resource-${n}`, {
        outputs: { policyType, policyId, ...(isSet ? { targets: [target] } : { target }) },
      });
    });
    const stdin = JSON.stringify({ version: 3, deployment: { resources: all } });
    const { stdout } = await runCommand(["report", "--format", "json", "--state", "-"], { stdin });
    const { kinds, policies } = JSON.parse(stdout) as Report;
    expect(kinds).toEqual(
      policyTypes.map((name) => ({ name, noun: policyKinds[name].noun, collection: name })),
    );
    const assignments = (n: number) => [{ target: pilot, mode: "include", resource: `resource-${n}` }];
    expect(policies.map(({ key, kind, id, assignments }) => ({ key, kind, id, assignments }))).toEqual(
      policyTypes.map((kind, n) => ({
        key: `${kind}/${policyId}`,
        kind,
        id: policyId,
        assignments: assignments(n),
      })),
    );
  });

  it.each([
    [
      "a class of a newer version",
      dynamicToken("PolicyExclusion"),
      {},
      `has no ${dynamicToken("PolicyExclusion")}`,
    ],
    [
      "the same in another language",
      "intune:index:PolicyExclusion",
      {},
      "has no intune:index:PolicyExclusion",
    ],
    [
      "a policyType of a newer version",
      dynamicToken("PolicyAssignment"),
      { policyType: "quantumPolicies", policyId },
      "has no policyType quantumPolicies",
    ],
    [
      "a secret policyType",
      typeToken("PolicyAssignmentSet"),
      { policyType: secret, policyId },
      "a secret hides its policyType",
    ],
    [
      "a secret policy",
      dynamicToken("DeviceCompliancePolicyAssignment"),
      { deviceCompliancePolicyId: secret },
      "a secret hides its deviceCompliancePolicyId",
    ],
    [
      "no policy",
      dynamicToken("PolicyAssignment"),
      { policyType: "configurationPolicies" },
      "the state lacks its policyId",
    ],
  ])("says what it does not show: %s", async (_what, type, outputs, reason) => {
    const target = { type: "allDevicesAssignmentTarget" };
    const odd = resource(type, "odd one", { outputs: { ...outputs, target } });
    const resources = [...state.deployment.resources, odd];
    const stdin = JSON.stringify({ ...state, deployment: { resources } });
    const { stdout, stderr } = await runCommand(["report", "--format", "json", "--state", "-"], { stdin });
    const { policies, notSeen } = JSON.parse(stdout) as Report;
    expect(policies).toHaveLength(2);
    const messages = notSeen.filter(({ about }) => about === "resource").map(({ message }) => message);
    expect(messages).toEqual([stderr.trimEnd()]);
    expect(stderr).toMatch(/^The report does not show what "odd one" assigns: [^\n]*\.\n$/);
    expect(stderr).toContain(`${reason}.\n`);
    expect(stdout).not.toContain("ciphertext");
  });

  it("says so too where it has nothing else to show", async () => {
    const odd = resource(dynamicToken("PolicyExclusion"), "odd one", {});
    const stdin = JSON.stringify({ version: 3, deployment: { resources: [odd] } });
    const said: string[] = [];
    const run = runCommand(["report", "--state", "-"], { stdin, say: (line) => said.push(line) });
    await expect(run).rejects.toThrow("There is no policy to report on.");
    expect(said).toEqual([expect.stringContaining("odd one")]);
  });

  it("leaves out what the stack only reads", async () => {
    const [stack, group, one] = state.deployment.resources;
    const got = { ...one, urn: urn("x", "got"), external: true };
    const stdin = JSON.stringify({ ...state, deployment: { resources: [stack, group, one, got] } });
    const { stdout } = await runCommand(["report", "--format", "json", "--state", "-"], { stdin });
    const { policies } = JSON.parse(stdout) as Report;
    expect(policies[0]?.assignments.map(({ resource }) => resource)).toEqual(["one"]);
  });

  it("comes from a file", async () => {
    await writeFile(path.join(directory, "state.json"), JSON.stringify(state));
    const { stdout } = await runCommand(["report", "--format", "text", "--state", "state.json"], {
      directory,
    });
    expect(stdout.split("\nNot shown:")[0]).toBe(expected);
  });

  it.each(["", "[]", "null", "{}", '{"deployment":{"resources":{}}}', '{"deployment":{"resources":[{}]}}'])(
    "says what it reads when it is given something else: %s",
    async (stdin) => {
      await expect(runCommand(["report", "--format", "text", "--state", "-"], { stdin })).rejects.toThrow(
        "Use the output of `pulumi stack export`.",
      );
    },
  );

  it("says that an empty stack has nothing to draw", async () => {
    const stdin = JSON.stringify({ version: 3, deployment: {} });
    await expect(runCommand(["report", "--format", "text", "--state", "-"], { stdin })).rejects.toThrow(
      "There is no policy to report on.",
    );
  });

  it("refuses options that only a tenant can answer", async () => {
    await expect(runCommand(["report", "--format", "text", "--state", "-", "--name", "x"])).rejects.toThrow(
      "You cannot use --name with --state",
    );
  });
});
