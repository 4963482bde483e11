import type { Entry } from "../assignments/entry";
import type { Former, OwnAssignment } from "../assignments/intent";
import type { PolicyAssignments } from "../assignments/policyAssignments";
import { undefinedIfGone } from "../policyGone";
import type { Policy } from "../policyKind";
import { hasUnknown, isUnknown, unknownFields } from "../problems";
import type { Target } from "../target";
import { checkTarget } from "../targets/checkTarget";
import { sameContent } from "../targets/identity";
import { checkKnownFilters } from "../targets/knownFilters";
import { keptAs } from "./keptAs";
import type { Lifecycle, Properties } from "./lifecycle";
import { asSpelled, isKnown, type PolicyProperties, policyFrom } from "./policyProperties";

/** The lifecycle of one assignment. Inputs: what names the policy, and `target`. Output: `assignmentId`. */
export function assignmentLifecycle(
  names: PolicyProperties,
  assignments: () => PolicyAssignments,
): Lifecycle {
  const { policyOf } = names;
  const find = async (id: string, outputs: Properties) => {
    const policy = policyFrom(names, outputs, id, "assignmentId");
    const own = ownOf(id, outputs);
    const entries =
      outputs["target"] === undefined
        ? (await assignments().list(policy))
            .filter((candidate) => candidate.id === own.assignmentId)
            .slice(0, 1)
        : await assignments().find(policy, own);
    return { policy, entries };
  };
  const ownOf = (id: string, outputs: Properties): OwnAssignment => {
    // The id keeps the assignment's id as it was at creation; the output follows Graph.
    const known = String(outputs["assignmentId"] ?? id.slice(id.lastIndexOf("/") + 1));
    const formers = parseFormers(known);
    const assignmentId = formers.length === 0 ? known : undefined;
    return { assignmentId, target: outputs["target"] as Target, formers };
  };
  const claimOf = (inputs: Properties) => {
    const target = inputs["target"] as Target;
    return isKnown(names, inputs) && !hasUnknown(target) ? { policy: policyOf(inputs), target } : undefined;
  };
  const outputs = (policy: Policy, entry: Entry, target: Target): Properties => ({
    ...names.of(policy),
    assignmentId: entry.id,
    target,
  });

  return {
    output: "assignmentId",
    named: "assignment",

    check(inputs) {
      const problems = [
        ...unknownFields(inputs, [...names.names, "target"], [], "this resource"),
        ...names.check(inputs),
        ...checkTarget(inputs["target"], ["target"], names.kindOf(inputs)),
        ...checkKnownFilters(names.kindOf(inputs), inputs, "target"),
      ];
      const claim = problems.length === 0 ? claimOf(inputs) : undefined;
      if (claim !== undefined) assignments().declare(claim.policy, [claim.target]);
      return problems;
    },

    claim: claimOf,

    diff(olds, news) {
      const changes = names.changes(olds, news);
      const target = olds["target"] as Target;
      const isCertain = parseFormers(String(olds["assignmentId"])).length === 0;
      const isSame = isCertain && !isUnknown(news["target"]) && sameContent(target, news["target"] as Target);
      if (isSame && (changes.length > 0 || assignments().hold(policyOf(olds), [target]))) return changes;
      return [...changes, { path: "target", kind: "update" }];
    },

    async create(inputs, timeoutMs) {
      const policy = policyOf(inputs);
      const target = inputs["target"] as Target;
      const entry = await assignments()
        .ensure(policy, target, undefined, timeoutMs)
        .catch(
          keptAs(`${names.idOf(policy)}/${unconfirmed}`, () => ({
            ...names.of(policy),
            assignmentId: unconfirmed,
            target,
          })),
        );
      return { id: `${names.idOf(policy)}/${entry.id}`, outputs: outputs(policy, entry, target) };
    },

    async read(id, olds) {
      const found = await find(id, olds).catch(undefinedIfGone);
      const [entry, ...formers] = found?.entries ?? [];
      if (found === undefined || entry === undefined) return undefined;
      const { policy } = found;
      const target = asWritten(entry.target, olds["target"] as Target | undefined);
      // Only what the program reads by `get` has no output in the state.
      if (olds["assignmentId"] === undefined) assignments().keep(policy, [target]);
      return {
        outputs: {
          ...outputs(policy, entry, target),
          ...(formers.length > 0 && { assignmentId: describeFormers(formers.map(formerOf)) }),
        },
        inputs: { ...names.of(policy), target },
      };
    },

    async update(id, olds, news, timeoutMs) {
      const policy = policyOf(olds);
      const target = news["target"] as Target;
      const old = ownOf(id, olds);
      const before = (left: readonly Entry[]) =>
        describeFormers(left.length > 0 ? left.map(formerOf) : formersOf(old));
      const entry = await assignments()
        .ensure(policy, target, old, timeoutMs)
        .catch(keptAs(id, (left) => ({ ...asSpelled(names, news), assignmentId: before(left), target })));
      return { ...outputs(policy, entry, target), ...asSpelled(names, news) };
    },

    async delete(id, olds, timeoutMs) {
      await assignments().remove(policyOf(olds), ownOf(id, olds), timeoutMs).catch(undefinedIfGone);
    },
  };
}

/** In place of an assignment's id that never became known. */
const unconfirmed = "unconfirmed";

/*
 * What a failed update keeps as the assignment's id: the ids and types of what the assignment was before. With these and the
 * new target, the next run finds it, whether it was changed or not.
 */

const was = " was ";
const and = " and ";

function describeFormers(formers: readonly Former[]): string {
  return formers.map(({ id, type }) => `${id}${was}${type}`).join(and);
}

/** None in the id of an assignment. */
function parseFormers(assignmentId: string): Former[] {
  if (!assignmentId.includes(was)) return [];
  return assignmentId.split(and).map((former) => {
    const [id = "", type = ""] = former.split(was);
    return { id, type };
  });
}

function formersOf({ assignmentId, target: { type }, formers = [] }: OwnAssignment): readonly Former[] {
  return assignmentId === undefined ? formers : [{ id: assignmentId, type }];
}

function formerOf({ id, target: { type } }: Entry): Former {
  return { id, type };
}

/** Keeps the program's spelling if Graph spells the same target in another letter case. */
function asWritten(read: Target, written: Target | undefined): Target {
  return written !== undefined && sameContent(read, written) ? written : read;
}
