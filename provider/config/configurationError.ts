/** One thing that is wrong with the configuration. */
export interface ConfigurationProblem {
  /** The key or variable that it is about. */
  readonly setting: string;
  /** The problem and the accepted values, never the value of a secret. */
  readonly message: string;
}

/** The configuration has mistakes. The message lists all of them. */
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
