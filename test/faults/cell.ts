import { inspect, isDeepStrictEqual } from "node:util";
import {
  type AssignmentState,
  type EmulatorState,
  type EmulatorStateInput,
  type JsonObject,
  type PolicyState,
  type RunningEmulator,
  startEmulator,
} from "../../emulator";
import { type Lifecycle, type Properties, ResourceInitError } from "../../provider/lifecycle/lifecycle";
import { type Kept, refresh, up } from "../support/miniEngine";
import { type ProviderProcess, providerProcess } from "../support/providerProcess";
import { until } from "../support/until";
import type { Column } from "./columns.mts";
import { type FaultCase, type Outcome, rulesOf, scopeOf } from "./fault.mts";
import { expectedIn } from "./matrix.mts";
import { declared, foreign, own } from "./world.mts";

/** A kind of policy: what differs in a cell. */
export interface Kind {
  readonly name: string;
  readonly idProperty: string;
  readonly collection: "deviceCompliancePolicies" | "deviceEnrollmentConfigurations";
  readonly policy: string;
}

export const kinds: readonly Kind[] = [
  {
    name: "DeviceCompliancePolicy",
    idProperty: "deviceCompliancePolicyId",
    collection: "deviceCompliancePolicies",
    policy: "9f2b6c1e-0000-4000-8000-000000000001",
  },
  {
    name: "EnrollmentConfiguration",
    idProperty: "deviceEnrollmentConfigurationId",
    collection: "deviceEnrollmentConfigurations",
    policy: "9f2b6c1e-0000-4000-8000-000000000002_Limit",
  },
];

const token = "the-token-of-this-matrix";
const otherPolicy = "9f2b6c1e-0000-4000-8000-000000000009";

/**
 * Runs one cell: the operation under the fault, then an `up` without faults by a new process, a refresh and a
 * delete. Answers what it came to, followed by every promise that was broken on the way.
 */
export async function runCell(
  row: FaultCase,
  column: Column,
  kind: Kind,
  refreshFirst: boolean,
): Promise<string> {
  const emulator = await startEmulator({ service: column.service, state: stateOf(column, kind) });
  try {
    return await new Cell(row, column, expectedIn(row, column), kind, emulator).run(refreshFirst);
  } finally {
    await emulator.close();
  }
}

class Cell {
  readonly #broken: string[] = [];
  readonly #processes: ProviderProcess[] = [];

  constructor(
    private readonly row: FaultCase,
    private readonly column: Column,
    private readonly expected: Outcome,
    private readonly kind: Kind,
    private readonly emulator: RunningEmulator,
  ) {}

  async run(refreshFirst: boolean): Promise<string> {
    const { verb } = this.column;
    const before = this.#entries();
    const other = this.#entries(otherPolicy);
    const kept = verb === "create" ? undefined : this.#kept(before);

    this.emulator.setFaults(rulesOf(this.row, this.column));
    const held = this.emulator.getState();
    if (this.row.policyDeleted) this.emulator.setState(this.#with(held, () => undefined));
    this.emulator.clearRequests();
    const { outcome, state } = await this.#operate(kept);
    this.emulator.setFaults([]);
    // What the service still does after the time limit has to happen first.
    if (this.row.fault.kind === "delay") {
      await until("the service has answered every request", () => this.#unanswered() === 0);
    }
    if (outcome === "done" && !this.#wasMet()) this.#broken.push("the fault was never met");
    const others = this.#foreignOf(before, outcome);
    if (this.row.policyDeleted) {
      this.emulator.setState(this.#with(held, (policy) => ({ ...policy, assignments: [...others] })));
    } else this.#judge(outcome, state, before);

    await this.#converge(state, refreshFirst, others);
    if (!same(this.#entries(otherPolicy), other)) this.#broken.push("another policy has changed");
    await Promise.all(this.#processes.map(({ client }) => client.close()));
    return [this.#named(outcome), ...this.#broken].join("; ");
  }

  /** The operation under the fault, and what the engine would have in its state afterwards. */
  async #operate(kept: Kept | undefined): Promise<{ outcome: string; state: Kept | undefined }> {
    const lifecycle = this.#lifecycle(true);
    try {
      if (this.column.verb === "read" && kept !== undefined) {
        const state = await refresh(lifecycle, kept);
        return { outcome: state === undefined ? "gone" : "done", state };
      }
      return { outcome: "done", state: await up(lifecycle, kept, this.#program()) };
    } catch (error) {
      if (inspect(error, { depth: 10, showHidden: true }).includes(token))
        this.#broken.push("the error holds the token");
      // The engine keeps such a resource in its state.
      if (error instanceof ResourceInitError) {
        return {
          outcome: nameOf(error.cause),
          state: { id: error.id, outputs: error.outputs, hasInitErrors: true },
        };
      }
      return { outcome: nameOf(error), state: kept };
    }
  }

  /** Holds the state against Graph's truth. */
  #judge(outcome: string, state: Kept | undefined, before: readonly AssignmentState[]): void {
    const truth = this.#entries();
    if (JSON.stringify(state ?? {}).includes(token)) this.#broken.push("the state holds the token");
    if (outcome === "gone") this.#broken.push("an error was taken for gone");
    if (outcome === "done" && state !== undefined && this.row.foreign !== "takesOurs") {
      for (const { assignmentId, target } of assignmentsOf(state.outputs)) {
        const entry = truth.find(({ id }) => id === assignmentId);
        if (entry === undefined || !same(entry.target, graphTarget(target))) {
          this.#broken.push("the state has what Graph has not");
        }
      }
    }
    if (this.column.resource === "single") {
      const others = truth.filter(
        ({ target }) => ![own.before, own.created].some((ours) => same(ours, target)),
      );
      if (!same(sorted(others), sorted(this.#foreignOf(before, outcome)))) {
        this.#broken.push("an assignment of others has changed");
      }
    }
  }

  /** The next run without a fault has to end at the program, a refresh then sees nothing, a delete leaves nothing. */
  async #converge(
    state: Kept | undefined,
    refreshFirst: boolean,
    others: readonly AssignmentState[],
  ): Promise<void> {
    let kept = state;
    const drifted = this.row.foreign === "takesOurs" || this.row.policyDeleted;
    if (kept && (refreshFirst || drifted)) kept = await this.#refresh(kept);
    const program = this.#program();
    kept = await up(this.#lifecycle(), kept, program);
    this.#compare(program, others, "the next up");
    if (kept !== undefined && program !== undefined) {
      const seen = await this.#refresh(kept);
      if (seen === undefined || this.#lifecycle().diff(seen.outputs, program).length > 0) {
        this.#broken.push("a refresh sees a difference after the next up");
      }
      // Another run: a resource that a run has found unchanged is not deleted in the same one.
      await up(this.#lifecycle(), seen, undefined);
      this.#compare(undefined, others, "destroy");
    }
  }

  /** Later: Graph shows by then what is. */
  async #refresh(kept: Kept): Promise<Kept | undefined> {
    this.emulator.setState(this.emulator.getState());
    return refresh(this.#lifecycle(), kept);
  }

  #compare(program: Properties | undefined, others: readonly AssignmentState[], when: string): void {
    const wanted = program === undefined ? [] : targetsOf(program).map(graphTarget);
    const expected = sorted([...others.map(({ target }) => target), ...wanted]);
    const truth = sorted(this.#entries().map(({ target }) => target));
    if (!same(truth, expected)) {
      this.#broken.push(`${when} leaves ${JSON.stringify(truth)} instead of ${JSON.stringify(expected)}`);
    }
  }

  #lifecycle(faulty = false): Lifecycle {
    const { operationTimeoutMs, requestTimeoutMs } = this.expected === "-" ? {} : this.row;
    const process = providerProcess(
      this.emulator.url,
      { "intune:accessToken": token },
      {
        graph: {
          backoff: { throttledMs: 5, brokenMs: 2, longestMs: 20 },
          ...(faulty && operationTimeoutMs !== undefined && { operationTimeoutMs }),
          ...(faulty && requestTimeoutMs !== undefined && { requestTimeoutMs }),
        },
        delays: { confirmation: [0, 2, 5, 10, 20], conflict: 20 },
      },
    );
    this.#processes.push(process);
    return process.resource(`${this.kind.name}Assignment${this.column.resource === "set" ? "Set" : ""}`);
  }

  /** The inputs that the program has in the end. */
  #program(): Properties | undefined {
    const { verb, resource } = this.column;
    if (verb === "delete") return undefined;
    const change = verb === "read" ? own.before : own.created;
    return {
      [this.kind.idProperty]: this.kind.policy,
      ...(resource === "set"
        ? { targets: [declared(own.kept), declared(change)] }
        : { target: declared(change) }),
    };
  }

  /** What the state holds of a resource that was made before. */
  #kept(entries: readonly AssignmentState[]): Kept {
    const { policy, idProperty } = this.kind;
    const known = (target: JsonObject) => ({
      assignmentId: entries.find((entry) => same(entry.target, target))?.id,
      target: declared(target),
    });
    if (this.column.resource === "single") {
      const { assignmentId, target } = known(own.before);
      return { id: `${policy}/${assignmentId}`, outputs: { [idProperty]: policy, assignmentId, target } };
    }
    const assignments = [known(own.before), known(own.kept)];
    const targets = assignments.map(({ target }) => target);
    return { id: policy, outputs: { [idProperty]: policy, targets, assignments } };
  }

  /** Other people's assignments that have to be there after the operation. */
  #foreignOf(before: readonly AssignmentState[], outcome: string): readonly AssignmentState[] {
    const ofOthers = before.filter(({ target }) => !Object.values(own).some((ours) => same(ours, target)));
    if (this.column.resource === "set") return ofOthers.filter(({ source }) => source === "policySets");
    const overwritten = this.#named(outcome) === "overwrites";
    if (this.row.foreign === "removes" && !overwritten) {
      return ofOthers.filter(({ target }) => !same(target, foreign.filtered.target));
    }
    if (this.row.foreign === "adds" && !overwritten) {
      const late = this.#entries().filter(({ target }) => same(target, foreign.late.target));
      return [
        ...ofOthers,
        ...(late.length > 0 ? late : [{ ...foreign.late, id: "missing" } as AssignmentState]),
      ];
    }
    return ofOthers;
  }

  /** Words for what `done` does not say. */
  #named(outcome: string): Outcome | string {
    if (outcome !== "done") return outcome;
    const { row, column } = this;
    const assigned = column.resource === "single" && column.write === "assign";
    if ((row.foreign === "adds" || row.foreign === "removes") && assigned) return "overwrites";
    return outcome;
  }

  #unanswered(): number {
    return this.emulator.requests.filter(({ status }) => status === 0).length;
  }

  #wasMet(): boolean {
    const { method, path = "" } = scopeOf(this.row, this.column);
    const pattern = new RegExp(`^/[^/]+${path.replaceAll("*", "[^/]+")}([?]|$)`);
    const met = this.emulator.requests.filter(
      (each) => each.method === method && pattern.test(each.path),
    ).length;
    return met >= (this.row.nth ?? 1);
  }

  #with(state: EmulatorState, change: (policy: PolicyState) => PolicyState | undefined): EmulatorState {
    const { collection, policy } = this.kind;
    const changed = state[collection].map((each) => (each.id === policy ? change(each) : each));
    return { ...state, [collection]: changed.filter((each) => each !== undefined) };
  }

  #entries(policy = this.kind.policy): readonly AssignmentState[] {
    const state: EmulatorState = this.emulator.getState();
    const held = state[this.kind.collection].find(({ id }) => id === policy)?.assignments ?? [];
    return held.map((entry) => ({ ...entry, target: withoutEmptyFilter(entry.target) }));
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : "no error object";
}

function stateOf({ resource, verb }: Column, { collection, policy }: Kind): EmulatorStateInput {
  const others = [foreign.filtered, foreign.everyDevice, foreign.future];
  const ours = { single: [own.before], set: [own.before, own.kept] }[resource].map((target) => ({ target }));
  const assignments = [
    ...(resource === "single" || verb === "create" ? others : []),
    foreign.ofPolicySet,
    ...(verb === "create" ? [] : ours),
  ];
  return {
    [collection]: [
      { id: policy, displayName: "Under test", assignments },
      { id: otherPolicy, displayName: "Another", assignments: others },
    ],
  };
}

function assignmentsOf(outputs: Properties): { assignmentId: unknown; target: JsonObject }[] {
  const { assignments = [outputs] } = outputs;
  return assignments as { assignmentId: unknown; target: JsonObject }[];
}

function targetsOf({ target, targets = [target] }: Properties): JsonObject[] {
  return targets as JsonObject[];
}

function graphTarget({ type, groupId }: JsonObject): JsonObject {
  return { "@odata.type": `#microsoft.graph.${type}`, groupId: groupId ?? null };
}

/** What beta answers for a target without a filter says the same as its absence. */
function withoutEmptyFilter(target: JsonObject): JsonObject {
  const {
    deviceAndAppManagementAssignmentFilterId: id,
    deviceAndAppManagementAssignmentFilterType: type,
    ...others
  } = target;
  return id === null && type === "none" ? others : target;
}

/** In an order of their own, whatever the order of entries and of their properties. */
function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => inspect(value, { sorted: true, depth: 10, breakLength: 200 })).sort();
}

const same = isDeepStrictEqual;
