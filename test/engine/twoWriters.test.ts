import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import type { DeclaredResource } from "./harness/declared";
import { doors } from "./harness/door";

/** `TWO_WRITERS=20 npm run test:engine -- test/engine/twoWriters.test.ts` */
const rounds = Number(process.env["TWO_WRITERS"] ?? 1);
/** Much longer than a read and a write take, on a busy machine too. */
const settleSeconds = "5";

const assignment = (deviceCompliancePolicyId: string, groupId: string): DeclaredResource => ({
  className: "DeviceCompliancePolicyAssignment",
  args: { deviceCompliancePolicyId, target: { type: "groupAssignmentTarget", groupId } },
});
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;

describe.each(doors)("$name: two stacks on one policy, both up at once", (door) => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed", latencyMs: 50 });
    tenant = new Tenant(emulator.url);
  });
  afterAll(() => emulator.close());

  async function lostIn(policy: string, settleSeconds: string): Promise<number> {
    const config = { "intune:graphEndpoint": emulator.url, "intune:settleSeconds": settleSeconds };
    const secrets = { "intune:accessToken": "the-token-of-two-writers" };
    const stacks = await Promise.all([door.create({ config, secrets }), door.create({ config, secrets })]);
    let lost = 0;
    for (let round = 0; round < rounds; round++) {
      const wanted = stacks.map((_, index) => [1, 2, 3].map((n) => guid(100 * round + 10 * index + n)));
      await Promise.all(
        stacks.map((stack, index) =>
          door.declare(stack, {
            resources: Object.fromEntries(
              (wanted[index] ?? []).map((groupId) => [groupId, assignment(policy, groupId)]),
            ),
          }),
        ),
      );
      await Promise.all(stacks.map((stack) => stack.up()));
      const there = await tenant.groups("deviceCompliancePolicies", policy);
      lost += wanted.flat().filter((group) => !there.includes(group)).length;
    }
    return lost;
  }

  it("loses nothing with settleSeconds", { timeout: 600_000 + rounds * 120_000 }, async () => {
    const [policy] = (await tenant.policies("deviceCompliancePolicies")) as [string];
    expect(await lostIn(policy, settleSeconds)).toBe(0);
  });

  it.runIf(process.env["TWO_WRITERS"])(
    "prints how many are lost without",
    { timeout: 600_000 + rounds * 120_000 },
    async () => {
      const [, policy] = (await tenant.policies("deviceCompliancePolicies")) as [string, string];
      const lost = await lostIn(policy, "0");
      process.stdout.write(
        `without settleSeconds ${lost} of ${rounds * 6} assignments were lost in ${rounds} double runs\n`,
      );
    },
  );
});
