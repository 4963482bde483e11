/** A problem of the configuration. */
export interface ConfigurationProblem {
  /** The key or variable with the problem. */
  readonly setting: string;
  /** The problem and the accepted values, never the value of a secret. */
  readonly message: string;
}

/** The configuration has problems. The message lists all of them. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(
      [
        problems.length === 1
          ? "The configuration has a problem:"
          : `The configuration has ${problems.length} problems:`,
        ...problems.map(({ setting, message }) => `- ${setting}: ${message}`),
      ].join("\n"),
    );
  }
}
