import { GraphFailure } from "./graphFailure";

/** No access token could be had by the method that is configured. No other method is tried. */
export class SignInError extends GraphFailure {
  override readonly name = "SignInError";

  /**
   * @param method - The method in words: "a client secret".
   * @param source - The keys and variables that its values came from.
   */
  constructor(
    readonly method: string,
    readonly source: string,
    cause: Error,
  ) {
    super([`Could not sign in with ${method} (from ${source}).`, cause.message], cause);
  }
}
