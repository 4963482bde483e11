import { debuglog } from "node:util";

/** One try of a request, as `NODE_DEBUG` shows it: neither authorization nor bodies nor queries. */
export interface Trace {
  readonly method: string;
  readonly path: string;
  /** A status, or what went wrong instead. */
  readonly outcome: number | string;
  readonly ms: number;
  /** The number of the try within its request, from 1. */
  readonly attempt: number;
  readonly requestId: string | undefined;
  readonly clientRequestId: string;
}

/** Writes to stderr where `NODE_DEBUG` names the section. */
export function tracer(section: string): (trace: Trace) => void {
  const log = debuglog(section);
  return ({ method, path, outcome, ms, attempt, requestId, clientRequestId }) => {
    if (!log.enabled) return;
    const ids = `request-id=${requestId ?? "-"} client-request-id=${clientRequestId}`;
    log("%s %s %s %dms try=%d %s", method, path, outcome, Math.round(ms), attempt, ids);
  };
}
