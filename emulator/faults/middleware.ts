import type { MiddlewareHandler } from "hono";
import { type GraphEnv, noAnswer } from "../graph/env";
import type { ServiceName } from "../policyColumns";
import { policyKindOf } from "../policyKind";
import type { Tenant } from "../tenant/tenant";
import { answerInstead, ConnectionCut, type FaultEffect, type FaultyRequest, type Subject } from "./effect";
import { faultEffects } from "./effects";
import type { Fault } from "./fault";
import type { FaultPlan } from "./plan";

/** Where the policies are that faults change. */
export interface Holder {
  readonly tenant: Tenant;
  readonly settings: { readonly service: ServiceName };
}

/** Applies the faults of the rules. If a request has several, the first is the outermost. */
export function faultMiddleware(plan: FaultPlan, holder: Holder): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    const faults = plan.next(c.req.method, c.req.path);
    if (faults.length === 0) {
      return next();
    }
    const policy = () => policyAt(c.req.path, holder);
    const handle = faults.reduceRight<() => Promise<void>>(
      (inner, fault) => () => apply(fault, { c, handle: inner, policy }),
      async () => {
        await next();
        // A request in a batch has cut the connection of the whole batch.
        if (c.res === noAnswer) throw new ConnectionCut();
      },
    );
    try {
      await handle();
    } catch (error) {
      if (!(error instanceof ConnectionCut)) throw error;
      answerInstead(c, noAnswer);
    }
  };
}

function apply<F extends Fault>(fault: F, request: FaultyRequest): Promise<void> {
  // The table's type guarantees this, but the compiler cannot follow a key that is a union.
  const effect = faultEffects[fault.kind] as unknown as FaultEffect<F>;
  return effect.apply(fault, request);
}

function policyAt(path: string, { tenant, settings }: Holder): Subject | undefined {
  const [, , root, collection = "", id] = path.split("/");
  const kind = policyKindOf(collection);
  if (kind === undefined || kind.root !== root || id === undefined) {
    return undefined;
  }
  const policy = tenant.policies(kind).get(decodeURIComponent(id));
  return policy && { tenant, policy, service: settings.service };
}
