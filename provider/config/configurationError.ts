/** The configuration has problems. The message lists all of them. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  /** @param problems - Each with the key or variable, what is wrong and what is accepted, never the value of a secret. */
  constructor(readonly problems: readonly string[]) {
    super(
      [
        problems.length === 1
          ? "The configuration has a problem:"
          : `The configuration has ${problems.length} problems:`,
        ...problems.map((problem) => `- ${problem}`),
      ].join("\n"),
    );
  }
}
