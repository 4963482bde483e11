import { debuglog } from "node:util";

/** One try of a request, for `NODE_DEBUG`: without authorization, bodies and queries. */
export interface Trace {
  readonly method: string;
  readonly path: string;
  /** A status, or the failure. */
  readonly outcome: number | string;
  readonly ms: number;
  /** The number of the try within its request, from 1. */
  readonly attempt: number;
  readonly requestId: string | undefined;
  readonly clientRequestId: string;
}

/** Writes to stderr if `NODE_DEBUG` names the section. */
export function tracer(section: string): (trace: Trace) => void {
  const log = debuglog(section);
  return ({ method, path, outcome, ms, attempt, requestId, clientRequestId }) => {
    if (!log.enabled) return;
    const ids = `request-id=${requestId ?? "-"} client-request-id=${clientRequestId}`;
    log("%s %s %s %dms try=%d %s", method, path, outcome, Math.round(ms), attempt, ids);
  };
}
