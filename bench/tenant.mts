import { builtEmulator } from "../tools/build/built.mts";
import ids from "./program/ids.cjs";

type Emulator = typeof import("../emulator/index.ts");
type EmulatorOptions = NonNullable<Parameters<Emulator["startEmulator"]>[0]>;
type RunningEmulator = Awaited<ReturnType<Emulator["startEmulator"]>>;

const { startEmulator } = await builtEmulator();

/** Gives a tenant with so many compliance policies to `work`. */
export async function withTenant<T>(
  policies: number,
  options: EmulatorOptions,
  work: (tenant: RunningEmulator) => Promise<T>,
): Promise<T> {
  const deviceCompliancePolicies = Array.from({ length: policies }, (_, number) => ({
    id: ids.policyId(number),
    displayName: `Policy ${number}`,
  }));
  const tenant = await startEmulator({ ...options, state: { deviceCompliancePolicies } });
  try {
    return await work(tenant);
  } finally {
    await tenant.close();
  }
}

/** What the requests of a tenant were. */
export interface Counts {
  readonly requests: number;
  readonly assigns: number;
  readonly lists: number;
  /** Single writes that the router refused. */
  readonly refused: number;
}

/** Counts the requests so far, and starts anew. */
export function takeCounts(tenant: Pick<RunningEmulator, "requests" | "clearRequests">): Counts {
  const count = (is: (request: RunningEmulator["requests"][number]) => boolean) =>
    tenant.requests.filter(is).length;
  const counts = {
    requests: tenant.requests.length,
    assigns: count(({ path }) => path.endsWith("/assign")),
    lists: count(({ method }) => method === "GET"),
    refused: count(({ status }) => status === 400),
  };
  tenant.clearRequests();
  return counts;
}
