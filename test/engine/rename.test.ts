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
  beforeAll(async () => {
    emulator = await startEmulator({ service });
    tenant = new Tenant(emulator.url);
  });
  afterAll(() => emulator.close());

  it("keeps the assignment together with another provider, and in a run that fails elsewhere", async () => {
    const [policy, otherPolicy] = (await tenant.policies(collection)) as [string, string];
    const stack = await door.create({
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-the-rename" },
    });
    const on = (deviceCompliancePolicyId: string, provider?: string): DeclaredResource => ({
      className: "DeviceCompliancePolicyAssignment",
      args: { deviceCompliancePolicyId, target },
      ...(provider !== undefined && { provider }),
    });
    const declare = (resources: Record<string, DeclaredResource>) =>
      door.declare(stack, {
        providers: { tenant: { graphEndpoint: emulator.url, accessToken: { secret: "any-token-will-do" } } },
        resources,
      });

    await declare({ before: on(policy), own: on(otherPolicy) });
    await stack.up();

    // Each provider is a process of its own: one creates what the other deletes, as after an upgrade of an SDK.
    const theirs = on(otherPolicy, "tenant");
    await declare({ before: on(policy), theirs });
    expect((await stack.up()).changes).toEqual({ before: "same", theirs: "create", own: "delete" });
    expect(await tenant.groups(collection, otherPolicy)).toEqual([groupId]);

    // The next run deletes the old resource, and leaves the assignment to the new one.
    await declare({ after: on(policy), theirs, elsewhere: on("9f2b6c1e-ffff-4000-8000-000000000001") });
    await stack.up({ expectFailure: true });
    const left = Object.keys((await stack.exportState()).resources);
    expect(left.sort()).toEqual(["after", "before", "theirs"]);
    await declare({ after: on(policy), theirs });
    expect((await stack.up()).changes).toEqual({ after: "same", before: "delete", theirs: "same" });
    expect(await tenant.groups(collection, policy)).toEqual([groupId]);
  });
});
