import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Operation } from "../../provider/graph/operation";
import { startGate } from "../support/gate";
import { providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";
import { guid } from "./program";

/** `WRITER_ROUNDS=200 npm run test:guarantees -- test/model/twoWriters.test.ts` */
const rounds = Number(process.env["WRITER_ROUNDS"] ?? 8);
const collection = "deviceCompliancePolicies";
const kind = "DeviceCompliancePolicyAssignment";
const policyOf = (round: number) => `9f2b6c1e-0000-4000-8000-${String(round).padStart(12, "0")}`;

describe("two deployments, or one and a script, write the same policy at once", () => {
  let emulator: RunningEmulator;
  let tenant: Tenant;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed", latencyMs: 20 });
    tenant = new Tenant(emulator.url);
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    const policies = Array.from({ length: rounds }, (_, round) => ({
      id: policyOf(round),
      displayName: `Shared ${round}`,
      assignments: [],
    }));
    emulator.setState({ [collection]: policies });
  });

  /** One `up` that makes some assignments, as the engine would: all at the same time. */
  async function create(
    round: number,
    groups: readonly number[],
    settleSeconds: number,
    { endpoint = emulator.url, writeRoute = "auto" } = {},
  ): Promise<void> {
    const { client, resource } = providerProcess(endpoint, {
      "intune:settleSeconds": String(settleSeconds),
      "intune:writeRoute": writeRoute,
    });
    const deviceCompliancePolicyId = policyOf(round);
    const targets = groups.map((n) => ({ type: "groupAssignmentTarget", groupId: guid(n) }));
    await Promise.all(targets.map((target) => resource(kind).create({ deviceCompliancePolicyId, target })));
    await client.close();
  }

  /** A script as administrators write them: reads the set, adds one, assigns the set, and does not look back. */
  async function script(round: number, group: number): Promise<void> {
    const set = await tenant.assignments(collection, policyOf(round));
    await tenant.assign(collection, policyOf(round), [
      ...set.map(({ target }) => ({ target })),
      groupTarget(guid(group)),
    ]);
  }

  const groupsOf = (round: number) => tenant.groups(collection, policyOf(round));

  describe("one reads before the other writes, and writes after it", () => {
    const ours = 1;
    const theirs = 2;

    /** Lets a deployment read and plan its write. Returns what sends it. */
    async function late(): Promise<() => Promise<void>> {
      const gate = await startGate(emulator.url);
      onTestFinished(() => gate.close());
      const held = gate.hold(2, "before");
      const done = create(0, [theirs], 0, { endpoint: gate.url, writeRoute: "assign" });
      await held.reached;
      return async () => {
        await held.release();
        await done;
      };
    }

    it("loses the other's assignment without settleSeconds", async () => {
      const send = await late();
      await create(0, [ours], 0);
      expect(await groupsOf(0)).toEqual([guid(ours)]);
      await send();
      expect(await groupsOf(0)).toEqual([guid(theirs)]);
    });

    it("keeps both with settleSeconds, if it writes before they are over", async () => {
      const send = await late();
      const slept: number[] = [];
      vi.spyOn(Operation.prototype, "sleep").mockImplementation(async (ms) => {
        slept.push(ms);
        if (slept.length === 1) await send();
      });
      onTestFinished(() => void vi.restoreAllMocks());
      await create(0, [ours], 60);
      expect(slept).toEqual([60_000, 60_000]);
      expect(await groupsOf(0)).toEqual([guid(ours), guid(theirs)]);
    });
  });

  /** How many assignments of ours are missing after runs on a policy each, all at the same time. */
  async function lost(
    run: (round: number) => Promise<unknown>,
    ofRound: (round: number) => readonly number[],
  ): Promise<number> {
    const missing = await Promise.all(
      Array.from({ length: rounds }, async (_, round) => {
        await run(round);
        const there = new Set(await groupsOf(round));
        return ofRound(round).filter((n) => !there.has(guid(n))).length;
      }),
    );
    return missing.reduce((sum, n) => sum + n, 0);
  }

  /** Much longer than a read and a write take, on a busy machine too. */
  const settleSeconds = 5;
  const first = (round: number) => [1, 2, 3].map((n) => 10 * round + n);
  const second = (round: number) => [6, 7, 8].map((n) => 10 * round + n);
  /** The second comes at another moment of the first one's read, write and confirmation each time. */
  const beside = (round: number, begin: () => Promise<void>) => wait((round * 7) % 90).then(begin);
  const both = (seconds: number) => (round: number) =>
    Promise.all([
      create(round, first(round), seconds),
      beside(round, () => create(round, second(round), seconds)),
    ]);

  it("loses nothing with settleSeconds, two deployments", async () => {
    expect(await lost(both(settleSeconds), (round) => [...first(round), ...second(round)])).toBe(0);
  });

  it("loses nothing of ours with settleSeconds, a deployment and a script", async () => {
    const run = (round: number) =>
      Promise.all([
        create(round, first(round), settleSeconds),
        beside(round, () => script(round, 10 * round + 9)),
      ]);
    expect(await lost(run, first)).toBe(0);
  });

  it.runIf(process.env["WRITER_ROUNDS"])("prints how many are lost without", async () => {
    const missing = await lost(both(0), (round) => [...first(round), ...second(round)]);
    process.stdout.write(
      `without settleSeconds ${missing} of ${rounds * 6} assignments were lost in ${rounds} double runs\n`,
    );
  });
});
