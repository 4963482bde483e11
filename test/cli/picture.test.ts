import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EmulatorStateInput, type RunningEmulator, startEmulator } from "../../emulator";
import { largeTenant } from "../support/largeTenant";
import { runCommand } from "./support/runCommand";

let emulator: RunningEmulator;
let directory: string;

beforeAll(async () => {
  emulator = await startEmulator({ service: "observed" });
  return () => emulator.close();
});
beforeEach(async () => {
  directory = await realpath(await mkdtemp(path.join(tmpdir(), "pulumi-intune-graph-")));
});
afterEach(() => rm(directory, { recursive: true }));

const policyId = "c0000000-0000-4000-8000-000000000001";
const pilot = "a0000000-0000-4000-8000-000000000001";
const kiosks = "a0000000-0000-4000-8000-000000000002";
const filter = "f0000000-0000-4000-8000-000000000001";
const env = () => ({ INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: "any" });
const graph = (...flags: string[]) => runCommand(["graph", ...flags], { directory, env: env() });

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

describe("a picture of the tenant", () => {
  it("as text", async () => {
    emulator.setState(tenant());
    const { stdout } = await graph();
    expect(stdout).toBe(`Baseline (compliance policy)
  includes  Pilot ring, where filter ${filter} does not match
  excludes  Kiosks

Five devices (enrollment configuration)
  includes  Pilot ring, by policy set the-set
  includes  a target of type quantumAssignmentTarget

Idle (enrollment configuration)
  reaches nobody
`);
  });

  it("as a Mermaid flowchart, with each group once", async () => {
    emulator.setState(tenant());
    const { stdout } = await graph("--format", "mermaid");
    expect(stdout).toBe(`flowchart LR
  p1["Baseline<br>compliance policy"]
  p2["Five devices<br>enrollment configuration"]
  p3["Idle<br>enrollment configuration"]
  a1(["Pilot ring"])
  a2(["Kiosks"])
  a3(["a target of type quantumAssignmentTarget"])
  p1 -->|"where filter ${filter} does not match"| a1
  p1 -.-x|"excluded"| a2
  p2 -->|"by policy set the-set"| a1
  p2 --> a3
`);
  });

  it("as an SVG file", async () => {
    emulator.setState(tenant());
    const { stdout } = await graph("--format", "svg", "--out", "picture.svg");
    expect(stdout).toBe("picture.svg\n");
    const svg = await readFile(path.join(directory, "picture.svg"), "utf8");
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining(["Baseline", "Five devices", "Idle", "Pilot ring", "Kiosks"]),
    );
    // One line for each of the four assignments, the exclusion dashed.
    expect(svg.match(/<path /g)).toHaveLength(4);
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  describe("with hostile names", () => {
    const hostile = '`<script>"] --> x\n%%{init: {}}%% & <svg onload=alert(1)> \u001b[31m\u202e';
    const shown = '`<script>"] --> x %%{init: {}}%% & <svg onload=alert(1)> [31m';
    const draw = async (format: string, ...names: string[]) => {
      emulator.setState(tenant(...names));
      return (await graph("--format", format)).stdout;
    };

    it.each(["text", "mermaid", "svg"])(
      "has no line or control character more than with others: %s",
      async (format) => {
        const picture = await draw(format, hostile, hostile);
        expect(picture.split("\n")).toHaveLength((await draw(format)).split("\n").length);
        expect(picture.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
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
        .filter((line) => /^ {2}[pa]\d+[[(]/.test(line));
      expect(nodes).toHaveLength(6);
      for (const node of nodes) {
        expect(node.replace("<br>", "")).toMatch(/^ {2}[pa]\d+(\[|\(\[)"[\w .,:()\-/+#;]*"(\]|\]\))$/);
      }
      const decoded = nodes
        .join("\n")
        .replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      expect(decoded).toContain(`p1["${shown}<br>compliance policy"]`);
    });

    it("lets nothing out of a text of SVG", async () => {
      const svg = await draw("svg", hostile, hostile);
      const tags = new Set([...svg.matchAll(/<(\/?\w+)/g)].map(([, tag]) => tag?.replace("/", "")));
      expect([...tags].sort()).toEqual(["g", "path", "rect", "svg", "text", "title"]);
      const titles = [...svg.matchAll(/<title>(.*?)<\/title>/g)].map(([, title = ""]) =>
        title
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&quot;", '"')
          .replaceAll("&amp;", "&"),
      );
      expect(titles.filter((title) => title === shown)).toHaveLength(2);
    });
  });

  it("narrows to what is asked for", async () => {
    emulator.setState(tenant());
    const { stdout } = await graph("--policy", "baseline");
    expect(stdout).toMatch(/^Baseline/);
    expect(stdout).not.toContain("Idle");
  });

  it("draws a large tenant with boxes that do not overlap", async () => {
    emulator.setState(largeTenant());
    const { stdout } = await graph("--format", "svg");
    const boxes = [
      ...stdout.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx/g),
    ].map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number]);
    expect(boxes.length).toBeGreaterThan(20);
    const overlapping = boxes.filter(([x, y, width, height], index) =>
      boxes.some(
        ([x2, y2, width2, height2], other) =>
          other !== index && x < x2 + width2 && x2 < x + width && y < y2 + height2 && y2 < y + height,
      ),
    );
    expect(overlapping).toEqual([]);
    expect(stdout.match(/<path /g)).toHaveLength(102);
  });
});

describe("a picture of a stack's state", () => {
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
  includes  all licensed users, where filter ${filter} matches
  includes  group ${kiosks}
`;

  it("comes from stdin, with the names that the stack knows, and without any sign-in", async () => {
    const { stdout } = await runCommand(["graph", "--state", "-"], { stdin: JSON.stringify(state) });
    expect(stdout).toBe(expected);
  });

  it("comes from a file", async () => {
    await writeFile(path.join(directory, "state.json"), JSON.stringify(state));
    const { stdout } = await runCommand(["graph", "--state", "state.json"], { directory });
    expect(stdout).toBe(expected);
  });

  it.each(["", "[]", "null", "{}", '{"deployment":{"resources":{}}}', '{"deployment":{"resources":[{}]}}'])(
    "says what it reads when it is given something else: %s",
    async (stdin) => {
      await expect(runCommand(["graph", "--state", "-"], { stdin })).rejects.toThrow(
        "What is read is what `pulumi stack export` prints.",
      );
    },
  );

  it("says that an empty stack has nothing to draw", async () => {
    const stdin = JSON.stringify({ version: 3, deployment: {} });
    await expect(runCommand(["graph", "--state", "-"], { stdin })).rejects.toThrow(
      "There is no policy to draw.",
    );
  });

  it("refuses options that only a tenant can answer", async () => {
    await expect(runCommand(["graph", "--state", "-", "--name", "x"])).rejects.toThrow(
      "--name: not with --state",
    );
  });
});
