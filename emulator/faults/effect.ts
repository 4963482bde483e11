import type * as v from "valibot";
import type { GraphContext } from "../graph/env";
import type { ServiceName } from "../policyColumns";
import type { Policy } from "../tenant/policy";
import type { Tenant } from "../tenant/tenant";

/** A request, for a fault to change. */
export interface FaultyRequest {
  readonly c: GraphContext;
  /** Handles the request without the fault. */
  handle(): Promise<void>;
  /** The policy that the request is about, if it exists. */
  policy(): Subject | undefined;
}

/** A policy in its tenant. */
export interface Subject {
  readonly tenant: Tenant;
  readonly policy: Policy;
  readonly service: ServiceName;
}

/** One kind of fault: its form in a rule, and what it does to a request. */
export interface FaultEffect<F extends { kind: string }> {
  readonly schema: v.GenericSchema<unknown, F>;
  apply(fault: F, request: FaultyRequest): Promise<void>;
}

/** Replaces the answer. */
export function answerInstead(c: GraphContext, response: Response): void {
  // Without this, hono would merge the headers of the earlier answer.
  c.res = undefined;
  c.res = response;
}

/**
 * Thrown by a fault that has cut the connection. The faults around it then skip their changes to the answer.
 */
export class ConnectionCut extends Error {
  override readonly name = "ConnectionCut";
}
