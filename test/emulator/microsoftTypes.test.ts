// What the emulator answers, held against the types that Microsoft generates from Graph's metadata. `tsc` compares the
// policies of every kind with those types as they are answered; of the rest, it compares fixtures, and the tests compare
// the answers with the fixtures.
import path from "node:path";
import type * as v1 from "@microsoft/microsoft-graph-types";
import type * as beta from "@microsoft/microsoft-graph-types-beta";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { EmulatorStateInput } from "../../emulator";
import type { Version } from "../../emulator/policyColumns";
import { type PolicyKind, policyKinds } from "../../emulator/policyKind";
import { root } from "../../tools/setup/root.mjs";
import { behaviors, compliancePolicy, pilotRing, start } from "./support/emulator";

/** Graph's types say nothing of annotations. */
type Annotated<T> = T & { readonly "@odata.type"?: string };

const toPilotRing = {
  "@odata.type": "#microsoft.graph.groupAssignmentTarget",
  groupId: pilotRing,
} satisfies Annotated<v1.GroupAssignmentTarget>;
const filteredDevices = {
  "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
  deviceAndAppManagementAssignmentFilterId: "f0000000-0000-4000-8000-000000000001",
  deviceAndAppManagementAssignmentFilterType: "include",
} satisfies Annotated<beta.AllDevicesAssignmentTarget>;

/** Policies of a state with properties that the emulator knows nothing of. */
const ofState = {
  windows: {
    "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
    id: "5d0c1f2e-0000-4000-8000-000000000001",
    displayName: "Windows\u00a011 | [Prod]",
    passwordRequired: true,
    passwordMinimumLength: 8,
    validOperatingSystemBuildRanges: [
      { description: "24H2", lowestVersion: "10.0.26100.1", highestVersion: "10.0.26100.9999" },
    ],
    assignments: [
      {
        id: "5d0c1f2e-0000-4000-8000-000000000001_adadadad-808e-44e2-905a-0b7873a8a531",
        source: "direct",
        sourceId: null,
        target: filteredDevices,
      },
    ],
  } satisfies Annotated<beta.Windows10CompliancePolicy>,
  limit: {
    "@odata.type": "#microsoft.graph.deviceEnrollmentLimitConfiguration",
    id: "5d0c1f2e-0000-4000-8000-000000000002_Limit",
    displayName: "Ten devices",
    deviceEnrollmentConfigurationType: "limit",
    limit: 10,
    priority: 1,
    assignments: [],
  } satisfies Annotated<beta.DeviceEnrollmentLimitConfiguration>,
};

const filter = {
  id: "f0000000-0000-4000-8000-000000000001",
  displayName: "Corporate",
  platform: "windows10AndLater",
  rule: '(device.deviceOwnership -eq "Corporate")',
  assignmentFilterManagementType: "devices",
} satisfies beta.DeviceAndAppManagementAssignmentFilter;

const group = {
  id: pilotRing,
  deletedDateTime: null,
  displayName: "Pilot ring",
  mailEnabled: false,
  mailNickname: "pilot-ring",
  securityEnabled: true,
} satisfies v1.Group;

/** The types of the enrollment configurations that an emulator without a state lists. */
const enrollmentTypes = [
  "windows10EnrollmentCompletionPageConfiguration",
  "platformRestrictions",
  "limit",
  "defaultLimit",
  "defaultPlatformRestrictions",
  "defaultWindowsHelloForBusiness",
  "defaultWindows10EnrollmentCompletionPageConfiguration",
  "windowsRestore",
] satisfies beta.DeviceEnrollmentConfigurationType[];

/** A policy as a version of Graph answers it. */
interface AnsweredPolicy extends Pick<PolicyKind, "root" | "collection"> {
  readonly version: Version;
  readonly policy: Readonly<Record<string, unknown>>;
}

/** The type of a policy: the one that it names, or its collection's where v1.0 does not know the type. */
function typeOf({ version, root, collection, policy }: AnsweredPolicy): string {
  const types = version === "beta" ? "beta" : "v1";
  const capital = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const [, name] = /^#microsoft\.graph\.(\w+)$/.exec(String(policy["@odata.type"])) ?? [];
  return name === undefined
    ? `NonNullable<${types}.${capital(root)}["${collection}"]>[number]`
    : `${types}.${capital(name)} & { "@odata.type": string }`;
}

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  lib: ["lib.es2023.d.ts"],
  types: [],
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};
/** Microsoft's declarations, which are 4 MB and half comments. Programs with the same options share them. */
const declarations = new Map<string, ts.SourceFile | undefined>();

/** What `tsc` says of policies, each as a value of Microsoft's type. */
function problemsOf(answers: readonly AnsweredPolicy[]): string[] {
  const values = answers.map((answer) => `${JSON.stringify(answer.policy)} satisfies ${typeOf(answer)},`);
  const text = [
    'import type * as v1 from "@microsoft/microsoft-graph-types";',
    'import type * as beta from "@microsoft/microsoft-graph-types-beta";',
    // The services answer most policies alike.
    `export const policies = [\n${[...new Set(values)].join("\n")}\n];`,
  ].join("\n");
  const file = path.join(root, "test", "answers.ts");
  const host = ts.createCompilerHost(options);
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => {
    if (name.endsWith("/test/answers.ts")) return ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
    if (!declarations.has(name)) declarations.set(name, getSourceFile.call(host, name, ...rest));
    return declarations.get(name);
  };
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFiles().filter(({ fileName }) => fileName.endsWith("/test/answers.ts"));
  return source.flatMap((each) =>
    [...program.getSyntacticDiagnostics(each), ...program.getSemanticDiagnostics(each)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
    ),
  );
}

describe("Microsoft's types", () => {
  it("fit the policies of every kind, in each version, on both services", async () => {
    const answers: AnsweredPolicy[] = [];
    for (const service of behaviors) {
      const client = await start({ service });
      for (const { root, collection, versions, nameProperty, example } of policyKinds) {
        for (const version of versions) {
          const list = `/${version}/${root}/${collection}`;
          const { value } = (await client.get(list)).body;
          expect(value).not.toEqual([]);
          for (const { id } of value) {
            // The answer about a single policy names its type.
            const { body } = await client.get(`${list}/${id}`);
            answers.push({ version, root, collection, policy: { ...body } });
          }
          if (example !== undefined) expect(answers.at(-1)?.policy[nameProperty]).toBe(example[1]);
        }
      }
    }
    expect(problemsOf(answers)).toEqual([]);
  });

  it("refuse a property and a value that they do not have", () => {
    const [version, root, collection] = ["beta", "deviceManagement", "deviceShellScripts"] as const;
    const policy = { "@odata.type": "#microsoft.graph.deviceShellScript", id: "1" };
    const odd = [
      { ...policy, passwordRequired: true },
      { ...policy, displayName: 7 },
    ];
    expect(problemsOf(odd.map((policy) => ({ version, root, collection, policy })))).toEqual([
      expect.stringContaining("does not exist in type 'DeviceShellScript"),
      expect.stringContaining("Type 'number' is not assignable to type 'string"),
    ]);
  });

  it.each(behaviors)("fit assignments on the %s service", async (service) => {
    const assignment = {
      v1: { id: expect.any(String), target: toPilotRing } satisfies v1.DeviceCompliancePolicyAssignment,
      beta: {
        id: expect.any(String),
        source: "direct",
        sourceId: compliancePolicy,
        target: {
          ...toPilotRing,
          deviceAndAppManagementAssignmentFilterId: null,
          deviceAndAppManagementAssignmentFilterType: "none",
        } satisfies Annotated<beta.GroupAssignmentTarget>,
      } satisfies beta.DeviceCompliancePolicyAssignment,
    };
    const type = service === "documented" && {
      "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
    };
    const client = await start({ service });
    const path = `deviceManagement/deviceCompliancePolicies/${compliancePolicy}`;
    const assigned = await client.post(`/v1.0/${path}/assign`, { assignments: [{ target: toPilotRing }] });
    expect(assigned.body.value).toEqual([{ ...type, ...assignment.v1 }]);
    const { value } = (await client.get(`/beta/${path}/assignments`)).body;
    expect(value).toEqual([{ ...type, ...assignment.beta }]);
  });

  it.each(behaviors)("fit what comes from a state on the %s service", async (service) => {
    const state: EmulatorStateInput = {
      deviceCompliancePolicies: [ofState.windows],
      deviceEnrollmentConfigurations: [ofState.limit],
      assignmentFilters: [filter],
    };
    const client = await start({ service, state });
    const get = async (path: string) => (await client.get(`/beta/deviceManagement/${path}`)).body;
    const { assignments, ...windows } = ofState.windows;
    expect(await get(`deviceCompliancePolicies/${windows.id}`)).toEqual(windows);
    expect((await get(`deviceCompliancePolicies/${windows.id}/assignments`)).value).toMatchObject(
      assignments,
    );
    expect(await get(`deviceEnrollmentConfigurations/${ofState.limit.id}?$expand=assignments`)).toEqual(
      ofState.limit,
    );
    expect(await get(`assignmentFilters/${filter.id}`)).toEqual(filter);
  });

  it("fit groups, and the types of enrollment configurations", async () => {
    const client = await start();
    expect((await client.get(`/v1.0/groups/${pilotRing}`)).body).toEqual(group);
    const listed = await client.get(
      "/beta/deviceManagement/deviceEnrollmentConfigurations?$select=deviceEnrollmentConfigurationType",
    );
    expect(listed.body.value).toMatchObject(
      enrollmentTypes.map((deviceEnrollmentConfigurationType) => ({ deviceEnrollmentConfigurationType })),
    );
  });
});
