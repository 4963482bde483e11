import { checked } from "../checked";
import type { Fault } from "./fault";
import { type FaultRule, faultRules } from "./rule";

/** The rules in force. */
export class FaultPlan {
  #matchers: readonly RuleMatcher[] = [];

  get rules(): readonly FaultRule[] {
    return this.#matchers.map(({ rule }) => rule);
  }

  /** Replaces the rules and resets their counts. */
  set(given: unknown): void {
    this.#matchers = checked("faults", faultRules, given).map((rule) => new RuleMatcher(rule));
  }

  /** The faults of a request, in the order of their rules. */
  next(method: string, path: string): readonly Fault[] {
    return this.#matchers.filter((matcher) => matcher.hits(method, path)).map(({ rule }) => rule.fault);
  }
}

/** Decides, request by request, whether a rule's fault happens. */
class RuleMatcher {
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

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
