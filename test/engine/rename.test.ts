import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import type { DeclaredResource } from "./harness/declared";
import { worlds } from "./harness/door";

const collection = "deviceCompliancePolicies";
const groupId = "2b3c4d5e-0000-4000-8000-000000000001";
const target = { type: "groupAssignmentTarget", groupId };

const chosen = worlds({ dynamic: "observed", plugin: "documented" });

// Whether the engine asks for the difference of the one before it deletes the other, only it can show.
describe.each(chosen)("a rename, $name, on the $service service", ({ door, service }) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  let policies: string[];
  beforeAll(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
    policies = await tenant.policies(collection);
  });
  afterAll(() => emulator.close());

  const made = () =>
    door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-the-rename" },
    });
  const on = (deviceCompliancePolicyId: string, provider?: string): DeclaredResource => ({
    className: "DeviceCompliancePolicyAssignment",
    args: { deviceCompliancePolicyId, target },
    ...(provider !== undefined && { provider }),
  });

  it("in a run that fails elsewhere leaves the assignment to the new resource when the old one is deleted by the next run", async () => {
    const [policy] = policies as [string];
    const stack = await made();
    const declare = (resources: Record<string, DeclaredResource>) => door.declare(stack, { resources });

    await declare({ before: on(policy) });
    await stack.up();
    await declare({ after: on(policy), elsewhere: on("9f2b6c1e-ffff-4000-8000-000000000001") });
    await stack.up({ expectFailure: true });
    expect(Object.keys((await stack.exportState()).resources).sort()).toEqual(["after", "before"]);

    await declare({ after: on(policy) });
    expect((await stack.up()).changes).toEqual({ after: "same", before: "delete" });
    expect(await tenant.groups(collection, policy)).toEqual([groupId]);
  });

  // Each provider is a process of its own: one creates what the other deletes, as after an upgrade of an SDK.
  it("together with another provider keeps the assignment", async () => {
    const [, policy] = policies as [string, string];
    const stack = await made();
    await door.declare(stack, { resources: { before: on(policy) } });
    await stack.up();
    await door.declare(stack, {
      providers: { tenant: { graphEndpoint: emulator.url, accessToken: { secret: "any-token-will-do" } } },
      resources: { after: on(policy, "tenant") },
    });
    expect((await stack.up()).changes).toEqual({ after: "create", before: "delete" });
    expect(await tenant.groups(collection, policy)).toEqual([groupId]);
    expect((await stack.up()).changes).toEqual({ after: "same" });
  });
});
