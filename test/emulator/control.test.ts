import { describe, expect, it } from "vitest";
import { type EmulatorState, type PolicyCollection, startEmulator } from "../../emulator";
import { policyKinds } from "../../emulator/policyKind";
import {
  allUsers,
  compliance,
  compliancePolicy,
  documented,
  enrollment,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const noToken = {};

/** Every kind of policy, with no policy. */
const none = Object.fromEntries(policyKinds.map(({ collection }) => [collection, []])) as unknown as Pick<
  EmulatorState,
  PolicyCollection
>;
const full = {
  ...none,
  deviceCompliancePolicies: [
    {
      "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
      id: compliancePolicy,
      displayName: "Windows",
      passwordRequired: true,
      assignments: [
        {
          id: "first",
          source: "direct",
          sourceId: compliancePolicy,
          target: toGroup(pilotRing, {
            deviceAndAppManagementAssignmentFilterId: "00000000-0000-0000-0000-000000000000",
            deviceAndAppManagementAssignmentFilterType: "none",
          }),
        },
        {
          id: "second",
          source: "policySets",
          sourceId: "set",
          target: { "@odata.type": "#microsoft.graph.futureAssignmentTarget", ring: 3 },
        },
      ],
    },
  ],
  deviceEnrollmentConfigurations: [],
  groups: [{ id: pilotRing, displayName: "Pilot" }],
} satisfies EmulatorState;

describe("/_emulator/requests", () => {
  it("has the requests of Graph in order, without those of the control, and can be cleared", async () => {
    const client = await start(documented);
    await client.get("/v1.0/groups?$top=1&$select=id");
    await client.get("/_emulator/state", noToken);
    await client.get(compliance, noToken);
    await client.delete(`${enrollment}/assignments/none`);
    const listed = await client.get("/_emulator/requests", noToken);
    expect(listed.body).toEqual([
      { method: "GET", path: "/v1.0/groups?$top=1&$select=id", status: 200 },
      { method: "GET", path: compliance, status: 401 },
      { method: "DELETE", path: `${enrollment}/assignments/none`, status: 404 },
    ]);
    expect(client.emulator.requests).toEqual(listed.body);
    expect((await client.send("DELETE", "/_emulator/requests", undefined, noToken)).status).toBe(204);
    expect((await client.get("/_emulator/requests", noToken)).body).toEqual([]);
  });
});

describe("/_emulator/state", () => {
  it("gives back what it was given", async () => {
    const client = await start();
    expect((await client.put("/_emulator/state", full)).status).toBe(204);
    expect((await client.get("/_emulator/state", noToken)).body).toEqual(full);
    expect(client.emulator.getState()).toEqual(full);
    const policy = (await client.get(compliance)).body;
    expect(policy).toMatchObject({ displayName: "Windows", passwordRequired: true });
    expect(policy).not.toHaveProperty("assignments");
  });

  it("fills in what is left out, in the way of the service in force", async () => {
    const client = await start({ service: "observed" });
    const assignments = [{ target: toGroup(pilotRing) }];
    client.emulator.setState({
      deviceCompliancePolicies: [{ id: compliancePolicy, displayName: "W", assignments }],
    });
    expect(client.emulator.getState()).toEqual({
      ...none,
      deviceCompliancePolicies: [
        {
          id: compliancePolicy,
          displayName: "W",
          assignments: [
            {
              id: `${compliancePolicy}_${pilotRing}`,
              source: "direct",
              sourceId: compliancePolicy,
              target: toGroup(pilotRing),
            },
          ],
        },
      ],
      groups: [],
    });
  });

  it("is a copy: changing it changes nothing", async () => {
    const client = await start({ state: full });
    client.emulator.getState().deviceCompliancePolicies[0]?.assignments.pop();
    expect(client.emulator.getState()).toEqual(full);
  });

  it("takes an export of a real tenant as it is", async () => {
    const exported = {
      ...full,
      deviceCompliancePolicies: [
        {
          "@odata.context":
            "https://graph.microsoft.com/beta/$metadata#deviceManagement/deviceCompliancePolicies/$entity",
          "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
          id: compliancePolicy,
          displayName: "Baseline\u00a0| Windows & [Pilot]  \uc900\uc218",
          somethingNew: { since: 2027 },
          "assignments@odata.context": "https://graph.microsoft.com/beta/$metadata#x",
          // Microsoft365DSC #3058: one group directly and by a policy set. By the rule of ids, both have one id.
          assignments: [
            { id: "a_b", source: "direct", sourceId: null, target: toGroup(pilotRing), intent: "apply" },
            { id: "a_b", source: "policySets", sourceId: "set", target: toGroup(pilotRing) },
          ] as const,
        },
      ],
    };
    const client = await start();
    expect((await client.put("/_emulator/state", exported)).status).toBe(204);
    expect((await client.get("/_emulator/state", noToken)).body).toEqual(exported);
    const answer = await client.get(compliance.replace("v1.0", "beta"));
    expect(answer.context).toContain(client.emulator.url);
    expect(answer.body).toMatchObject({ somethingNew: { since: 2027 } });
    expect(answer.body).not.toHaveProperty("assignments@odata.context");
  });

  it.each([
    [
      "an unknown collection",
      { policies: [] },
      /^state\.policies: Expected one of deviceCompliancePolicies, deviceEnrollmentConfigurations, .*groups, assignmentFilters but received "policies"$/,
    ],
    ["a list", [], /^state: Expected Object but received Array$/],
    ["a collection that is no list", { groups: {} }, /^state\.groups: .*Expected Array but received Object$/],
    [
      "a policy without a name",
      { deviceCompliancePolicies: [{ id: "x" }] },
      /^state\.deviceCompliancePolicies\.0\.displayName: .*Expected "displayName" but received undefined$/,
    ],
    [
      "an id with a slash",
      { groups: [{ id: "a/b", displayName: "x" }] },
      /^state\.groups\.0\.id: Expected an id without \/, \?, # and white space but received "a\/b"$/,
    ],
    [
      "an id twice",
      { groups: [1, 2].map(() => ({ id: "a", displayName: "x" })) },
      /^state\.groups: the id a appears twice$/,
    ],
    [
      "a target of no type of Graph",
      withAssignment({ target: { "@odata.type": "groupAssignmentTarget", groupId: pilotRing } }),
      /^state\.deviceCompliancePolicies\.0\.assignments\.0\.target\.@odata\.type: Expected a type such as "#microsoft\.graph\.groupAssignmentTarget" but received "groupAssignmentTarget"$/,
    ],
    [
      "no target",
      withAssignment({ target: null }),
      /^state\.deviceCompliancePolicies\.0\.assignments\.0\.target: .*Expected Object but received null$/,
    ],
    [
      "a bad target",
      withAssignment({ target: toGroup("pilot") }),
      /^state\.deviceCompliancePolicies\.0\.assignments\.0\.target: Invalid GroupId : pilot /,
    ],
    [
      "an unknown source",
      withAssignment({ target: toGroup(pilotRing), source: "mine" }),
      /^state\.deviceCompliancePolicies\.0\.assignments\.0\.source: .*Expected \("direct" \| "policySets"\) but received "mine"$/,
    ],
    ["something that is not JSON", "{", /^The body is not JSON/],
  ])("refuses %s, says what is wrong and keeps what it holds", async (_what, state, message) => {
    const client = await start({ state: full });
    const answer = await client.put("/_emulator/state", state);
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringMatching(message)]);
    expect(client.emulator.getState()).toEqual(full);
  });
});

function withAssignment(assignment: object) {
  return { deviceCompliancePolicies: [{ id: "x", displayName: "x", assignments: [assignment] }] };
}

describe("/_emulator/settings", () => {
  it("changes what is named and leaves the rest", async () => {
    const client = await start({ pageSize: 7 });
    expect(
      (await client.put("/_emulator/settings", { service: "observed", throttle: { writes: 5 } })).status,
    ).toBe(204);
    expect((await client.get("/_emulator/settings", noToken)).body).toEqual({
      service: "observed",
      latencyMs: 0,
      pageSize: 7,
      throttle: { writes: 5 },
      tokensValidFrom: null,
    });
    expect((await client.post(`${compliance}/assignments`, { target: allUsers })).status).toBe(400);
  });

  it.each([
    [
      { service: "real" },
      'settings.service: Invalid type: Expected ("documented" | "observed") but received "real"',
    ],
    [{ pageSize: 0 }, "settings.pageSize"],
    [{ throttle: { windows: 3 } }, "settings.throttle.windows"],
  ])("refuses %j", async (settings, message) => {
    const client = await start();
    const answer = await client.put("/_emulator/settings", settings);
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(message)]);
  });
});

describe("startEmulator", () => {
  it("names an option that it does not understand", async () => {
    await expect(startEmulator(JSON.parse('{ "latency": 5 }'))).rejects.toThrow("settings.latency");
  });

  it("fails when the port is taken, and close frees it", async () => {
    const first = await startEmulator();
    const port = Number(new URL(first.url).port);
    await expect(startEmulator({ port })).rejects.toThrow("EADDRINUSE");
    await first.close();
    const second = await startEmulator({ port });
    expect(second.url).toBe(first.url);
    await second.close();
  });
});
