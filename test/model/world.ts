import { isDeepStrictEqual } from "node:util";
import type { AssignmentState, EmulatorState, FaultRule, JsonObject, RunningEmulator } from "../../emulator";
import { policyKinds as emulated } from "../../emulator/policyKind";
import type { Properties } from "../../provider/lifecycle/lifecycle";
import type { ModelDoor } from "./doors";
import {
  about,
  canStand,
  type Declaration,
  type Declared,
  type Edit,
  edited,
  guid,
  keyOf,
  ownClasses,
  type Program,
  policies,
  policyOf,
} from "./program";
import { watchWrites } from "./requests";
import { ModelStack, type Replacement, type Run, type Step, type UpOptions } from "./stack";

/** One thing that happens. */
export type Action =
  | {
      readonly kind: "up";
      /** A program, or how it differs from the one before. */
      readonly program: Program | { readonly edits: readonly Edit[] };
      readonly parallel: number;
      /** How many more requests Graph gets before the program registers its nth resource, counted round. */
      readonly after?: readonly number[];
      readonly faults: readonly FaultRule[];
      readonly crashAfter: number | undefined;
      /** As with `--refresh`. */
      readonly refreshes?: boolean;
      readonly replaces?: Replacement | undefined;
      /** Whether reads can lag behind the run before. Default: no, since nobody can know what that one has removed. */
      readonly lagsAcross?: boolean;
      /**
       * What comes after an `up` that failed, before another program: the same program, a refresh, or nothing. If the
       * program takes something back, it is a refresh. Default: a refresh.
       */
      readonly afterFailure?: "same" | "refresh" | "nothing";
    }
  /** An `up` with `--target` or `--exclude`, which is about the resources with these names, and then one of all. */
  | {
      readonly kind: "targeted";
      readonly edits: readonly Edit[];
      readonly parallel: number;
      readonly targets: readonly string[];
    }
  /** Two programs in quick succession: reads of the second run can be from before the first one. */
  | {
      readonly kind: "succession";
      readonly edits: readonly [readonly Edit[], readonly Edit[]];
      readonly parallel: number;
      readonly faults: readonly FaultRule[];
    }
  /** `pulumi state delete` of one resource, and the same program again. A place is an index, counted round. */
  | { readonly kind: "forget"; readonly at: number }
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
  /** Other people's assignments, by policy. */
  readonly #foreign = new Map<string, AssignmentState[]>();
  /** The program of an `up` that was interrupted, which has to be run again. */
  #interrupted: Program | undefined;
  /** The program of an `up` that failed: run again, or followed by a refresh before another program. */
  #failed: Program | undefined;
  #program: Program = [];
  /** The programs that have run since the last one that succeeded: what any of them wants may be there. */
  #tried: Program[] = [];
  #drifted = false;
  /** Whether reads have lagged since the last refresh. They can show a target with an id that it had before. */
  #lagged = false;
  faultRules = 0;

  constructor(
    private readonly emulator: RunningEmulator,
    service: "documented" | "observed",
    door: ModelDoor,
    config: Readonly<Record<string, string>>,
    /** The policies that the tenant has. */
    indices: readonly number[] = ownClasses,
  ) {
    this.#stack = new ModelStack(door, emulator, config);
    emulator.configure({ service });
    emulator.setFaults([]);
    emulator.setState(startState(indices));
    for (const { id, assignments } of this.#policies()) this.#foreign.set(id, assignments);
  }

  async act(action: Action): Promise<void> {
    if (action.kind === "foreign") this.#foreignChange(action);
    else if (action.kind === "drift") this.#drift(action);
    else if (action.kind === "refresh") await this.#refresh(action.faults);
    else if (action.kind === "targeted") await this.#targetedUp(action);
    else if (action.kind === "succession") await this.#succession(action);
    else if (action.kind === "forget") await this.#forget(action);
    else await this.#up(action);
    this.#checkForeign();
  }

  /** Without faults, a refresh and an `up` end at the program. An empty program ends at other people's assignments. */
  async settle(): Promise<void> {
    await this.#finish();
    this.#checkForeign();
    await this.#converge([]);
    this.#checkForeign();
  }

  async #up(action: Extract<Action, { kind: "up" }>): Promise<void> {
    const { program, parallel, after = [], refreshes, replaces } = action;
    const { faults, crashAfter, afterFailure, lagsAcross } = action;
    const before = this.#failed ?? this.#program;
    const next = this.#interrupted ?? ("edits" in program ? edited(before, program.edits) : program);
    if (this.#drifted) await this.#refresh([]);
    else if (this.#failed !== undefined) {
      if (afterFailure === "same") await this.#converge(this.#failed);
      else if (afterFailure !== "nothing" || takesBack(next, this.#tried, this.#program)) {
        await this.#refresh([]);
      }
    }
    if (faults.length === 0 && crashAfter === undefined) {
      await this.#converge(next, { parallel, after, refreshes, replaces });
      return;
    }
    this.#tried.push(next);
    const run = await this.#faulty(
      faults,
      () => this.#watchedUp(next, { parallel, after, crashAfter, refreshes, replaces }),
      lagsAcross,
    );
    if (crashAfter === undefined && faults.every(onlyLags)) {
      for (const error of run.errors.values()) expectConflict(error);
    }
    this.#forgetForeignOfSets([...this.#tried, this.#program]);
    // What an interrupted run has made is not in the state, so it is run again, to its end, before the program changes.
    if (run.crashed) this.#interrupted = next;
    else if (run.errors.size === 0) this.#interrupted = undefined;
    this.#failed = run.errors.size > 0 ? next : undefined;
    if (!run.crashed && run.errors.size === 0) this.#succeeded(next);
    // The state can have what the run has deleted. Without `--replace`, only a refresh finds that.
    else if (replaces?.what === "all" && replaces.deletes === "first") this.#drifted = true;
  }

  /** What the run is not about stays. If a resource of the run can have taken it over, a refresh follows: see the limits. */
  async #targetedUp({ edits, parallel, targets }: Extract<Action, { kind: "targeted" }>): Promise<void> {
    await this.#finish();
    const before = this.#program;
    const next = edited(before, edits);
    this.#tried.push(next);
    const run = await this.#watchedUp(next, { parallel, targets });
    for (const error of run.errors.values()) expectConflict(error);
    this.#forgetForeignOfSets([next, before]);
    const isTargeted = ({ name }: Declaration) => targets.includes(name);
    const ofRun = [...before, ...next].filter(isTargeted);
    const others = before.filter((each) => !isTargeted(each));
    const untouched = others.filter((each) => ofRun.every((other) => isApart(each, other)));
    this.#checkAssigned(untouched);
    if (run.errors.size === 0) this.#checkAssigned(next.filter(isTargeted));
    if (untouched.length < others.length) await this.#refresh([]);
    await this.#converge(next, { parallel });
  }

  /** If a late read can show what the first run has removed, the second one waits for Graph: nobody can know of it. */
  async #succession({ edits, parallel, faults }: Extract<Action, { kind: "succession" }>): Promise<void> {
    await this.#finish();
    this.#letGraphCatchUp();
    const before = this.#policies().map(({ id }) => ({ id, targets: this.#targets(id) }));
    await this.#converge(edited(this.#program, edits[0]), { parallel });
    const program = edited(this.#program, edits[1]);
    const isKnown = before.every(({ id, targets }) =>
      targets.every((target) => has(this.#targets(id), target) || refilters(program, id, target)),
    );
    if (isKnown) {
      await this.#up({ kind: "up", program, parallel, faults, crashAfter: undefined, lagsAcross: true });
    } else {
      await this.#converge(program, { parallel });
    }
  }

  async #forget({ at }: Extract<Action, { kind: "forget" }>): Promise<void> {
    await this.#finish();
    const keys = [...this.#stack.state.keys()];
    const key = keys[at % Math.max(1, keys.length)];
    if (key === undefined) return;
    this.#stack.forget(key);
    this.emulator.clearRequests();
    const run = await this.#stack.up(this.#program, { parallel: 8 });
    for (const error of run.errors.values()) throw error;
    const writes = this.emulator.requests.filter(({ method }) => method !== "GET");
    if (writes.length > 0) throw new Error(`what exists is written again: ${JSON.stringify(writes)}`);
    this.#succeeded(this.#program);
  }

  /** Runs the last program until it has succeeded. */
  async #finish(): Promise<void> {
    await this.#converge(this.#interrupted ?? this.#failed ?? this.#program);
  }

  /** Without faults: an `up` has to succeed, but for what cannot change at once. */
  async #converge(program: Program, options: UpOptions = { parallel: 8 }): Promise<void> {
    if (this.#drifted) await this.#refresh([]);
    const before = this.#program;
    this.#tried.push(program);
    let run = await this.#watchedUp(program, options);
    if (run.errors.size > 0) {
      this.#expectConflicts(program, before, run, options);
      // As the message says: the target is freed in a run of its own first.
      const refused = new Set(run.errors.keys());
      const without = program.filter((declaration) => !refused.has(keyOf(declaration)));
      for (
        let left = without;
        run.errors.size > 0;
        left = left.filter((each) => !run.errors.has(keyOf(each)))
      ) {
        run = await this.#stack.up(left, options);
        for (const error of run.errors.values()) expectConflict(error);
      }
      run = await this.#stack.up(program, options);
      const [failed] = run.errors.values();
      if (failed !== undefined) throw failed;
    }
    this.#forgetForeignOfSets([...this.#tried, before]);
    this.#drifted = false;
    this.#interrupted = undefined;
    this.#failed = undefined;
    this.#succeeded(program);
    await this.#checkNothingLeft(program, { ...options, replaces: undefined });
  }

  /**
   * Whether an `up` succeeds or not, what it has made for a resource is there at its end, even if nobody knows that it
   * has, and what it has removed and does not want is not.
   */
  async #watchedUp(program: Program, options: UpOptions): Promise<Run> {
    const written: { readonly policyId: string; readonly targets: readonly JsonObject[] }[] = [];
    const begun: { readonly step: Step; readonly writes: number }[] = [];
    const run = await watchWrites(
      this.emulator,
      (policyId) => written.push({ policyId, targets: this.#targets(policyId) }),
      () =>
        this.#stack.up(program, {
          ...options,
          onStep: (step) => begun.push({ step, writes: written.length }),
        }),
    );
    for (const { step, writes } of begun) {
      const { policyId, targets } = assignedBy(step.properties);
      const after = written.slice(writes).filter((write) => write.policyId === policyId);
      const there = this.#targets(policyId);
      for (const target of targets) {
        const isThere = has(there, target);
        const wasMade =
          step.outcome === "done" ||
          (step.outcome === "unconfirmed" && after.some((write) => has(write.targets, target)));
        const wasTaken = after.some((write) => !has(write.targets, target));
        const what = `${JSON.stringify(target)} on ${policyId}`;
        if (step.kind === "put" && wasMade && !isThere) throw new Error(`the run has lost ${what}`);
        if (step.kind === "delete" && wasTaken && isThere && !declares(program, policyId, target)) {
          throw new Error(`the run has brought back ${what}`);
        }
      }
    }
    return run;
  }

  #succeeded(program: Program): void {
    this.#program = program;
    this.#tried = [];
    this.#checkTruth(program);
    this.#checkState();
  }

  /** The next `up` changes nothing, and a refresh finds nothing. */
  async #checkNothingLeft(program: Program, options: UpOptions): Promise<void> {
    if (this.#lagged) await this.#refresh([]);
    this.emulator.clearRequests();
    const again = await this.#stack.up(program, options);
    const state = new Map(this.#stack.state);
    await this.#refresh([]);
    if (again.changed > 0 || again.errors.size > 0) throw new Error("the next up changes something");
    if (!isDeepStrictEqual(state, this.#stack.state)) {
      const [before, after] = [state, this.#stack.state].map((each) => JSON.stringify([...each]));
      throw new Error(`a refresh sees\n${after}\ninstead of\n${before}`);
    }
  }

  /**
   * A target that another resource has the other way round, or with another filter, can come in the same run only
   * where all changes are in flight together and the other resource is updated in place, by the same provider.
   */
  #expectConflicts(program: Program, before: Program, run: Run, options: UpOptions): void {
    const { parallel, after = [], replaces } = options;
    const isAtOnce = parallel >= program.length && after.every((requests) => requests === 0);
    const isInPlace = replaces === undefined;
    const next = new Map(program.map((each) => [keyOf(each), each]));
    /** Whether all that stands in its way goes on, unless it waits for one of those that go on already. */
    const goesOn = (declaration: Declaration, waiting: readonly Declaration[] = []): boolean =>
      waiting.includes(declaration) ||
      before
        .filter((each) => holdsOther(each, declaration))
        .every((holder) => {
          const changed = next.get(keyOf(holder));
          return (
            changed?.policy === holder.policy &&
            changed.provider === declaration.provider &&
            goesOn(changed, [...waiting, declaration])
          );
        });
    for (const [key, error] of run.errors) {
      expectConflict(error);
      const declaration = next.get(key);
      const isHeld = declaration && before.some((each) => holdsOther(each, declaration));
      if (isHeld && isAtOnce && isInPlace && this.#tried.length === 1 && goesOn(declaration)) throw error;
    }
  }

  /** A whole set takes away what others have assigned. */
  #forgetForeignOfSets(programs: readonly Program[]): void {
    for (const { isSet, policy } of programs.flat()) {
      const id = policyOf(policy).id;
      if (isSet)
        this.#foreign.set(
          id,
          this.#entries(id).filter(({ target }) => isForeign(target)),
        );
    }
  }

  async #refresh(faults: readonly FaultRule[]): Promise<void> {
    const run = await this.#faulty(faults, () => this.#stack.refresh());
    const [failed] = run.errors.values();
    if (faults.length === 0 && failed !== undefined) throw failed;
    if (run.errors.size > 0) return;
    this.#drifted = false;
    this.#lagged = faults.some(({ fault }) => lags(fault));
  }

  async #faulty(faults: readonly FaultRule[], run: () => Promise<Run>, lagsAcross = false): Promise<Run> {
    const isLate = faults.some(({ fault }) => lags(fault));
    if (isLate && !lagsAcross) this.#letGraphCatchUp();
    this.#lagged ||= isLate;
    this.emulator.setFaults(faults);
    const result = await run();
    this.faultRules += faults.length;
    this.emulator.setFaults([]);
    if (isLate) this.#letGraphCatchUp();
    return result;
  }

  /** Time passes: reads show what is. */
  #letGraphCatchUp(): void {
    this.emulator.setState(this.emulator.getState());
  }

  #foreignChange({ policy, group, there }: Extract<Action, { kind: "foreign" }>): void {
    const id = policyOf(policy).id;
    // A whole set owns what others assign, so it drifts.
    const declared = [...this.#tried, this.#program].flat();
    if (declared.some((each) => each.isSet && policyOf(each.policy).id === id)) this.#drifted = true;
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
    const id = policyOf(policy).id;
    const ours = this.#entries(id).filter(({ target }) => !isForeign(target));
    const chosen = ours[index % Math.max(1, ours.length)];
    // An assignment of a run that failed is not known to be ours, once somebody has changed it.
    if (chosen === undefined || this.#tried.length > 0) return;
    this.#drifted = true;
    this.#change(id, (assignments) =>
      assignments.flatMap((entry) => {
        if (entry.id !== chosen.id) return [entry];
        const canHaveFilter =
          policyOf(policy).kind.filters !== "none" &&
          !String(entry.target["@odata.type"]).includes("exclusion");
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
    for (const { policy, targets } of program) {
      const id = policyOf(policy).id;
      wanted.set(id, [...(wanted.get(id) ?? []), ...targets.map(graphTarget)]);
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

  /** What some resources declare is there. */
  #checkAssigned(declarations: Program): void {
    for (const { name, policy, targets } of declarations) {
      const there = this.#targets(policyOf(policy).id);
      for (const target of targets.map(graphTarget)) {
        if (!has(there, target)) throw new Error(`${name} lacks ${JSON.stringify(target)}`);
      }
    }
  }

  /** What the state says exists is there, under the id that it says, as far as it can know that. */
  #checkState(): void {
    for (const [name, { outputs }] of this.#stack.state) {
      const id = policyIdOf(outputs);
      const { assignments = [outputs] } = outputs;
      for (const { assignmentId, target } of assignments as { assignmentId: string; target: Declared }[]) {
        const wanted = graphTarget(target);
        const ofId = this.#entries(id).find((each) => each.id === assignmentId)?.target;
        if (this.#lagged && has(this.#targets(id), wanted)) continue;
        expectSame([ofId], [wanted], `what the state has of ${name}`);
      }
    }
  }

  #policies(): Policy[] {
    return policiesIn(this.emulator.getState());
  }

  #entries(id: string): AssignmentState[] {
    const assignments = this.#policies().find((policy) => policy.id === id)?.assignments ?? [];
    return assignments.map((entry) => ({ ...entry, target: withoutEmptyFilter(entry.target) }));
  }

  #targets(id: string): JsonObject[] {
    return this.#entries(id).map(({ target }) => target);
  }

  #change(id: string, change: (assignments: AssignmentState[]) => AssignmentState[]): void {
    const state: EmulatorState = this.emulator.getState();
    for (const policy of policiesIn(state)) {
      if (policy.id === id) policy.assignments = change(policy.assignments);
    }
    this.emulator.setState(state);
  }
}

function startState(indices: readonly number[]) {
  const state: Record<string, object[]> = {};
  for (const { kind, id } of indices.map(policyOf)) {
    const policy = { id, [kind.nameProperty]: kind.noun, assignments: startAssignments(kind.collection) };
    state[kind.collection] = [...(state[kind.collection] ?? []), policy];
  }
  return state;
}

/** Other people's assignments, as far as the kind can have them. */
function startAssignments(collection: string) {
  const kind = emulated.find((each) => each.collection === collection);
  const takesAny = kind?.observed.targets === undefined;
  const type = (name: string) => `#microsoft.graph.${name}`;
  const everyUser = { "@odata.type": type("allLicensedUsersAssignmentTarget") };
  const someGroup = { "@odata.type": type("groupAssignmentTarget"), groupId: guid(998) };
  return [
    { target: { ...(takesAny ? everyUser : someGroup), [filterId]: guid(60), [filterType]: "include" } },
    ...(takesAny
      ? [{ target: { "@odata.type": type("futureTarget"), weight: 3.5, rules: [{ a: null }] } }]
      : []),
    ...(kind?.hasSource
      ? [
          {
            target: { "@odata.type": type("groupAssignmentTarget"), groupId: guid(999) },
            source: "policySets",
          },
        ]
      : []),
  ];
}

function policiesIn(state: EmulatorState): Policy[] {
  return emulated.flatMap(({ collection }): Policy[] => state[collection]);
}

/** Whether a program wants again what was there before programs that failed, and that one of these did not want. */
function takesBack(next: Program, failed: readonly Program[], before: Program): boolean {
  const wanted = (program: Program) =>
    new Set(program.flatMap(({ policy, targets }) => targets.map((target) => `${policy} ${about(target)}`)));
  const dropped = failed.reduce(
    (targets, program) => targets.union(wanted(before).difference(wanted(program))),
    new Set<string>(),
  );
  return !wanted(next).isDisjointFrom(dropped);
}

/** Whether neither of two resources has to do with the other one's targets. A whole set has, with all of its policy. */
function isApart(one: Declaration, other: Declaration): boolean {
  return one.policy !== other.policy || canStand(one, other);
}

/** Whether a resource holds a target the other way round or with another filter. */
function holdsOther(holder: Declaration, { policy, targets }: Declaration): boolean {
  if (holder.policy !== policy) return false;
  return holder.targets.some((held) =>
    targets.some((target) => about(held) === about(target) && !isDeepStrictEqual(held, target)),
  );
}

function policyIdOf(properties: Properties): string {
  const named = ["policyId", ...policies.map(({ kind }) => kind.policyIdProperty)];
  return String(named.map((property) => properties[property]).find((value) => value !== undefined));
}

/** What a resource assigns, by its inputs or outputs. */
function assignedBy(properties: Properties): { policyId: string; targets: readonly JsonObject[] } {
  const { target, targets = [target] } = properties;
  return { policyId: policyIdOf(properties), targets: (targets as Declared[]).map(graphTarget) };
}

function has(targets: readonly JsonObject[], target: JsonObject): boolean {
  return targets.some((each) => isDeepStrictEqual(each, target));
}

function declares(program: Program, policyId: string, target: JsonObject): boolean {
  return program.some(
    ({ policy, targets }) => policyOf(policy).id === policyId && has(targets.map(graphTarget), target),
  );
}

/** Whether a fault makes reads show what was there before. */
function lags({ kind }: FaultRule["fault"]): boolean {
  return kind === "staleReads" || kind === "staleExclusions";
}

/** Whether a rule lets no request fail: the reads after a write show the set before it. */
function onlyLags({ method, fault }: FaultRule): boolean {
  return method !== "GET" && fault.kind === "staleReads";
}

/** Whether a program declares a target, with another filter. */
function refilters(program: Program, policyId: string, target: JsonObject): boolean {
  const plain = withoutFilter(target);
  return (
    !declares(program, policyId, target) &&
    program
      .filter(({ policy }) => policyOf(policy).id === policyId)
      .some(({ targets }) => has(targets.map(graphTarget).map(withoutFilter), plain))
  );
}

/** A `TargetConflictError`, of which no more than the words come through each door. */
function expectConflict(error: unknown): void {
  if (!(error instanceof Error && /^The assignment of .* was not made: /.test(error.message))) throw error;
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

function withoutFilter({ [filterId]: _id, [filterType]: _type, ...others }: JsonObject): JsonObject {
  return others;
}

function withoutEmptyFilter(target: JsonObject): JsonObject {
  return target[filterId] === null && target[filterType] === "none" ? withoutFilter(target) : target;
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
