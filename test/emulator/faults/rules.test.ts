import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../../emulator";
import { compliance, complianceBeta, enrollment, start } from "../support/emulator";

const unavailable = { kind: "answer", status: 503 } as const;

/** Which of ten reads of a compliance policy a rule hits. */
async function hits(rule: Omit<FaultRule, "fault">): Promise<string> {
  const client = await start({ faults: [{ ...rule, fault: unavailable }] });
  let pattern = "";
  for (let read = 0; read < 10; read += 1) {
    pattern += (await client.get(compliance)).status === 503 ? "x" : ".";
  }
  return pattern;
}

describe("a rule", () => {
  it.each([
    [{}, "xxxxxxxxxx"],
    [{ nth: 3 }, "..x......."],
    [{ times: 2 }, "xx........"],
    [{ probability: 0 }, ".........."],
    [{ method: "POST" as const }, ".........."],
    [{ path: "/deviceManagement/*/*" }, "xxxxxxxxxx"],
    [{ path: "/v1.0/deviceManagement/**" }, "xxxxxxxxxx"],
    [{ path: "/beta/**" }, ".........."],
    [{ path: "/deviceManagement/*" }, ".........."],
    [{ path: "**/deviceCompliancePolicies/*" }, "xxxxxxxxxx"],
  ])("%j hits %s of ten reads of a policy", async (rule, pattern) => {
    expect(await hits(rule)).toBe(pattern);
  });

  it("with a probability falls the same way for the same seed, and another way for another", async () => {
    const one = await hits({ probability: 0.5, seed: 7 });
    expect(await hits({ probability: 0.5, seed: 7 })).toBe(one);
    expect(await hits({ probability: 0.5, seed: 8 })).not.toBe(one);
    expect(one).toMatch(/x/);
    expect(one).toMatch(/\./);
  });

  it("counts only the requests of its own method and path", async () => {
    const client = await start({
      faults: [
        { method: "GET", path: "/deviceManagement/deviceCompliancePolicies/**", nth: 2, fault: unavailable },
      ],
    });
    const answers = [
      await client.get(enrollment),
      await client.get(compliance),
      await client.post(`${compliance}/assign`, { assignments: [] }),
      await client.get(`${complianceBeta}/assignments`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 503]);
  });

  it("nests with others: the first is the outermost", async () => {
    const client = await start({
      faults: [
        { fault: { kind: "answer", status: 504, when: "after" } },
        { fault: { kind: "withoutEffect" } },
      ],
    });
    const assignments = [{ target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } }];
    expect((await client.post(`${compliance}/assign`, { assignments })).status).toBe(504);
    expect(client.emulator.getState().deviceCompliancePolicies[0]?.assignments).toEqual([]);
  });

  it("is set, shown and counted from 0 again through the control", async () => {
    const client = await start();
    const rules = [{ method: "GET", nth: 1, fault: unavailable }];
    for (let time = 0; time < 2; time += 1) {
      expect((await client.put("/_emulator/faults", rules)).status).toBe(204);
      expect((await client.get(compliance)).status).toBe(503);
      expect((await client.get(compliance)).status).toBe(200);
    }
    expect((await client.get("/_emulator/faults", {})).body).toEqual(rules);
    client.emulator.setFaults([]);
    expect((await client.get("/_emulator/faults", {})).body).toEqual([]);
  });

  it.each([
    [{ fault: { kind: "rest" } }, 'faults.0.fault.kind: Invalid type: Expected ("answer" | '],
    [
      { fault: { kind: "reset", when: "later" } },
      'faults.0.fault.when: Invalid type: Expected ("before" | "after")',
    ],
    [{ path: "deviceManagement", fault: unavailable }, "Expected a path that begins with / or **"],
    [{ nth: 0, fault: unavailable }, "faults.0.nth"],
    [{ fault: { kind: "answer", status: 204, body: "x" } }, "faults.0.fault: Expected no body"],
    [{}, "faults.0.fault"],
  ])("that is %j is refused", async (rule, message) => {
    const client = await start();
    const answer = await client.put("/_emulator/faults", [rule]);
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(message)]);
  });
});
