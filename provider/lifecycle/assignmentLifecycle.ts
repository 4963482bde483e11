import type { Known } from "../assignments/change";
import { type Entry, targetOf } from "../assignments/entry";
import type { PolicyAssignments } from "../assignments/policyAssignments";
import { saysPolicyIsGone } from "../policyGone";
import { type Policy, type PolicyKind, samePolicyId } from "../policyKind";
import { isUnknown, unknownFields } from "../problems";
import { checkTarget } from "../targets/checkTarget";
import { sameContent } from "../targets/identity";
import type { Target } from "../targets/target";
import { checkPolicyId } from "./checkPolicyId";
import type { Lifecycle, Properties } from "./lifecycle";

/** The life of one assignment: `{ <policy>Id, target }`, with the output `assignmentId`. @internal */
export function assignmentLifecycle(kind: PolicyKind, assignments: () => PolicyAssignments): Lifecycle {
  const idProperty = kind.policyIdProperty;

  const policyOf = (properties: Properties): Policy => ({ kind, id: String(properties[idProperty]) });
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
    check(inputs) {
      return [
        ...unknownFields(inputs, [idProperty, "target"], "", "this resource"),
        ...checkPolicyId(kind, inputs[idProperty]),
        ...checkTarget(inputs["target"], "target"),
      ];
    },

    diff(olds, news) {
      if (!samePolicyId(olds[idProperty], news[idProperty])) {
        return [{ path: idProperty, kind: "update", replaces: true }];
      }
      const target = olds["target"] as Target;
      if (isUnknown(news["target"]) || !sameContent(target, news["target"] as Target)) {
        return [{ path: "target", kind: "update" }];
      }
      assignments().hold(policyOf(olds), [target]);
      return [];
    },

    async create(inputs) {
      const policy = policyOf(inputs);
      const target = inputs["target"] as Target;
      const entry = await assignments().ensure(policy, target);
      return { id: `${policy.id}/${entry.id}`, outputs: outputs(policy, entry, target) };
    },

    async read(id, olds) {
      const policy = policyOf(olds);
      try {
        const entry = await assignments().find(policy, known(id, olds));
        if (entry === undefined) return undefined;
        const target = asWritten(targetOf(entry), olds["target"] as Target);
        return { outputs: outputs(policy, entry, target), inputs: { [idProperty]: policy.id, target } };
      } catch (error) {
        if (saysPolicyIsGone(error)) return undefined;
        throw error;
      }
    },

    async update(id, olds, news) {
      const policy = policyOf(olds);
      const target = news["target"] as Target;
      const entry = await assignments().ensure(policy, target, known(id, olds));
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

/** Graph's spelling of the same target (letter case, say) is no news: the program's own is kept. */
function asWritten(read: Target, written: Target): Target {
  return sameContent(read, written) ? written : read;
}
