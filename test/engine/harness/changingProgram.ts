import type { EmulatorState, JsonObject, RunningEmulator } from "../../../emulator";
import type { Deployment } from "./deployment";
import type { DoorName } from "./pairs";
import { Stack, type StackOptions } from "./stack";

/** A target as a program declares it. */
export type Declared = Readonly<Record<string, unknown>>;

/** One assignment, or a policy's whole set, in a program that changes. */
interface ChangingResource {
  /** The policy's id. One with `_` is an enrollment configuration. */
  readonly policy: string;
  /** One target, or the targets of a whole set. */
  readonly targets: Declared | readonly Declared[];
  /** The component that it stands in. */
  readonly component?: string;
  /** The explicit provider, which it gets from its component if it stands in one. Each is a process of its own. */
  readonly provider?: string;
  /** The resources that have to be made first. */
  readonly dependsOn?: readonly string[];
  /** Default: the door of the program. */
  readonly door?: DoorName;
}

/** The resources of a program by their name. */
export type ChangingProgram = Readonly<Record<string, ChangingResource>>;

const programFile = "program.json";

const source = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const config = new pulumi.Config("intune");
const settings = { graphEndpoint: config.require("graphEndpoint"), accessToken: config.requireSecret("accessToken") };
const made = {};
const once = (name, make) => (made[name] ??= make());
for (const { kind, name, args, door, provider, component, dependsOn = [] } of require("./${programFile}")) {
  process.env.INTUNE_PLUGIN = String(door === "plugin");
  const own = provider && once("provider " + provider + door, () => new intune.Provider(provider, settings));
  const parent = component && once("component " + component + provider + door, () =>
    new pulumi.ComponentResource("test:index:Wrapper", component, {}, own && { providers: [own] }));
  made[name] = new intune[kind](name, args, {
    ...(parent ? { parent } : { provider: own }),
    dependsOn: dependsOn.map((other) => made[other]),
  });
}
`;

/** Makes a stack whose programs are declared by {@link declare}. */
export function createChangingStack(url: string, options: Partial<StackOptions> = {}): Promise<Stack> {
  return Stack.create({
    program: source,
    files: { [programFile]: "[]" },
    config: { "intune:graphEndpoint": url },
    secrets: { "intune:accessToken": "the-token-of-a-changing-program" },
    ...options,
  });
}

/** Makes this the program of the stack. */
export async function declare(
  stack: Stack,
  program: ChangingProgram,
  door: DoorName = "dynamic",
): Promise<void> {
  const resources = Object.entries(program).map(([name, { policy, targets, ...rest }]) => {
    const isEnrollment = policy.includes("_");
    const isSet = Array.isArray(targets);
    const kind = `${isEnrollment ? "EnrollmentConfiguration" : "DeviceCompliancePolicy"}Assignment${isSet ? "Set" : ""}`;
    const idProperty = isEnrollment ? "deviceEnrollmentConfigurationId" : "deviceCompliancePolicyId";
    const args = { [idProperty]: policy, [isSet ? "targets" : "target"]: targets };
    return { kind, name, args, door, ...rest };
  });
  await stack.write(programFile, JSON.stringify(resources));
}

/** What a policy has and should not have, and the other way round. */
export interface Deviation {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/**
 * Compares what Graph holds with a program and with what others have assigned.
 *
 * @param others - Other people's targets, by policy.
 * @returns The policies that differ; `{}` where Graph is just the program and what others have assigned.
 */
export function deviations(
  emulator: RunningEmulator,
  program: ChangingProgram,
  others: Readonly<Record<string, readonly Declared[]>> = {},
): Record<string, Deviation> {
  const found: Record<string, Deviation> = {};
  for (const { id, assignments } of policiesOf(emulator.getState())) {
    const expected = [
      ...(others[id] ?? []),
      ...Object.values(program).flatMap(({ policy, targets }) => (policy === id ? targets : [])),
    ].map((target) => canonical(target as Declared));
    const there = assignments.map(({ target }) => canonical(declared(target)));
    const missing = difference(expected, there);
    const unexpected = difference(there, expected);
    if (missing.length + unexpected.length > 0) found[id] = { missing, unexpected };
  }
  return found;
}

/** What the state says otherwise than Graph and the program; `[]` where they agree. */
export function stateDeviations(
  emulator: RunningEmulator,
  program: ChangingProgram,
  state: Deployment,
): string[] {
  const policies = new Map(policiesOf(emulator.getState()).map((policy) => [policy.id, policy.assignments]));
  const idOf = (policy: string, target: Declared) =>
    policies.get(policy)?.find((entry) => canonical(declared(entry.target)) === canonical(target))?.id;
  const known = Object.entries(state.resources).filter(([, { custom }]) => custom);
  const wrong = known
    .filter(([name]) => !(name in program))
    .map(([name]) => `${name}: in the state and not in the program`);
  for (const [name, { policy, targets }] of Object.entries(program)) {
    const outputs = state.resources[name]?.outputs ?? {};
    const says = Array.isArray(targets)
      ? outputs["assignments"]
      : { assignmentId: outputs["assignmentId"], target: outputs["target"] };
    const should = Array.isArray(targets)
      ? targets.map((target: Declared) => ({ assignmentId: idOf(policy, target), target }))
      : { assignmentId: idOf(policy, targets as Declared), target: targets };
    if (normal(says) !== normal(should)) wrong.push(`${name}: ${normal(says)} instead of ${normal(should)}`);
  }
  return wrong;
}

function policiesOf({ deviceCompliancePolicies, deviceEnrollmentConfigurations }: EmulatorState) {
  return [...deviceCompliancePolicies, ...deviceEnrollmentConfigurations];
}

const filterId = "deviceAndAppManagementAssignmentFilterId";
const filterType = "deviceAndAppManagementAssignmentFilterType";

/** A target of Graph as a program would declare it. */
function declared({
  "@odata.type": type,
  [filterId]: id,
  [filterType]: mode,
  ...properties
}: JsonObject): Declared {
  const filter = mode === undefined || mode === "none" ? {} : { filter: { id, type: mode } };
  return { type: String(type).replace("#microsoft.graph.", ""), ...properties, ...filter };
}

/** A target as Graph holds it. */
export function asGraphTarget({ type, filter, ...properties }: Declared): JsonObject {
  const { id, type: mode } = (filter ?? {}) as { id?: string; type?: string };
  return {
    "@odata.type": `#microsoft.graph.${String(type)}`,
    ...(properties as JsonObject),
    ...(id !== undefined && mode !== undefined && { [filterId]: id, [filterType]: mode }),
  };
}

const canonical = normal;

function normal(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** What is in the first list more often than in the second. */
function difference(from: readonly string[], less: readonly string[]): string[] {
  const rest = [...less];
  return from.filter((item) => {
    const at = rest.indexOf(item);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
