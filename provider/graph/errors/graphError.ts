/**
 * The base of every error of this client. Its message is a few lines that you can show to a user: what the client
 * tried, what Graph answered, what to do. Neither the message nor the cause nor a field contains a token, secret or
 * assertion.
 */
export abstract class GraphError extends Error {
  /**
   * Whether one target of the set in the request can be the reason. If so, it is worth trying the other targets without
   * it.
   */
  readonly canBeOneTargetsFault: boolean = false;

  constructor(lines: readonly (string | undefined)[], cause?: Error) {
    super(lines.filter(Boolean).join("\n"), cause === undefined ? undefined : { cause });
  }
}
