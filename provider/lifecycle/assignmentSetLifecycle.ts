import type { Entry } from "../assignments/entry";
import type { PolicyAssignments } from "../assignments/policyAssignments";
import { saysPolicyIsGone } from "../policyGone";
import { type Policy, type PolicyKind, samePolicyId } from "../policyKind";
import { isUnknown, unknownFields } from "../problems";
import { checkTargets } from "../targets/checkTargets";
import { contentKey } from "../targets/identity";
import type { Target } from "../targets/target";
import { checkPolicyId } from "./checkPolicyId";
import { keptAs } from "./keptAs";
import type { Lifecycle, Properties, PropertyChange } from "./lifecycle";

/** The life of a policy's whole set: `{ <policy>Id, targets }`, with the output `assignments`. */
export function assignmentSetLifecycle(kind: PolicyKind, assignments: () => PolicyAssignments): Lifecycle {
  const idProperty = kind.policyIdProperty;

  const policyOf = (properties: Properties): Policy => ({ kind, id: String(properties[idProperty]) });
  const targetsOf = (properties: Properties) => properties["targets"] as readonly Target[];
  const outputs = (policyId: unknown, targets: readonly Target[], entries: readonly Entry[]): Properties => ({
    [idProperty]: policyId,
    targets,
    assignments: describeEntries(targets, entries),
  });

  return {
    output: "assignments",

    check(inputs) {
      return [
        ...unknownFields(inputs, [idProperty, "targets"], "", "this resource"),
        ...checkPolicyId(kind, inputs[idProperty]),
        ...checkTargets(inputs["targets"], "targets", kind),
      ];
    },

    claim(inputs) {
      return isUnknown(inputs[idProperty]) ? undefined : { policyId: policyOf(inputs).id };
    },

    diff(olds, news) {
      if (!samePolicyId(olds[idProperty], news[idProperty])) {
        return [{ path: idProperty, kind: "update", replaces: true }];
      }
      if (isUnknown(news["targets"])) return [{ path: "targets", kind: "update" }];
      const changes = changesOf(targetsOf(olds), targetsOf(news));
      if (changes.length > 0 || assignments().hold(policyOf(olds), targetsOf(olds))) return changes;
      return [{ path: "targets", kind: "update" }];
    },

    async create(inputs) {
      const policy = policyOf(inputs);
      const targets = targetsOf(inputs);
      const entries = await assignments()
        .replaceAll(policy, targets)
        .catch(keptAs(policy.id, outputs(policy.id, targets, [])));
      return { id: policy.id, outputs: outputs(policy.id, targets, entries) };
    },

    async read(id, olds) {
      // An import knows the id and nothing else.
      const policy = olds[idProperty] === undefined ? { kind, id } : policyOf(olds);
      try {
        const entries = await assignments().list(policy);
        const targets = asWritten(
          entries.map(({ target }) => target),
          targetsOf(olds) ?? [],
        );
        return {
          outputs: outputs(policy.id, targets, entries),
          inputs: { [idProperty]: policy.id, targets },
        };
      } catch (error) {
        if (saysPolicyIsGone(error)) return undefined;
        throw error;
      }
    },

    async update(id, olds, news) {
      const targets = targetsOf(news);
      const entries = await assignments()
        .replaceAll(policyOf(olds), targets)
        .catch(keptAs(id, outputs(news[idProperty], targets, [])));
      return outputs(news[idProperty], targets, entries);
    },

    async delete(_id, olds) {
      try {
        await assignments().removeAll(policyOf(olds));
      } catch (error) {
        if (!saysPolicyIsGone(error)) throw error;
      }
    },
  };
}

/** The places in the two lists whose targets come, go or change. The order of the targets makes no difference. */
function changesOf(olds: readonly Target[], news: readonly Target[]): PropertyChange[] {
  const onlyIn = (these: readonly Target[], others: readonly Target[]) => {
    const known = new Set(others.map(contentKey));
    return new Set(these.flatMap((target, index) => (known.has(contentKey(target)) ? [] : [index])));
  };
  const going = onlyIn(olds, news);
  const coming = onlyIn(news, olds);
  return [...going.union(coming)].map((index) => ({
    path: `targets[${index}]`,
    kind: coming.has(index) ? (going.has(index) ? "update" : "add") : "delete",
  }));
}

/** The assignments in the order of the declared targets, so that a refresh does not shuffle the state. */
function describeEntries(targets: readonly Target[], entries: readonly Entry[]) {
  const byContent = new Map(entries.map((entry) => [entry.content, entry]));
  return targets.flatMap((target) => {
    const entry = byContent.get(contentKey(target));
    return entry === undefined ? [] : [{ assignmentId: entry.id, target }];
  });
}

/** The targets that were read, the known ones as and where the program wrote them, foreign additions behind. */
function asWritten(read: readonly Target[], written: readonly Target[]): Target[] {
  const present = new Map(read.map((target) => [contentKey(target), target]));
  const kept = written.filter((target) => present.has(contentKey(target)));
  for (const target of written) present.delete(contentKey(target));
  return [...kept, ...present.values()];
}
