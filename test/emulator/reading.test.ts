import { describe, expect, it } from "vitest";
import {
  allUsers,
  compliance,
  compliancePolicy,
  otherCompliancePolicy,
  start,
  toGroup,
} from "./support/emulator";

const policies = "/v1.0/deviceManagement/deviceCompliancePolicies";
const configurations = "/beta/deviceManagement/deviceEnrollmentConfigurations";
const names = (entries: readonly { displayName: string }[]) => entries.map(({ displayName }) => displayName);

describe("reading policies", () => {
  it("lists and gets them, with their type, without their assignments", async () => {
    const client = await start();
    const listed = await client.get(policies);
    expect(names(listed.body.value)).toEqual([
      "Windows 11 baseline",
      "iOS baseline",
      "Android work profile",
      "macOS baseline",
    ]);
    const one = await client.get(`${policies}/${compliancePolicy.toUpperCase()}`);
    expect([one.status, one.body]).toEqual([
      200,
      {
        "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
        id: compliancePolicy,
        displayName: "Windows 11 baseline",
        description: null,
        version: 1,
      },
    ]);
    expect((await client.get(configurations)).body.value.map(({ id }) => id.split("_")[1])).toEqual([
      "Windows10EnrollmentCompletionPageConfiguration",
      "PlatformRestrictions",
      "Limit",
      "DefaultLimit",
      "DefaultPlatformRestrictions",
      "DefaultWindowsHelloForBusiness",
      "DefaultWindows10EnrollmentCompletionPageConfiguration",
    ]);
  });

  it("selects properties, filters by display name and expands assignments", async () => {
    const client = await start();
    const created = await client.post(`${policies}/${otherCompliancePolicy}/assignments`, {
      target: allUsers,
    });
    const answer = await client.get(
      `${policies}?$filter=${encodeURIComponent("displayName eq 'IOS baseline'")}&$select=id,displayName&$expand=assignments`,
    );
    expect(answer.body).toEqual({
      value: [
        {
          "@odata.type": "#microsoft.graph.iosCompliancePolicy",
          id: otherCompliancePolicy,
          displayName: "iOS baseline",
          assignments: [created.body],
        },
      ],
    });
  });

  it("reads a doubled quote in a filter as one", async () => {
    const state = { deviceCompliancePolicies: [{ id: compliancePolicy, displayName: "The boss's phone" }] };
    const client = await start({ state });
    const filter = encodeURIComponent("displayName eq 'The boss''s phone'");
    expect((await client.get(`${policies}?$filter=${filter}`)).body.value).toHaveLength(1);
  });

  it.each(["$filter=version eq 1", "$top=0", "$top=many", "$skiptoken=bm9uc2Vuc2U"])(
    "refuses %s",
    async (query) => {
      const client = await start();
      const answer = await client.get(`${policies}?${query}`);
      expect([answer.status, answer.body.error.code]).toEqual([400, "BadRequest"]);
    },
  );

  it("says 400 for a path that Graph does not have", async () => {
    const client = await start();
    const answer = await client.get("/v1.0/deviceManagement/deviceCompliancePolicy");
    expect([answer.status, answer.body.error.message]).toEqual([
      400,
      "Resource not found for the segment 'deviceCompliancePolicy'.",
    ]);
  });
});

describe("paging", () => {
  const targets = [1, 2, 3, 4, 5].map((number) => toGroup(`a0000000-0000-4000-8000-00000000000${number}`));

  it("links pages absolutely, keeps the query, and shows each entry once", async () => {
    const client = await start({ pageSize: 2 });
    await client.post(`${compliance}/assign`, { assignments: targets.map((target) => ({ target })) });
    const sizes: number[] = [];
    const groups: unknown[] = [];
    let next: string | undefined = `${client.emulator.url}${compliance}/assignments?$count=true`;
    while (next !== undefined) {
      expect(next).toContain(`${client.emulator.url}${compliance}/assignments?$count=true`);
      const { body } = await client.get(next);
      sizes.push(body.value.length);
      groups.push(...body.value.map(({ target }) => target["groupId"]));
      next = body["@odata.nextLink"];
    }
    expect(sizes).toEqual([2, 2, 1]);
    expect(groups).toEqual(targets.map(({ groupId }) => groupId));
  });

  it("$top asks for smaller pages, and for larger ones in vain", async () => {
    const client = await start({ pageSize: 3 });
    const first = (await client.get(`${policies}?$top=1`)).body;
    const second = (await client.get(first["@odata.nextLink"] ?? "")).body;
    expect([...names(first.value), ...names(second.value)]).toEqual(["Windows 11 baseline", "iOS baseline"]);
    expect((await client.get(`${policies}?$top=50`)).body.value).toHaveLength(3);
  });
});

describe("every answer", () => {
  it("names itself and echoes the caller's id", async () => {
    const client = await start();
    const id = "11111111-2222-4333-8444-555555555555";
    const headers = { authorization: "Bearer opaque", "client-request-id": id };
    const answers = [await client.get(policies, headers), await client.get("/v1.0/nothing", headers)];
    for (const answer of answers) {
      expect(answer.headers.get("client-request-id")).toBe(id);
      expect(answer.headers.get("date")).toMatch(/GMT$/);
    }
    const ids = answers.map((answer) => answer.headers.get("request-id"));
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((each) => each !== null && each !== id)).toBe(true);
    expect(answers[1]?.body.error).toMatchObject({
      innerError: { "request-id": ids[1], "client-request-id": id },
    });
  });
});
