import type { JsonObject } from "../../emulator";

/** A tenant of the emulator, seen by somebody who is not the provider: over Graph's own HTTP. */
export class Tenant {
  constructor(readonly url: string) {}

  /** The ids of the policies of a collection that can be assigned. */
  async policies(collection: Collection): Promise<string[]> {
    const { value } = (await this.#call("GET", `deviceManagement/${collection}`)) as {
      value: { id: string }[];
    };
    return value.map(({ id }) => id).filter((id) => !id.includes("_Default"));
  }

  /** The assignments of a policy as beta shows them. */
  async assignments(collection: Collection, policyId: string): Promise<Assignment[]> {
    const path = `deviceManagement/${collection}/${policyId}/assignments`;
    const { value } = (await this.#call("GET", path)) as { value: Assignment[] };
    return value;
  }

  /** The groups that a policy is assigned to, in order. */
  async groups(collection: Collection, policyId: string): Promise<string[]> {
    const assignments = await this.assignments(collection, policyId);
    return assignments.map(({ target }) => String(target["groupId"])).sort();
  }

  /** Makes these assignments the whole set of a policy, as an administrator would from another tool. */
  async assign(collection: Collection, policyId: string, assignments: readonly object[]): Promise<void> {
    const name =
      collection === "deviceCompliancePolicies" ? "assignments" : "enrollmentConfigurationAssignments";
    await this.#call("POST", `deviceManagement/${collection}/${policyId}/assign`, { [name]: assignments });
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/beta/${path}`, {
      method,
      headers: { authorization: "Bearer an-administrator", "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}

export type Collection = "deviceCompliancePolicies" | "deviceEnrollmentConfigurations";

export interface Assignment {
  readonly id: string;
  readonly target: Readonly<Record<string, unknown>>;
}

/** A target as Graph writes it. */
export function groupTarget(groupId: string, more: JsonObject = {}): { target: JsonObject } {
  return { target: { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId, ...more } };
}
