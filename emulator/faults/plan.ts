import { checked } from "../checked";
import type { Fault } from "./fault";
import { RuleMatcher } from "./matcher";
import { type FaultRule, faultRules } from "./rule";

/** The rules in force. @internal */
export class FaultPlan {
  #matchers: readonly RuleMatcher[] = [];

  get rules(): readonly FaultRule[] {
    return this.#matchers.map(({ rule }) => rule);
  }

  /** Replaces the rules, and starts their counts anew. */
  set(given: unknown): void {
    this.#matchers = checked("faults", faultRules, given).map((rule) => new RuleMatcher(rule));
  }

  /** The faults of a request, in the order of their rules. */
  next(method: string, path: string): readonly Fault[] {
    return this.#matchers.filter((matcher) => matcher.hits(method, path)).map(({ rule }) => rule.fault);
  }
}
