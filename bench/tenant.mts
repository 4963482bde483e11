import { builtEmulator } from "../tools/build/built.mts";
import ids from "./program/ids.cjs";

type Emulator = typeof import("../emulator/index.ts");
type EmulatorOptions = NonNullable<Parameters<Emulator["startEmulator"]>[0]>;
export type RunningEmulator = Awaited<ReturnType<Emulator["startEmulator"]>>;

const { startEmulator } = await builtEmulator();

/**
 * Calls `work` with a tenant that has so many compliance policies.
 *
 * @param assigned - How many groups somebody else has assigned to each policy already.
 */
export async function withTenant<T>(
  policies: number,
  options: EmulatorOptions,
  work: (tenant: RunningEmulator) => Promise<T>,
  assigned = 0,
): Promise<T> {
  const assignments = Array.from({ length: assigned }, (_, number) => foreign(number));
  const deviceCompliancePolicies = Array.from({ length: policies }, (_, number) => ({
    id: ids.policyId(number),
    displayName: `Policy ${number}`,
    assignments,
  }));
  const tenant = await startEmulator({ ...options, state: { deviceCompliancePolicies } });
  try {
    return await work(tenant);
  } finally {
    await tenant.close();
  }
}

/** An assignment of somebody else. */
function foreign(number: number) {
  const groupId = ids.groupId(900_000_000 + number);
  return { target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId } };
}

/** Adds an assignment of somebody else to a policy, in one step. */
export function addForeign(tenant: RunningEmulator, policy: number, number: number): void {
  const state = tenant.getState();
  const deviceCompliancePolicies = state.deviceCompliancePolicies.map((each) =>
    each.id === ids.policyId(policy)
      ? { ...each, assignments: [...each.assignments, foreign(number)] }
      : each,
  );
  tenant.setState({ ...state, deviceCompliancePolicies });
}

/** Every assigned group with its policy, to see whose entries are there and whose are lost. */
export function assignedGroups(tenant: RunningEmulator): { ours: number; foreign: number } {
  const groups = tenant
    .getState()
    .deviceCompliancePolicies.flatMap(({ assignments }) =>
      assignments.map(({ target }) => String(target["groupId"])),
    );
  const others = groups.filter((group) => group >= ids.groupId(900_000_000)).length;
  return { ours: groups.length - others, foreign: others };
}

/** The requests to a tenant. */
export interface Counts {
  readonly requests: number;
  readonly assigns: number;
  readonly lists: number;
  /** How many single writes the router refused. */
  readonly refused: number;
  readonly throttled: number;
}

/** Counts the requests so far, and resets the count. */
export function takeCounts(tenant: Pick<RunningEmulator, "requests" | "clearRequests">): Counts {
  const count = (is: (request: RunningEmulator["requests"][number]) => boolean) =>
    tenant.requests.filter(is).length;
  const counts = {
    requests: tenant.requests.length,
    assigns: count(({ path }) => path.endsWith("/assign")),
    lists: count(({ method }) => method === "GET"),
    refused: count(({ status }) => status === 400),
    throttled: count(({ status }) => status === 429),
  };
  tenant.clearRequests();
  return counts;
}
