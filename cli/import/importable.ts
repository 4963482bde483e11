import type { Entry } from "../../provider/assignments/entry";
import type { PolicyAssignments } from "../../provider/assignments/policyAssignments";
import type { Lifecycle, Properties } from "../../provider/lifecycle/lifecycle";
import type { ResourceClassName } from "../../provider/policyKind";
import { describeProblem } from "../../provider/problems";
import { policyPropertiesOf, resources } from "../../provider/resources";
import type { Target } from "../../provider/target";
import { contentKey } from "../../provider/targets/identity";
import type { AssignedPolicy } from "../tenant/assignedPolicy";

/** A resource for an assignment, or a whole set, that exists in the tenant. */
export interface Importable {
  readonly className: ResourceClassName;
  readonly policy: AssignedPolicy;
  /** The one target of a single assignment; undefined for a whole set. */
  readonly target: Target | undefined;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** An assignment, or a whole set, that exists and is not imported. */
export interface LeftOut {
  readonly policy: AssignedPolicy;
  /** Undefined for the whole set of the policy. */
  readonly target: Target | undefined;
  readonly reason: string;
}

export interface Findings {
  readonly importable: readonly Importable[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Finds what can be imported from a policy: a resource for each assignment, or one for the whole set. Each resource
 * passes the provider's own read and check, so the preview after an import shows no change.
 */
export async function findImportable(
  policy: AssignedPolicy,
  assignments: PolicyAssignments,
  { sets }: { sets: boolean },
): Promise<Findings> {
  const direct = policy.entries.filter(({ direct }) => direct);
  const governed = policy.entries
    .filter(({ direct }) => !direct)
    .map(({ target, raw }) => leftOut(policy, target, `policy set ${raw["sourceId"]} governs it`));
  const className: ResourceClassName = `${policy.kind.className}${sets ? "Set" : ""}`;
  const lifecycle = resources.get(className)?.(() => assignments);
  if (lifecycle === undefined) throw new Error(`there is no resource ${className}`);

  const wanted = sets ? wholeSet(policy, direct) : direct.map((entry) => single(policy, entry));
  const found = await Promise.all(wanted.map((one) => inspect(policy, className, lifecycle, one)));
  return {
    importable: found.filter((one) => "id" in one),
    leftOut: [...found.filter((one) => "reason" in one), ...governed],
  };
}

interface Wanted {
  readonly id: string;
  readonly target: Target | undefined;
  readonly properties: Properties;
}

function single(policy: AssignedPolicy, entry: Entry): Wanted {
  const { target } = entry;
  const names = policyPropertiesOf(policy.kind);
  const properties = { ...names.of(policy), target, assignmentId: entry.id };
  return { id: `${names.idOf(policy)}/${entry.id}`, target, properties };
}

function wholeSet(policy: AssignedPolicy, entries: readonly Entry[]): Wanted[] {
  if (entries.length === 0) return [];
  const names = policyPropertiesOf(policy.kind);
  const properties = { ...names.of(policy), targets: entries.map(({ target }) => target).sort(inOrder) };
  return [{ id: names.idOf(policy), target: undefined, properties }];
}

/** Sorts by type and id. The order of a set has no meaning, so keep it the same each time. */
function inOrder(a: Target, b: Target): number {
  const key = (target: Target) => `${target.type} ${contentKey(target)}`;
  return key(a) < key(b) ? -1 : 1;
}

async function inspect(
  policy: AssignedPolicy,
  className: ResourceClassName,
  lifecycle: Lifecycle,
  { id, target, properties }: Wanted,
): Promise<Importable | LeftOut> {
  const read = await lifecycle.read(id, properties);
  if (read === undefined) return leftOut(policy, target, "somebody has just deleted it");
  const problems = lifecycle.check(read.inputs).map((problem) => describeProblem(problem));
  if (problems.length > 0) return leftOut(policy, target, problems.join(" "));
  return { className, policy, target, id, ...read };
}

function leftOut(policy: AssignedPolicy, target: Target | undefined, reason: string): LeftOut {
  return { policy, target, reason };
}
