/** One thing that is wrong with the configuration. */
export interface ConfigurationProblem {
  /** The key or variable that it is about. */
  readonly setting: string;
  /** What is wrong and what is accepted. Never holds a secret's value. */
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
