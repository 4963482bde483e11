import { expect, it } from "vitest";
import { startEmulator } from "../../emulator";
import { configuredHandler } from "../support/providerProcess";

const policyId = (n: number) => `9f2b6c1e-0000-4000-8000-00000000000${n}`;
const groupId = (n: number) => `2b3c4d5e-0000-4000-8000-00000000000${n}`;

it.each(["documented", "observed"] as const)(
  "a policy under Multi Admin Approval fails its changes without a second try, as %s, and the others go on",
  async (service) => {
    const emulator = await startEmulator({
      service,
      state: {
        deviceCompliancePolicies: [1, 2].map((n) => ({ id: policyId(n), displayName: `Policy ${n}` })),
        groups: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ id: groupId(n), displayName: `Group ${n}` })),
      },
    });
    try {
      emulator.setFaults([
        { method: "POST", path: `/deviceManagement/*/${policyId(1)}/**`, fault: { kind: "approval" } },
      ]);
      const resource = await configuredHandler("DeviceCompliancePolicyAssignment", emulator.url, {
        "intune:writeRoute": "assign",
      });
      const create = (policy: number, group: number) =>
        resource.create({
          deviceCompliancePolicyId: policyId(policy),
          target: { type: "groupAssignmentTarget", groupId: groupId(group) },
        });
      const outcomes = await Promise.allSettled([
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => create(1, n)),
        create(2, 1),
      ]);
      const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      expect(reasons).toHaveLength(8);
      for (const { message } of reasons) expect(message).toContain("Multi Admin Approval protects");
      expect(outcomes[8]?.status).toBe("fulfilled");
      const writes = emulator.requests.filter(
        ({ method, path }) => method === "POST" && path.includes(policyId(1)),
      );
      expect(writes).toHaveLength(1);
    } finally {
      await emulator.close();
    }
  },
);
