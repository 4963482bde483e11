import * as v from "valibot";

/**
 * Checks input of the emulator. The error names the place, the given value and the accepted values.
 */
export function checked<Output>(
  what: string,
  schema: v.GenericSchema<unknown, Output>,
  given: unknown,
): Output {
  const result = v.safeParse(schema, given);
  if (result.success) {
    return result.output;
  }
  const problems = result.issues.map(
    (issue) => `${[what, v.getDotPath(issue)].filter(Boolean).join(".")}: ${issue.message}`,
  );
  throw new EmulatorInputError(problems.join("\n"));
}

/** The emulator was given an option, a state or a fault that it does not understand. The message names each. */
export class EmulatorInputError extends Error {
  /** Identifies the error, even if two copies of the package are loaded. */
  override readonly name = "EmulatorInputError";
}
