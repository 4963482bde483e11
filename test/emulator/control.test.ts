import { describe, expect, it } from "vitest";
import { type EmulatorState, startEmulator } from "../../emulator";
import {
  allUsers,
  compliance,
  compliancePolicy,
  enrollment,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const noToken = {};

const full: EmulatorState = {
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
};

describe("/_emulator/requests", () => {
  it("has the requests of Graph in order, without those of the control, and can be cleared", async () => {
    const client = await start();
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
      deviceEnrollmentConfigurations: [],
      groups: [],
    });
  });

  it("is a copy: changing it changes nothing", async () => {
    const client = await start({ state: full });
    client.emulator.getState().deviceCompliancePolicies[0]?.assignments.pop();
    expect(client.emulator.getState()).toEqual(full);
  });

  it.each([
    ["an unknown collection", { policies: [] }, "state.policies"],
    [
      "a policy without a name",
      { deviceCompliancePolicies: [{ id: "x" }] },
      "state.deviceCompliancePolicies.0.displayName",
    ],
    [
      "an id with a slash",
      { groups: [{ id: "a/b", displayName: "x" }] },
      'state.groups.0.id: Expected an id without /, ?, # and white space but received "a/b"',
    ],
    ["an id twice", { groups: [1, 2].map(() => ({ id: "a", displayName: "x" })) }, "the id a is there twice"],
    [
      "a bad target",
      {
        deviceCompliancePolicies: [
          { id: "x", displayName: "x", assignments: [{ target: toGroup("pilot") }] },
        ],
      },
      "state.deviceCompliancePolicies.0.assignments.0.target: Invalid GroupId : pilot",
    ],
    ["something that is not JSON", "{", "The body is not JSON"],
  ])("refuses %s and keeps what it holds", async (_what, state, message) => {
    const client = await start({ state: full });
    const answer = await client.put("/_emulator/state", state);
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(message)]);
    expect(client.emulator.getState()).toEqual(full);
  });
});

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
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(message)]);
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
