/** What is known of a request that has no error answer. */
export interface RequestFacts {
  /** What was tried, as the caller put it. */
  readonly attempt: string;
  readonly method: string;
  /** The path of the request, without its query. */
  readonly path: string;
  /** Our id of the request. */
  readonly clientRequestId: string;
}

/** @internal */
export function describeRequest({ method, path, clientRequestId }: RequestFacts): string {
  return `${method} ${path} (client request id ${clientRequestId})`;
}
