/**
 * The base of every error that comes out of this client. Its message is a few lines that can be shown to a
 * user as they are: what was tried, what was answered, what to do. No token, secret or assertion is in the
 * message, the cause or a field of it.
 */
export abstract class GraphFailure extends Error {
  constructor(lines: readonly (string | undefined)[], cause?: Error) {
    super(lines.filter(Boolean).join("\n"), cause === undefined ? undefined : { cause });
  }
}
