import { describe, expect, it } from "vitest";
import type { Fault, FaultRule } from "../../../emulator";
import { until } from "../../support/until";
import {
  allDevices,
  allUsers,
  broadRing,
  compliance,
  complianceBeta,
  compliancePolicy,
  documented,
  type EmulatorUnderTest,
  exceptGroup,
  nestedMessage,
  otherCompliancePolicy,
  pilotRing,
  start,
  toGroup,
} from "../support/emulator";

const assignments = `${compliance}/assignments`;

/** The targets that the policy really has. */
function truth(client: EmulatorUnderTest) {
  return client.emulator.getState().deviceCompliancePolicies[0]?.assignments.map(({ target }) => target);
}

function shown(client: EmulatorUnderTest) {
  return client.get(assignments).then(({ body }) => body.value.length);
}

/** An emulator with all users assigned, where the next request goes wrong. */
async function startWith(fault: Fault): Promise<EmulatorUnderTest> {
  const client = await start(documented);
  await client.post(assignments, { target: allUsers });
  client.emulator.clearRequests();
  client.emulator.setFaults([{ times: 1, fault }]);
  return client;
}

describe("answer", () => {
  it("replaces Graph's: an error with its headers", async () => {
    const body = { error: { code: "ServiceUnavailable", message: "Later." } };
    const client = await startWith({ kind: "answer", status: 503, headers: { "Retry-After": "4" }, body });
    const answer = await client.post(assignments, { target: allDevices });
    expect([answer.status, answer.body, answer.headers.get("retry-after")]).toEqual([503, body, "4"]);
    expect(answer.headers.get("request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(truth(client)).toEqual([allUsers]);
  });

  it("a gateway's HTML, after the effect", async () => {
    const client = await startWith({
      kind: "answer",
      status: 504,
      body: "<html>Gateway Time-out</html>",
      when: "after",
    });
    const answer = await client.post(assignments, { target: allDevices });
    expect([answer.status, answer.body]).toEqual([504, "<html>Gateway Time-out</html>"]);
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
    expect(answer.headers.get("request-id")).toBeNull();
    expect(truth(client)).toEqual([allUsers, allDevices]);
  });

  it("a redirect", async () => {
    const headers = { Location: "https://graph.example.com/" };
    const client = await startWith({ kind: "answer", status: 307, headers });
    const answer = await client.get(assignments);
    expect([answer.status, answer.body, answer.headers.get("location")]).toEqual([307, "", headers.Location]);
  });
});

describe("reset", () => {
  it.each([
    ["before", [allUsers]],
    ["after", [allUsers, allDevices]],
  ] as const)("%s the effect leaves %j", async (when, targets) => {
    const client = await startWith({ kind: "reset", when });
    await expect(client.post(assignments, { target: allDevices })).rejects.toThrow("fetch failed");
    expect(truth(client)).toEqual(targets);
    expect(client.emulator.requests).toEqual([{ method: "POST", path: assignments, status: 0 }]);
  });
});

describe("time", () => {
  const tooLong = 600_000;

  async function untilArrived(client: EmulatorUnderTest): Promise<void> {
    await until("the request is there", () => client.emulator.requests.length === 1);
  }

  it("delay before: the request is there, its effect is not", async () => {
    const client = await startWith({ kind: "delay", ms: tooLong });
    const cut = expect(client.post(assignments, { target: allDevices })).rejects.toThrow();
    await untilArrived(client);
    expect(await shown(client)).toBe(1);
    expect(client.emulator.requests[0]?.status).toBe(0);
    await client.emulator.close();
    await cut;
  });

  it("delay after: its effect is there, its answer is not", async () => {
    const client = await startWith({ kind: "delay", ms: tooLong, when: "after" });
    const cut = expect(client.post(assignments, { target: allDevices })).rejects.toThrow();
    await until("the request has taken effect", () => truth(client)?.length === 2);
    expect(truth(client)).toEqual([allUsers, allDevices]);
    expect(client.emulator.requests).toEqual([{ method: "POST", path: assignments, status: 0 }]);
    await client.emulator.close();
    await cut;
  });

  it("latency holds up every request, the control none", async () => {
    const client = await start({ ...documented, latencyMs: tooLong });
    const cut = expect(client.post(assignments, { target: allDevices })).rejects.toThrow();
    await untilArrived(client);
    expect(truth(client)).toEqual([]);
    expect((await client.get("/_emulator/requests", {})).body).toEqual([
      { method: "POST", path: assignments, status: 0 },
    ]);
    await client.emulator.close();
    await cut;
  });

  it("a short delay and a short latency only pass", async () => {
    const client = await start({
      ...documented,
      latencyMs: 2,
      faults: [{ fault: { kind: "delay", ms: 1 } }],
    });
    expect((await client.post(assignments, { target: allDevices })).status).toBe(201);
  });
});

describe("bodies", () => {
  it.each([undefined, 3])(
    "truncated after %s bytes: the connection ends early, the effect stays",
    async (bytes) => {
      const client = await startWith({ kind: "truncated", ...(bytes === undefined ? {} : { bytes }) });
      await expect(client.post(assignments, { target: allDevices })).rejects.toThrow("terminated");
      expect(truth(client)).toEqual([allUsers, allDevices]);
      expect(client.emulator.requests).toEqual([{ method: "POST", path: assignments, status: 0 }]);
    },
  );

  it("garbled: the status is right, the body is no JSON", async () => {
    const client = await startWith({ kind: "garbled" });
    const answer = await client.post(assignments, { target: allDevices });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(answer.body).toMatch(/^\{"@odata\.context":.*"\}$/);
    expect(truth(client)).toEqual([allUsers, allDevices]);
  });

  it("garbled with a body of one's own", async () => {
    const client = await startWith({ kind: "garbled", body: "[1,2" });
    expect((await client.get(assignments)).body).toBe("[1,2");
  });
});

describe("pages", () => {
  it("duplicateInPage shows the first entry twice", async () => {
    const client = await startWith({ kind: "duplicateInPage" });
    const [first, second, ...others] = (await client.get(assignments)).body.value;
    expect(second).toEqual(first);
    expect(others).toEqual([]);
    expect(await shown(client)).toBe(1);
  });

  it("emptyPage shows nothing, and all of it behind its link", async () => {
    const client = await start({ ...documented, faults: [{ fault: { kind: "emptyPage" } }] });
    await client.post(assignments, { target: allUsers });
    const first = (await client.get(assignments)).body;
    expect(first.value).toEqual([]);
    const second = (await client.get(first["@odata.nextLink"] ?? "")).body;
    expect(second.value).toHaveLength(1);
    expect(second).not.toHaveProperty("@odata.nextLink");
  });

  it.each([
    ["same", 1],
    ["new", 5],
  ] as const)("endlessNextLink with the %s link: five pages have %i addresses", async (link, addresses) => {
    const client = await start({ faults: [{ fault: { kind: "endlessNextLink", link } }] });
    const links = new Set<string>();
    let next = assignments;
    for (let page = 0; page < 5; page += 1) {
      next = (await client.get(next)).body["@odata.nextLink"] ?? "";
      expect(next).toContain(`${client.emulator.url}${assignments}`);
      links.add(next);
    }
    expect(links.size).toBe(addresses);
  });

  it("foreignNextLink leads elsewhere", async () => {
    const client = await startWith({ kind: "foreignNextLink", url: "https://evil.example.com/x" });
    expect((await client.get(assignments)).body["@odata.nextLink"]).toBe("https://evil.example.com/x");
  });

  it("leave what is no page as it is", async () => {
    const client = await startWith({ kind: "duplicateInPage" });
    expect((await client.get(compliance)).body.id).toBe(compliancePolicy);
  });
});

describe("staleReads", () => {
  it("shows the set of before for so many reads, while writes see the truth", async () => {
    const client = await startWith({ kind: "staleReads", reads: 2 });
    const created = await client.post(assignments, { target: allDevices });
    expect(truth(client)).toEqual([allUsers, allDevices]);
    expect((await client.get(`${assignments}/${created.body.id}`)).status).toBe(404);
    expect(await shown(client)).toBe(1);
    expect(await shown(client)).toBe(2);
  });
});

describe("staleReads with writes", () => {
  const groups = [1, 2, 3].map((number) => toGroup(`a0000000-0000-4000-8000-00000000000${number}`));

  /** A policy whose set was empty, then the first group, then the second, then the third. */
  async function startWithHistory(): Promise<EmulatorUnderTest> {
    const client = await start();
    for (const target of groups) {
      await client.post(`${compliance}/assign`, { assignments: [{ target }] });
    }
    return client;
  }

  async function read(client: EmulatorUnderTest): Promise<unknown> {
    const { value } = (await client.get(assignments)).body;
    return value.map(({ target }) => target["groupId"]?.toString().at(-1)).join();
  }

  it("lets reads show the set as it was so many writes ago, and go back in time", async () => {
    const client = await startWithHistory();
    const stale = (nth: number, reads: number, writes: number): FaultRule => ({
      method: "GET",
      path: "**/assignments",
      nth,
      fault: { kind: "staleReads", reads, writes },
    });
    client.emulator.setFaults([stale(2, 2, 2), stale(5, 1, 1), stale(6, 1, 3), stale(7, 1, 31)]);
    const seen = [];
    for (let count = 0; count < 8; count += 1) {
      seen.push(await read(client));
    }
    expect(seen).toEqual(["3", "1", "1", "3", "2", "", "", "3"]);
  });

  it("after a write shows the set from before it and before others, until the next write", async () => {
    const client = await startWithHistory();
    client.emulator.setFaults([
      { method: "POST", nth: 1, fault: { kind: "staleReads", reads: 9, writes: 2 } },
    ]);
    await client.post(`${compliance}/assign`, { assignments: [] });
    expect(await read(client)).toBe("2");
    expect(truth(client)).toEqual([]);
    await client.post(`${compliance}/assign`, { assignments: [{ target: groups[0] }] });
    expect(await read(client)).toBe("1");
  });

  it("is about the policy of the request only", async () => {
    const client = await startWithHistory();
    const other = compliance.replace(compliancePolicy, otherCompliancePolicy);
    await client.post(`${other}/assign`, { assignments: [{ target: allUsers }] });
    client.emulator.setFaults([
      { path: "**/*1/assignments", fault: { kind: "staleReads", reads: 1, writes: 3 } },
    ]);
    expect(await read(client)).toBe("");
    expect((await client.get(`${other}/assignments`)).body.value).toHaveLength(1);
  });
});

// azitc-ac/intune-tools, GroupAppAssignment/README.md, measured in September 2026.
describe("staleExclusions", () => {
  const collection = "iosManagedAppProtections";
  const pathOf = ({ emulator }: EmulatorUnderTest) =>
    `/beta/deviceAppManagement/${collection}/${emulator.getState()[collection][0]?.id}`;
  const assign = (client: EmulatorUnderTest, targets: readonly object[]) =>
    client.post(`${pathOf(client)}/assign`, { assignments: targets.map((target) => ({ target })) });
  const typesOf = (entries: readonly { readonly target: Readonly<Record<string, unknown>> }[]) =>
    entries.map(({ target }) => String(target["@odata.type"]).split(".").at(-1));

  it.each(["list", "expand"])(
    "hides what the last write excluded, read by %s, and shows what it included",
    async (by) => {
      const client = await start();
      await assign(client, [toGroup(broadRing), exceptGroup(pilotRing)]);
      client.emulator.setFaults([{ method: "GET", nth: 1, fault: { kind: "staleExclusions" } }]);
      const read = async () => {
        const { body } = await client.get(
          `${pathOf(client)}${by === "list" ? "/assignments" : "?$expand=assignments"}`,
        );
        return typesOf(by === "list" ? body.value : body.assignments);
      };
      expect(await read()).toEqual(["groupAssignmentTarget"]);
      expect(await read()).toEqual(["groupAssignmentTarget", "exclusionGroupAssignmentTarget"]);
    },
  );

  it("shows what the last write no longer excluded", async () => {
    const client = await start();
    await assign(client, [exceptGroup(pilotRing)]);
    await assign(client, [toGroup(broadRing)]);
    client.emulator.setFaults([{ method: "GET", nth: 1, fault: { kind: "staleExclusions" } }]);
    const read = async () => typesOf((await client.get(`${pathOf(client)}/assignments`)).body.value);
    expect(await read()).toEqual(["groupAssignmentTarget", "exclusionGroupAssignmentTarget"]);
    expect(await read()).toEqual(["groupAssignmentTarget"]);
  });
});

// "Use Multi Admin Approval in Intune"; Micke-K/IntuneManagement discussion #426, Microsoft365DSC #7236.
describe("approval", () => {
  const justified = { authorization: "Bearer opaque", "x-msft-approval-justification": "New ring" };
  const body = { assignments: [{ target: allDevices }] };
  const rule = (approved: boolean): FaultRule => ({
    path: `/deviceManagement/deviceCompliancePolicies/${compliancePolicy}/**`,
    fault: { kind: "approval", approved },
  });

  it("asks for a justification, then for an approval, and does nothing until it is given", async () => {
    const client = await start({ faults: [rule(false)] });
    const path = `${compliance}/assign`;
    const plain = await client.post(path, body);
    expect([plain.status, nestedMessage(plain)]).toEqual([
      400,
      expect.stringContaining("Header 'x-msft-approval-justification' is required to request approval"),
    ]);
    const requested = await client.post(path, body, justified);
    const code = requested.headers.get("x-msft-approval-code") ?? "";
    expect([requested.status, code]).toEqual([412, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const again = await client.post(path, body, { ...justified, "x-msft-approval-code": code });
    expect(again.status).toBe(409);
    expect((await client.get(assignments)).body.value).toEqual([]);
    client.emulator.setFaults([rule(true)]);
    expect((await client.post(path, body, { ...justified, "x-msft-approval-code": code })).status).toBe(200);
    expect(truth(client)).toEqual([allDevices]);
  });

  it("covers what the rule's path names, and leaves other policies alone", async () => {
    const client = await start({ faults: [rule(false)] });
    const other = compliance.replace(compliancePolicy, otherCompliancePolicy);
    expect((await client.post(`${other}/assign`, body)).status).toBe(200);
  });
});

describe("withoutEffect", () => {
  it("POST is 201 with no target, and nothing is there", async () => {
    const client = await startWith({ kind: "withoutEffect" });
    const answer = await client.post(assignments, { target: allDevices });
    expect([answer.status, answer.body.target]).toEqual([201, null]);
    expect(truth(client)).toEqual([allUsers]);
  });

  it("PATCH is 200 with the old target", async () => {
    const client = await startWith({ kind: "withoutEffect" });
    const before = (await client.emulator.getState()).deviceCompliancePolicies[0]?.assignments[0];
    const answer = await client.patch(`${assignments}/${before?.id}`, { target: allDevices });
    expect([answer.status, answer.body.id, answer.body.target["@odata.type"]]).toEqual([
      200,
      before?.id,
      "#microsoft.graph.allLicensedUsersAssignmentTarget",
    ]);
    expect(truth(client)).toEqual([allUsers]);
  });

  it("DELETE is 204 and assign is 200 with what is really there", async () => {
    const client = await startWith({ kind: "withoutEffect" });
    client.emulator.setFaults([
      { method: "POST", fault: { kind: "withoutEffect" } },
      { method: "DELETE", fault: { kind: "withoutEffect" } },
    ]);
    const assigned = await client.post(`${complianceBeta}/assign`, { assignments: [{ target: allDevices }] });
    expect([assigned.status, assigned.body.value.length]).toEqual([200, 1]);
    expect(assigned.body).toEqual((await client.get(`${complianceBeta}/assignments`)).body);
    expect((await client.delete(`${assignments}/${assigned.body.value[0]?.id}`)).status).toBe(204);
    expect(truth(client)).toEqual([allUsers]);
  });

  it("leaves a refusal a refusal", async () => {
    const client = await startWith({ kind: "withoutEffect" });
    expect((await client.post(assignments, { target: allUsers })).status).toBe(409);
  });
});

describe("foreignWriter", () => {
  it("before a write: what it added is overwritten by a set that was read earlier", async () => {
    const client = await startWith({ kind: "foreignWriter", add: [{ target: toGroup(pilotRing) }] });
    const answer = await client.post(`${compliance}/assign`, { assignments: [{ target: allUsers }] });
    expect(answer.body.value).toHaveLength(1);
    expect(truth(client)).toEqual([allUsers]);
  });

  it("after a read: the reader has not seen it", async () => {
    const client = await startWith({
      kind: "foreignWriter",
      when: "after",
      add: [
        { target: toGroup(pilotRing) },
        { target: toGroup(broadRing), source: "policySets", sourceId: "set" },
      ],
      remove: [allUsers],
    });
    expect(await shown(client)).toBe(1);
    expect(truth(client)).toEqual([toGroup(pilotRing), toGroup(broadRing)]);
  });

  it("can take everything away, and changes only the policy of the request", async () => {
    const client = await startWith({ kind: "foreignWriter", remove: "all" });
    await client.get("/v1.0/groups");
    expect(truth(client)).toEqual([allUsers]);
    client.emulator.setFaults([{ fault: { kind: "foreignWriter", remove: "all" } }]);
    expect(await shown(client)).toBe(0);
    expect(truth(client)).toEqual([]);
  });
});
