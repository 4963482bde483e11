import { dice } from "./dice";
import type { FaultRule } from "./rule";

/** Decides, request by request, whether a rule's fault happens. @internal */
export class RuleMatcher {
  readonly #path: RegExp;
  readonly #roll: () => number;
  #matches = 0;
  #hits = 0;

  constructor(readonly rule: FaultRule) {
    this.#path = pathPattern(rule.path ?? "**");
    this.#roll = dice(rule.seed ?? 1);
  }

  /** Counts a request, and says whether it is hit. */
  hits(method: string, path: string): boolean {
    const { nth, times = Number.POSITIVE_INFINITY, probability = 1 } = this.rule;
    if ((this.rule.method ?? method) !== method || !this.#path.test(path)) {
      return false;
    }
    this.#matches += 1;
    const isHit =
      (nth ?? this.#matches) === this.#matches && this.#hits < times && this.#roll() < probability;
    this.#hits += isHit ? 1 : 0;
    return isHit;
  }
}

function pathPattern(glob: string): RegExp {
  const version = /^\/(v1\.0|beta)(\/|$)/.test(glob) ? "" : "/[^/]+";
  const words = glob
    .split(/(\*\*|\*)/)
    .map((part) => ({ "**": ".*", "*": "[^/]+" })[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${version}${words.join("")}$`, "i");
}
