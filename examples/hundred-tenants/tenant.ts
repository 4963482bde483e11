import { readFile } from "node:fs/promises";

/** A customer's tenant, and what is assigned in it. */
export interface Tenant {
  /** The name of the tenant's stack. */
  readonly name: string;
  /** Settings of the stack: which tenant, and what differs there. The sign-in is in ARM_CLIENT_ID and ARM_CLIENT_SECRET. */
  readonly config: Readonly<Record<string, string>>;
  readonly deviceCompliancePolicyId: string;
  readonly pilotGroupId: string;
}

export async function readTenants(file: string): Promise<Tenant[]> {
  return JSON.parse(await readFile(file, "utf8")) as Tenant[];
}
