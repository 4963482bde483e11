/**
 * The base of every error that comes out of this client. Its message is a few lines that you can show to a
 * user as they are: what was tried, what Graph answered, what to do. Neither the message nor the cause nor a
 * field holds a token, secret or assertion.
 */
export abstract class GraphError extends Error {
  /**
   * Whether one target of a set that was sent can be the reason. If so, the other targets are worth another
   * try without it.
   */
  readonly canBeOneTargetsFault: boolean = false;

  constructor(lines: readonly (string | undefined)[], cause?: Error) {
    super(lines.filter(Boolean).join("\n"), cause === undefined ? undefined : { cause });
  }
}
