import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";
import { guid } from "./program";

/** `WRITER_ROUNDS=200 npm run test:guarantees -- test/model/twoWriters.test.ts` */
const rounds = Number(process.env["WRITER_ROUNDS"] ?? 8);
const collection = "deviceCompliancePolicies";
const kind = "DeviceCompliancePolicyAssignment";
const policy = "9f2b6c1e-0000-4000-8000-000000000001";

describe("two deployments, or one and a script, write the same policy at once", () => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed", latencyMs: 20 });
    tenant = new Tenant(emulator.url);
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.setState({ [collection]: [{ id: policy, displayName: "Shared", assignments: [] }] });
  });

  /** One `up` that makes some assignments, as the engine would: all at the same time. */
  async function create(groups: readonly number[], settleSeconds: number): Promise<void> {
    const { client, resource } = providerProcess(emulator.url, {
      "intune:settleSeconds": String(settleSeconds),
    });
    const targets = groups.map((n) => ({ type: "groupAssignmentTarget", groupId: guid(n) }));
    await Promise.all(
      targets.map((target) => resource(kind).create({ deviceCompliancePolicyId: policy, target })),
    );
    await client.close();
  }

  /** A script as administrators write them: reads the set, adds one, assigns the set, and does not look back. */
  async function script(group: number): Promise<void> {
    const set = await tenant.assignments(collection, policy);
    await tenant.assign(collection, policy, [
      ...set.map(({ target }) => ({ target })),
      groupTarget(guid(group)),
    ]);
  }

  async function lost(
    run: (round: number) => Promise<unknown>,
    ofRound: (round: number) => readonly number[],
  ): Promise<number> {
    let count = 0;
    for (let round = 0; round < rounds; round++) {
      await run(round);
      const there = new Set(await tenant.groups(collection, policy));
      count += ofRound(round).filter((n) => !there.has(guid(n))).length;
    }
    return count;
  }

  const first = (round: number) => [1, 2, 3].map((n) => 10 * round + n);
  const second = (round: number) => [6, 7, 8].map((n) => 10 * round + n);
  const both = (settleSeconds: number) => (round: number) =>
    // The second comes at another moment of the first one's read, write and confirmation each time.
    Promise.all([
      create(first(round), settleSeconds),
      wait((round * 7) % 90).then(() => create(second(round), settleSeconds)),
    ]);

  it("loses nothing with settleSeconds, two deployments", async () => {
    expect(await lost(both(1), (round) => [...first(round), ...second(round)])).toBe(0);
  });

  it("loses nothing of ours with settleSeconds, a deployment and a script", async () => {
    const run = (round: number) =>
      Promise.all([create(first(round), 1), wait((round * 7) % 90).then(() => script(10 * round + 9))]);
    expect(await lost(run, first)).toBe(0);
  });

  it("can lose some without: the count is printed", async () => {
    const missing = await lost(both(0), (round) => [...first(round), ...second(round)]);
    const total = rounds * 6;
    expect(missing).toBeLessThan(total);
    process.stdout.write(
      `without settleSeconds ${missing} of ${total} assignments were lost in ${rounds} double runs\n`,
    );
  });
});
