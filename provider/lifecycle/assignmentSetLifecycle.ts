import type { Entry } from "../assignments/entry";
import type { PolicyAssignments } from "../assignments/policyAssignments";
import { undefinedIfGone } from "../policyGone";
import { hasUnknown, isUnknown, unknownFields } from "../problems";
import type { Target } from "../target";
import { checkTargets } from "../targets/checkTargets";
import { contentKey } from "../targets/identity";
import { checkKnownFilters } from "../targets/knownFilters";
import { keptAs } from "./keptAs";
import type { Lifecycle, Properties, PropertyChange } from "./lifecycle";
import { asSpelled, isKnown, type PolicyProperties, policyFrom } from "./policyProperties";

/** The lifecycle of a policy's whole set. Inputs: what names the policy, and `targets`. Output: `assignments`. */
export function assignmentSetLifecycle(
  names: PolicyProperties,
  assignments: () => PolicyAssignments,
): Lifecycle {
  const { policyOf } = names;
  const targetsOf = (properties: Properties) => properties["targets"] as readonly Target[];
  const outputs = (
    policy: Properties,
    targets: readonly Target[],
    entries: readonly Entry[],
  ): Properties => ({
    ...policy,
    targets,
    assignments: describeEntries(targets, entries),
  });

  return {
    output: "assignments",
    named: "policy",

    check(inputs) {
      const problems = [
        ...unknownFields(inputs, [...names.names, "targets"], [], "this resource"),
        ...names.check(inputs),
        ...checkTargets(inputs["targets"], ["targets"], names.kindOf(inputs)),
        ...checkKnownFilters(names.kindOf(inputs), inputs, "targets"),
      ];
      if (problems.length === 0 && isKnown(names, inputs) && !hasUnknown(inputs["targets"])) {
        assignments().declare(policyOf(inputs), targetsOf(inputs));
      }
      return problems;
    },

    claim(inputs) {
      return isKnown(names, inputs) ? { policy: policyOf(inputs) } : undefined;
    },

    diff(olds, news) {
      const changes = names.changes(olds, news);
      if (isUnknown(news["targets"])) return [...changes, { path: "targets", kind: "update" }];
      changes.push(...changesOf(targetsOf(olds), targetsOf(news)));
      if (changes.length > 0 || assignments().hold(policyOf(olds), targetsOf(olds))) return changes;
      return [{ path: "targets", kind: "update" }];
    },

    async create(inputs, timeoutMs) {
      const policy = policyOf(inputs);
      const targets = targetsOf(inputs);
      const entries = await assignments()
        .replaceAll(policy, targets, [], timeoutMs)
        .catch(keptAs(names.idOf(policy), () => outputs(names.of(policy), targets, [])));
      return { id: names.idOf(policy), outputs: outputs(names.of(policy), targets, entries) };
    },

    async read(id, olds) {
      const policy = policyFrom(names, olds, id);
      const written = targetsOf(olds) ?? [];
      const entries = await assignments().list(policy, written).catch(undefinedIfGone);
      if (entries === undefined) return undefined;
      const targets = asWritten(
        entries.map(({ target }) => target),
        written,
      );
      if (olds["assignments"] === undefined) assignments().keep(policy, targets);
      return {
        outputs: outputs(names.of(policy), targets, entries),
        inputs: { ...names.of(policy), targets },
      };
    },

    async update(id, olds, news, timeoutMs) {
      const targets = targetsOf(news);
      const entries = await assignments()
        .replaceAll(policyOf(olds), targets, targetsOf(olds), timeoutMs)
        .catch(keptAs(id, () => outputs(asSpelled(names, news), targets, [])));
      return outputs(asSpelled(names, news), targets, entries);
    },

    async delete(_id, olds, timeoutMs) {
      await assignments().removeAll(policyOf(olds), targetsOf(olds), timeoutMs).catch(undefinedIfGone);
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
