import { isDeepStrictEqual } from "node:util";
import type { AssignmentState, EmulatorState, FaultRule, JsonObject, RunningEmulator } from "../../emulator";
import { compatible, type Declared, guid, type Program, policies, resourcesOf } from "./program";
import { ModelStack, type Run } from "./stack";

/** One thing that happens. */
export type Action =
  | {
      readonly kind: "up";
      readonly program: Program;
      readonly faults: readonly FaultRule[];
      readonly crashAfter: number | undefined;
    }
  | { readonly kind: "refresh"; readonly faults: readonly FaultRule[] }
  /** Somebody else assigns or takes away one of their own. */
  | { readonly kind: "foreign"; readonly policy: number; readonly group: number; readonly there: boolean }
  /** Somebody takes one of ours away, or narrows it to some devices. */
  | { readonly kind: "drift"; readonly policy: number; readonly index: number; readonly narrow: boolean };

interface Policy {
  readonly id: string;
  assignments: AssignmentState[];
}

const filterId = "deviceAndAppManagementAssignmentFilterId";
const filterType = "deviceAndAppManagementAssignmentFilterType";

/** A tenant, a stack, and what a small model says must be there. */
export class World {
  readonly #stack: ModelStack;
  /** Assignments of others, by policy. */
  #foreign = new Map<string, AssignmentState[]>();
  /** The program of an `up` that failed, which has to be run again. */
  #unfinished: Program | undefined;
  #program: Program = { singles: {}, set: undefined };
  #drifted = false;
  faultRules = 0;

  constructor(
    private readonly emulator: RunningEmulator,
    service: "documented" | "observed",
    config: Readonly<Record<string, string>>,
  ) {
    this.#stack = new ModelStack(emulator.url, config);
    emulator.configure({ service });
    emulator.setFaults([]);
    emulator.setState(startState());
    for (const { id, assignments } of this.#policies()) this.#foreign.set(id, assignments);
  }

  async act(action: Action): Promise<void> {
    if (action.kind === "foreign") this.#foreignChange(action);
    else if (action.kind === "drift") this.#drift(action);
    else if (action.kind === "refresh") await this.#refresh(action.faults);
    else await this.#up(action.program, action.faults, action.crashAfter);
    this.#checkForeign();
  }

  /** Without faults, a refresh and an `up` have to end at the program, and an empty program at what is of others. */
  async settle(): Promise<void> {
    await this.#converge(this.#unfinished ?? this.#program);
    this.#checkForeign();
    await this.#converge({ singles: {}, set: undefined });
    this.#checkForeign();
  }

  async #up(program: Program, faults: readonly FaultRule[], crashAfter: number | undefined): Promise<void> {
    // A failed `up` is to be finished by the next one, before the program changes.
    if (this.#drifted) await this.#converge(this.#unfinished ?? this.#program);
    const next = this.#unfinished ?? compatible(program, this.#program);
    const run = await this.#faulty(faults, () => this.#stack.up(next, crashAfter));
    if (run.errors.length > 0 || run.crashed) {
      if (faults.length === 0 && !run.crashed)
        throw new AggregateError(run.errors, `up failed without a fault: ${String(run.errors[0])}`);
      this.#unfinished = next;
      return;
    }
    this.#program = next;
    this.#unfinished = undefined;
    this.#checkTruth(next);
  }

  async #refresh(faults: readonly FaultRule[]): Promise<void> {
    const run = await this.#faulty(faults, () => this.#stack.refresh());
    if (faults.length === 0 && run.errors.length > 0)
      throw new AggregateError(run.errors, "refresh failed without a fault");
  }

  async #converge(program: Program): Promise<void> {
    if (this.#drifted) await this.#refresh([]);
    const run = await this.#stack.up(program);
    if (run.errors.length > 0)
      throw new AggregateError(run.errors, `up failed without a fault: ${String(run.errors[0])}`);
    this.#drifted = false;
    this.#unfinished = undefined;
    this.#program = program;
    this.#checkTruth(program);
    this.#checkState();
  }

  async #faulty(faults: readonly FaultRule[], run: () => Promise<Run>): Promise<Run> {
    this.emulator.setFaults(faults);
    const result = await run();
    this.faultRules += faults.length;
    this.emulator.setFaults([]);
    // Time passes until the next operation: Graph shows by then what is.
    this.emulator.setState(this.emulator.getState());
    return result;
  }

  #foreignChange({ policy, group, there }: Extract<Action, { kind: "foreign" }>): void {
    const id = this.#policyId(policy);
    const groupId = guid(900 + group);
    this.#change(id, (assignments) => {
      const others = assignments.filter(({ target }) => target["groupId"] !== groupId);
      const target = {
        "@odata.type": "#microsoft.graph.groupAssignmentTarget",
        groupId,
        [filterId]: guid(61),
        [filterType]: "include",
      };
      return there ? [...others, { id: `foreign-${group}`, target, source: "direct", sourceId: id }] : others;
    });
    const foreign = this.#entries(id).filter(
      ({ target, id: entryId }) => isForeign(target) || entryId.startsWith("foreign"),
    );
    this.#foreign.set(id, foreign);
  }

  #drift({ policy, index, narrow }: Extract<Action, { kind: "drift" }>): void {
    const id = this.#policyId(policy);
    const ours = this.#entries(id).filter(({ target }) => !isForeign(target));
    const chosen = ours[index % Math.max(1, ours.length)];
    // An assignment of a run that failed is not known to be ours, once somebody has changed it.
    if (chosen === undefined || this.#unfinished !== undefined) return;
    this.#drifted = true;
    this.#change(id, (assignments) =>
      assignments.flatMap((entry) => {
        if (entry.id !== chosen.id) return [entry];
        const canHaveFilter = !String(entry.target["@odata.type"]).includes("exclusion");
        if (!narrow || !canHaveFilter) return [];
        return [{ ...entry, target: { ...entry.target, [filterId]: guid(62), [filterType]: "exclude" } }];
      }),
    );
  }

  #checkForeign(): void {
    for (const [id, foreign] of this.#foreign) {
      const there = this.#entries(id).filter(({ target }) => isForeign(target));
      expectSame(there, foreign, `the assignments of others on ${id}`);
    }
  }

  #checkTruth(program: Program): void {
    const wanted = new Map<string, JsonObject[]>();
    for (const { inputs } of resourcesOf(program).values()) {
      const { target, targets = [target], ...ids } = inputs;
      const id = String(Object.values(ids)[0]);
      wanted.set(id, [...(wanted.get(id) ?? []), ...(targets as Declared[]).map(graphTarget)]);
    }
    for (const { id } of this.#policies()) {
      const ours = this.#entries(id).filter(({ target }) => !isForeign(target));
      expectSame(
        ours.map(({ target }) => target),
        wanted.get(id) ?? [],
        `our assignments on ${id}`,
      );
    }
  }

  /** What the state says exists is there, under the id that it says. */
  #checkState(): void {
    for (const [name, { outputs }] of this.#stack.state) {
      const { assignments = [outputs] } = outputs;
      const id = String(outputs["deviceCompliancePolicyId"] ?? outputs["deviceEnrollmentConfigurationId"]);
      for (const { assignmentId, target } of assignments as { assignmentId: string; target: Declared }[]) {
        const entry = this.#entries(id).find((each) => each.id === assignmentId);
        expectSame([entry?.target], [graphTarget(target)], `what the state has of ${name}`);
      }
    }
  }

  #policyId(index: number): string {
    return policies.singles[index % policies.singles.length]?.[2] ?? policies.set[2];
  }

  #policies(): Policy[] {
    const { deviceCompliancePolicies, deviceEnrollmentConfigurations } = this.emulator.getState();
    return [...deviceCompliancePolicies, ...deviceEnrollmentConfigurations];
  }

  #entries(id: string): AssignmentState[] {
    const assignments = this.#policies().find((policy) => policy.id === id)?.assignments ?? [];
    return assignments.map((entry) => ({ ...entry, target: withoutEmptyFilter(entry.target) }));
  }

  #change(id: string, change: (assignments: AssignmentState[]) => AssignmentState[]): void {
    const state: EmulatorState = this.emulator.getState();
    for (const policy of [...state.deviceCompliancePolicies, ...state.deviceEnrollmentConfigurations]) {
      if (policy.id === id) policy.assignments = change(policy.assignments);
    }
    this.emulator.setState(state);
  }
}

function startState() {
  const assignments = [
    {
      target: {
        "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget",
        [filterId]: guid(60),
        [filterType]: "include",
      },
    },
    { target: { "@odata.type": "#microsoft.graph.futureTarget", weight: 3.5, rules: [{ a: null }] } },
    {
      target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(999) },
      source: "policySets" as const,
    },
  ];
  const policy = ([kind, , id]: readonly [string, string, string], more: object) => ({
    id,
    displayName: kind,
    ...more,
  });
  const [first, second, third] = policies.singles;
  return {
    deviceCompliancePolicies: [
      policy(first, { assignments }),
      policy(second, { assignments }),
      policy(policies.set, { assignments: assignments.slice(2) }),
    ],
    deviceEnrollmentConfigurations: [policy(third, { assignments })],
  };
}

/** Groups from 900, all users, and what nobody knows yet are never ours. */
function isForeign(target: JsonObject): boolean {
  const { groupId } = target;
  if (typeof groupId === "string") return Number(groupId.slice(-3)) >= 900;
  return !String(target["@odata.type"]).includes("allDevices");
}

function graphTarget({ type, filter, ...properties }: Declared): JsonObject {
  const { id, type: mode } = (filter ?? {}) as { id?: string; type?: string };
  return {
    "@odata.type": `#microsoft.graph.${String(type)}`,
    ...(properties as JsonObject),
    ...(id !== undefined && mode !== undefined && { [filterId]: id, [filterType]: mode }),
  };
}

function withoutEmptyFilter(target: JsonObject): JsonObject {
  const { [filterId]: id, [filterType]: type, ...others } = target;
  return id === null && type === "none" ? others : target;
}

function expectSame(actual: readonly unknown[], expected: readonly unknown[], what: string): void {
  const rest = [...expected];
  for (const value of actual) {
    const index = rest.findIndex((other) => isDeepStrictEqual(other, value));
    if (index >= 0) rest.splice(index, 1);
    else rest.unshift(Symbol("missing"));
  }
  if (rest.length > 0) {
    throw new Error(
      `${what} are\n${JSON.stringify(actual, null, 1)}\ninstead of\n${JSON.stringify(expected, null, 1)}`,
    );
  }
}
