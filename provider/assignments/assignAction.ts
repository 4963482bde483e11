import type { GraphClient, Operation } from "../graph";
import { type Policy, type PolicyKind, writeVersionOf } from "../policyKind";
import { assignPath } from "../policyPath";
import type { Identity } from "../targets/identity";
import { targetTypes } from "../targets/targetTypes";
import { filterFields, filterOf, type GraphTarget, saysNoFilter, toGraph, typeName } from "../targets/wire";
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
        // It repeats the whole set. What counts is the set that is read afterwards.
        ignoresAnswer: true,
        version,
        body: version === planned.version ? planned.body : betaBody(policy.kind, set),
      }),
    );
  }
}

/** A request of the `assign` action. */
interface AssignBody {
  readonly version: "v1.0" | "beta";
  /** JSON. */
  readonly body: string;
}

/**
 * The body that writes a set. v1.0 is used unless a member has a property that v1.0 lacks. Beta gets every entry as it
 * was read. Assignments from policy sets are not sent.
 */
export function assignBody(policy: Policy, set: NewSet): AssignBody {
  const { kind } = policy;
  const mayBePlain =
    writeVersionOf(policy) === "v1.0" && !set.added.some(({ target }) => filterOf(toGraph(target)));
  const plain = mayBePlain ? bodyOf(kind, set, inV1) : undefined;
  return plain === undefined
    ? { version: "beta", body: betaBody(kind, set) }
    : { version: "v1.0", body: plain };
}

function betaBody(kind: PolicyKind, set: NewSet): string {
  return bodyOf(kind, set, inBeta);
}

/** The body, with each kept entry as `jsonOf` has it; undefined if it does not have one of them. */
function bodyOf<T extends string | undefined>(
  kind: PolicyKind,
  { kept, added }: NewSet,
  jsonOf: (entry: Entry) => T,
): T | string {
  const members: string[] = [];
  for (const entry of kept) {
    if (!entry.direct) continue;
    const json = jsonOf(entry);
    if (json === undefined) return json;
    members.push(json);
  }
  for (const { target } of added) {
    members.push(JSON.stringify({ "@odata.type": kind.assignmentType, target: toGraph(target) }));
  }
  return `{${JSON.stringify(kind.assignParameter)}:[${members.join(",")}]}`;
}

/** What beta adds to every assignment. It says nothing if `source` is `direct`. */
const betaOnly = ["source", "sourceId"];
const entryProperties = new Set(["@odata.type", "id", "target", ...betaOnly]);
const targetProperties = new Map(
  Object.entries(targetTypes).map(([type, { properties }]) => [
    type,
    new Set(["@odata.type", ...Object.keys(properties), ...filterFields]),
  ]),
);

/** An entry as v1.0 has it; undefined if v1.0 lacks one of its properties. */
const inV1 = remembered(({ raw }) => {
  if (!fitsV1(raw)) return undefined;
  return JSON.stringify({ ...without(raw, betaOnly), target: without(raw.target, filterFields) });
});

const inBeta = remembered(({ raw }) => JSON.stringify(raw));

/** Each write repeats the whole set. An entry that is read again unchanged is the same object, and so is its JSON. */
function remembered<T extends string | undefined>(jsonOf: (entry: Entry) => T): (entry: Entry) => T {
  const known = new WeakMap<Entry, T>();
  return (entry) => {
    const before = known.get(entry);
    if (before !== undefined) return before;
    const json = jsonOf(entry);
    known.set(entry, json);
    return json;
  };
}

function fitsV1(raw: Entry["raw"]): boolean {
  const { source = "direct", target } = raw;
  return (
    source === "direct" && Object.keys(raw).every((name) => entryProperties.has(name)) && targetFitsV1(target)
  );
}

function targetFitsV1(target: GraphTarget): boolean {
  const known = targetProperties.get(typeName(target["@odata.type"]));
  if (known === undefined || !saysNoFilter(target)) return false;
  return Object.keys(target).every((name) => known.has(name));
}

function without(object: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
