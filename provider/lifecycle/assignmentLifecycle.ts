import type { Entry } from "../assignments/entry";
import type { Known } from "../assignments/intent";
import type { PolicyAssignments } from "../assignments/policyAssignments";
import { saysPolicyIsGone } from "../policyGone";
import { type Policy, type PolicyKind, samePolicyId } from "../policyKind";
import { hasUnknown, isUnknown, problem, unknownFields } from "../problems";
import { checkTarget } from "../targets/checkTarget";
import { sameContent } from "../targets/identity";
import type { Target } from "../targets/target";
import { checkPolicyId } from "./checkPolicyId";
import { keptAs } from "./keptAs";
import type { Lifecycle, Properties } from "./lifecycle";

/** The life of one assignment: `{ <policy>Id, target }`, with the output `assignmentId`. */
export function assignmentLifecycle(kind: PolicyKind, assignments: () => PolicyAssignments): Lifecycle {
  const idProperty = kind.policyIdProperty;

  const policyOf = (properties: Properties): Policy => ({ kind, id: String(properties[idProperty]) });
  const find = async (id: string, outputs: Properties): Promise<{ policy: Policy; entry?: Entry }> => {
    if (outputs["target"] !== undefined) {
      const policy = policyOf(outputs);
      const entry = await assignments().find(policy, known(id, outputs));
      return { policy, ...(entry && { entry }) };
    }
    const { policyId, assignmentId } = parseId(kind, id);
    const policy = { kind, id: policyId };
    const entry = (await assignments().list(policy)).find((candidate) => candidate.id === assignmentId);
    return { policy, ...(entry && { entry }) };
  };
  const known = (id: string, outputs: Properties): Known => ({
    // The id keeps the assignment's id as it was at creation; the output follows Graph.
    assignmentId: String(outputs["assignmentId"] ?? id.slice(id.indexOf("/") + 1)),
    target: outputs["target"] as Target,
  });
  const outputs = (policy: Policy, entry: Entry, target: Target): Properties => ({
    [idProperty]: policy.id,
    assignmentId: entry.id,
    target,
  });

  return {
    output: "assignmentId",

    check(inputs) {
      return [
        ...unknownFields(inputs, [idProperty, "target"], "", "this resource"),
        ...checkPolicyId(kind, inputs[idProperty]),
        ...checkTarget(inputs["target"], "target", kind),
      ];
    },

    claim(inputs) {
      const target = inputs["target"] as Target;
      if (isUnknown(inputs[idProperty]) || hasUnknown(target)) return undefined;
      return { policyId: policyOf(inputs).id, target };
    },

    diff(olds, news) {
      if (!samePolicyId(olds[idProperty], news[idProperty])) {
        return [{ path: idProperty, kind: "update", replaces: true }];
      }
      const target = olds["target"] as Target;
      if (isUnknown(news["target"]) || !sameContent(target, news["target"] as Target)) {
        return [{ path: "target", kind: "update" }];
      }
      const isThere = assignments().hold(policyOf(olds), [target]);
      return isThere ? [] : [{ path: "target", kind: "update" }];
    },

    async create(inputs) {
      const policy = policyOf(inputs);
      const target = inputs["target"] as Target;
      const entry = await assignments()
        .ensure(policy, target)
        .catch(keptAs(`${policy.id}/${unconfirmed}`, { [idProperty]: policy.id, target }));
      return { id: `${policy.id}/${entry.id}`, outputs: outputs(policy, entry, target) };
    },

    async read(id, olds) {
      try {
        const { policy, entry } = await find(id, olds);
        if (entry === undefined) return undefined;
        const target = asWritten(entry.target, olds["target"] as Target | undefined);
        return { outputs: outputs(policy, entry, target), inputs: { [idProperty]: policy.id, target } };
      } catch (error) {
        if (saysPolicyIsGone(error)) return undefined;
        throw error;
      }
    },

    async update(id, olds, news) {
      const policy = policyOf(olds);
      const target = news["target"] as Target;
      const old = known(id, olds);
      // With the old id and the new target, the next run finds the assignment whether or not it was changed.
      const entry = await assignments()
        .ensure(policy, target, old)
        .catch(keptAs(id, { [idProperty]: news[idProperty], assignmentId: old.assignmentId, target }));
      return { ...outputs(policy, entry, target), [idProperty]: news[idProperty] };
    },

    async delete(id, olds) {
      try {
        await assignments().remove(policyOf(olds), known(id, olds));
      } catch (error) {
        if (!saysPolicyIsGone(error)) throw error;
      }
    },
  };
}

/** The parts of a resource's id, which is all that an import knows. */
function parseId(kind: PolicyKind, id: string): { policyId: string; assignmentId: string } {
  const [, policyId, assignmentId] = /^([^/]+)\/([^/]+)$/.exec(id) ?? [];
  if (policyId === undefined || assignmentId === undefined) {
    const accepted = `the id of the ${kind.noun} and the id of its assignment, as {policyId}/{assignmentId}`;
    throw new Error(problem("id", id, accepted));
  }
  return { policyId, assignmentId };
}

/** What stands in an id for the assignment's own, where it was never learned. */
const unconfirmed = "unconfirmed";

/** Graph's spelling of the same target (letter case, say) is no news: the program's own is kept. */
function asWritten(read: Target, written: Target | undefined): Target {
  return written !== undefined && sameContent(read, written) ? written : read;
}
