import { describe, expect, it } from "vitest";
import {
  allDevices,
  allUsers,
  behaviors,
  broadRing,
  compliance,
  complianceBeta,
  compliancePolicy,
  documented,
  enrollment,
  nestedMessage,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const ofPolicySet = {
  id: `${compliancePolicy}_${pilotRing}`,
  source: "policySets" as const,
  sourceId: "50000000-0000-4000-8000-000000000001",
  target: toGroup(pilotRing),
};

function stateWithPolicySet() {
  return {
    deviceCompliancePolicies: [{ id: compliancePolicy, displayName: "Windows", assignments: [ofPolicySet] }],
  };
}

describe.each(behaviors)("assign on the %s service", (service) => {
  it("replaces the set: what is named stays with its id, what is not goes", async () => {
    const client = await start({ service });
    const before = await client.post(`${compliance}/assign`, {
      assignments: [{ target: toGroup(pilotRing) }, { target: allUsers }],
    });
    expect([before.status, before.body.value.length]).toEqual([200, 2]);
    const after = await client.post(`${compliance}/assign`, {
      assignments: [{ target: allUsers }, { target: toGroup(broadRing) }],
    });
    expect(after.body.value[0]).toEqual(before.body.value[1]);
    expect(before.body.value.map(({ id }) => id)).not.toContain(after.body.value[1]?.id);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual(after.body.value);
  });

  it("refuses query options, and has no effect then", async () => {
    const client = await start({ service });
    const assigned = await client.post(`${compliance}/assign?$select=id`, {
      assignments: [{ target: allDevices }],
    });
    expect([assigned.status, assigned.body.error.code]).toEqual([501, "NotImplemented"]);
    expect((await client.get(`${compliance}/assignments`)).body.value).toEqual([]);
  });

  it("with an empty collection empties the set", async () => {
    const client = await start({ service });
    await client.post(`${enrollment}/assign`, { enrollmentConfigurationAssignments: [{ target: allUsers }] });
    const answer = await client.post(`${enrollment}/assign`, { enrollmentConfigurationAssignments: [] });
    // The page says 204 (intune-onboarding-deviceenrollmentconfiguration-assign); IntuneCD gets 200 on tenants.
    expect(answer.status).toBe(service === "documented" ? 204 : 200);
    expect((await client.get(`${enrollment}/assignments`)).body.value).toEqual([]);
  });

  it.each([
    [
      "the other kind's parameter",
      { enrollmentConfigurationAssignments: [] },
      "'enrollmentConfigurationAssignments'",
    ],
    ["no parameter", {}, "'assignments'"],
    [
      "the same target twice",
      { assignments: [{ target: allUsers }, { target: allUsers }] },
      "more than once",
    ],
    [
      "one bad target among good ones",
      { assignments: [{ target: allDevices }, { target: null }] },
      "'target'",
    ],
  ])("refuses %s and keeps the set", async (_what, body, named) => {
    const client = await start({ service });
    await client.post(`${compliance}/assign`, { assignments: [{ target: toGroup(pilotRing) }] });
    const before = (await client.get(`${compliance}/assignments`)).body;
    const answer = await client.post(`${compliance}/assign`, body);
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(named)]);
    expect((await client.get(`${compliance}/assignments`)).body).toEqual(before);
  });

  it("leaves what a policy set made, whether the body leaves it out or sends it back", async () => {
    const client = await start({ service, state: stateWithPolicySet() });
    for (const assignments of [[], [ofPolicySet], [{ id: ofPolicySet.id, target: toGroup(pilotRing) }]]) {
      await client.post(`${complianceBeta}/assign`, {
        assignments: [...assignments, { target: allDevices }],
      });
      const policies = client.emulator.getState().deviceCompliancePolicies;
      expect(policies[0]?.assignments).toEqual([
        ofPolicySet,
        expect.objectContaining({ target: allDevices, source: "direct" }),
      ]);
    }
  });

  // Microsoft365DSC #3058 found a group on one policy twice: directly, and by a policy set.
  it("makes a direct entry beside one of a policy set, and refuses both in one body", async () => {
    const client = await start({ service, state: stateWithPolicySet() });
    const direct = { target: toGroup(pilotRing), source: "direct" };
    expect((await client.post(`${complianceBeta}/assign`, { assignments: [direct] })).status).toBe(200);
    const { value } = (await client.get(`${complianceBeta}/assignments`)).body;
    expect(value.map((entry) => ({ ...entry }))).toMatchObject([
      { source: "policySets", target: toGroup(pilotRing) },
      { source: "direct", target: toGroup(pilotRing) },
    ]);
    expect(value[0]?.id === value[1]?.id).toBe(service === "observed");
    const both = await client.post(`${complianceBeta}/assign`, { assignments: value });
    expect([both.status, both.body.error.message]).toEqual([400, expect.stringContaining("more than once")]);
  });

  it("makes nothing of an entry that claims to be of a policy set and is not", async () => {
    const client = await start({ service });
    const assignments = [
      { target: allUsers, source: "policySets" },
      { target: allDevices, source: "direct" },
    ];
    const answer = await client.post(`${complianceBeta}/assign`, { assignments });
    expect(answer.body.value.map(({ target }) => Object.values(target)[0])).toEqual([
      expect.stringMatching(/microsoft\.graph\.allDevicesAssignmentTarget$/),
    ]);
  });
});

describe("assignments of a policy set", () => {
  it("cannot be changed or deleted one by one", async () => {
    const client = await start({ ...documented, state: stateWithPolicySet() });
    const path = `${compliance}/assignments/${ofPolicySet.id}`;
    for (const answer of [await client.delete(path), await client.patch(path, { target: allDevices })]) {
      expect(answer.status).toBe(400);
      expect(nestedMessage(answer)).toContain("policy set");
    }
    expect(client.emulator.getState().deviceCompliancePolicies[0]?.assignments).toEqual([ofPolicySet]);
  });
});
