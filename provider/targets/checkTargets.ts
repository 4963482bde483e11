import type { PolicyKind } from "../policyKind";
import { describePath, hasUnknown, isUnknown, type Problem, type PropertyPath, problem } from "../problems";
import type { Target } from "../target";
import { checkTarget } from "./checkTarget";
import { describeTarget, groupOf, targetKey } from "./identity";

/**
 * What is wrong with the targets of a whole set: with each of them, and between them. It does not compare targets
 * that hold a value that the engine does not know yet.
 */
export function checkTargets(targets: unknown, path: PropertyPath, kind: PolicyKind | undefined): Problem[] {
  if (isUnknown(targets)) return [];
  if (!Array.isArray(targets)) return [problem(path, targets, "an array of targets")];

  const nameOf = (index: number) => describePath([...path, index]);
  const first = new Map<string, number>();
  const groups = new Map<string, number>();
  return targets.flatMap((target: unknown, index) => {
    const here = [...path, index] as const;
    const problems = checkTarget(target, here, kind);
    if (problems.length > 0 || hasUnknown(target)) return problems;

    const known = target as Target;
    const key = targetKey(known);
    const same = first.get(key);
    if (same !== undefined) {
      const accepted = `each target once, and ${nameOf(same)} is the same`;
      return [problem(here, target, accepted, `Both are ${describeTarget(known)}`)];
    }
    first.set(key, index);

    const group = groupOf(known);
    if (group === undefined) return [];
    const opposite = groups.get(group);
    if (opposite !== undefined) {
      const accepted = `a group either included or excluded, and ${nameOf(opposite)} has it the other way`;
      return [problem([...here, "groupId"], Object(known).groupId, accepted)];
    }
    groups.set(group, index);
    return [];
  });
}
