import type { GraphClient, Operation } from "../graph";
import { type Policy, type PolicyKind, writeVersionOf } from "../policyKind";
import { assignPath } from "../policyPath";
import type { Identity } from "../targets/identity";
import { targetTypes } from "../targets/targetTypes";
import { filterFields, filterOf, type GraphTarget, toGraph, typeName } from "../targets/wire";
import type { Entry } from "./entry";
import type { WriteVersions } from "./writeVersions";

/** A set to be written: entries as they came, and what is to be added. */
export interface NewSet {
  readonly kept: readonly Entry[];
  readonly added: readonly Identity[];
}

/**
 * Writes a policy's whole set by the `assign` action: through v1.0 if it can carry the whole set, else through beta.
 *
 * Sources:
 * https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-assign,
 * https://learn.microsoft.com/graph/api/intune-onboarding-deviceenrollmentconfiguration-assign
 */
export class AssignAction {
  constructor(
    private readonly client: GraphClient,
    private readonly versions: WriteVersions,
  ) {}

  /** @param beforeSending - Called when the request leaves; what it throws is thrown instead of sending. */
  async send(policy: Policy, set: NewSet, operation: Operation, beforeSending: () => void): Promise<void> {
    const planned = assignBody(policy, set);
    await this.versions.send(policy, planned.version, (version) =>
      this.client.send({
        method: "POST",
        path: assignPath(policy),
        operation,
        beforeSending,
        // A set that has to wait is planned again, because it may be out of date by then.
        throttled: "fail",
        version,
        body: version === planned.version ? planned.body : betaBody(policy.kind, set),
      }),
    );
  }
}

/** A request of the `assign` action. */
interface AssignBody {
  readonly version: "v1.0" | "beta";
  readonly body: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * The body that writes a set. v1.0 is used unless a member has a property that v1.0 lacks. Beta gets every entry as it
 * was read. Assignments from policy sets are not sent.
 */
export function assignBody(policy: Policy, set: NewSet): AssignBody {
  const { kind } = policy;
  const kept = set.kept.filter(({ direct }) => direct).map(inV1);
  const isPlain =
    writeVersionOf(policy) === "v1.0" &&
    !kept.includes(undefined) &&
    !set.added.some(({ target }) => filterOf(toGraph(target)));
  return isPlain
    ? { version: "v1.0", body: bodyOf(kind, kept, set.added) }
    : { version: "beta", body: betaBody(kind, set) };
}

function betaBody(kind: PolicyKind, { kept, added }: NewSet): AssignBody["body"] {
  const direct = kept.filter((entry) => entry.direct).map(({ raw }) => raw);
  return bodyOf(kind, direct, added);
}

function bodyOf(kind: PolicyKind, kept: readonly unknown[], added: readonly Identity[]): AssignBody["body"] {
  const arrivals = added.map(({ target }) => ({
    "@odata.type": kind.assignmentType,
    target: toGraph(target),
  }));
  return { [kind.assignParameter]: [...kept, ...arrivals] };
}

/** What beta adds to every assignment and what says nothing once `source` is `direct`. */
const betaOnly = ["source", "sourceId"];
const entryProperties = new Set(["@odata.type", "id", "target", ...betaOnly]);
const targetProperties = new Map(
  Object.entries(targetTypes).map(([type, { properties }]) => [
    type,
    new Set(["@odata.type", ...Object.keys(properties), ...filterFields]),
  ]),
);

/** What {@link inV1} has found. An entry that is read again unchanged is the same object. */
const v1Forms = new WeakMap<Entry, object | "beta only">();

/** An entry as v1.0 has it; undefined if v1.0 lacks one of its properties. */
function inV1(entry: Entry): object | undefined {
  let form = v1Forms.get(entry);
  if (form === undefined) {
    const { raw } = entry;
    form = fitsV1(raw)
      ? { ...without(raw, betaOnly), target: without(raw.target, filterFields) }
      : "beta only";
    v1Forms.set(entry, form);
  }
  return form === "beta only" ? undefined : form;
}

function fitsV1(raw: Entry["raw"]): boolean {
  return Object.keys(raw).every((name) => entryProperties.has(name)) && targetFitsV1(raw.target);
}

function targetFitsV1(target: GraphTarget): boolean {
  const known = targetProperties.get(typeName(target["@odata.type"]));
  if (known === undefined || filterOf(target) !== undefined) return false;
  return Object.keys(target).every((name) => known.has(name));
}

function without(object: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
