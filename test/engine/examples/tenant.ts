import type { RunningEmulator } from "../../../emulator";

/** A target as Graph shows it. */
export type GraphTarget = Readonly<Record<string, unknown>>;

/**
 * The targets of each policy that is assigned, by the policy's id, but for what is built in. Their order has no meaning,
 * so it is sorted.
 */
export function assigned(emulator: RunningEmulator): Record<string, GraphTarget[]> {
  const { deviceCompliancePolicies, deviceEnrollmentConfigurations } = emulator.getState();
  const policies = [...deviceCompliancePolicies, ...deviceEnrollmentConfigurations];
  return Object.fromEntries(
    policies
      .filter(({ id, assignments }) => assignments.length > 0 && !/_(Default|WindowsRestore)/.test(id))
      .map(({ id, assignments }) => [id, sorted(assignments.map(({ target }) => target))]),
  );
}

/** Targets in the order of {@link assigned}. */
export function sorted(targets: readonly GraphTarget[]): GraphTarget[] {
  return [...targets].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** What the stacks of an example need to reach an emulator. */
export function signedInTo(emulator: RunningEmulator): Record<string, string> {
  return { INTUNE_GRAPH_ENDPOINT: emulator.url, INTUNE_ACCESS_TOKEN: "a-token-of-the-emulator" };
}
