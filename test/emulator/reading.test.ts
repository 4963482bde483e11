import { describe, expect, it } from "vitest";
import {
  allDevices,
  allUsers,
  behaviors,
  compliance,
  compliancePolicy,
  type EmulatorUnderTest,
  otherCompliancePolicy,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const policies = "/v1.0/deviceManagement/deviceCompliancePolicies";
const configurations = "/beta/deviceManagement/deviceEnrollmentConfigurations";
const names = (entries: readonly { displayName: string }[]) => entries.map(({ displayName }) => displayName);

describe.each(behaviors)("reading policies on the %s service", (service) => {
  it("lists and gets them, with their type, without their assignments", async () => {
    const client = await start({ service });
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
        createdDateTime: "2026-01-05T08:30:00Z",
        lastModifiedDateTime: "2026-01-05T08:30:00Z",
        version: 1,
      },
    ]);
  });

  it("says in @odata.context what is answered", async () => {
    const client = await start({ service });
    const of = (what: string) => `${client.emulator.url}/v1.0/$metadata#${what}`;
    const collection = "deviceManagement/deviceCompliancePolicies";
    for (const [path, context] of [
      [policies, of(collection)],
      [
        `${policies}?$select=id,displayName&$expand=assignments`,
        of(`${collection}(id,displayName,assignments())`),
      ],
      [compliance, of(`${collection}/$entity`)],
      [`${compliance}/assignments`, of(`${collection}('${compliancePolicy}')/assignments`)],
      ["/v1.0/groups", of("groups")],
      [`/v1.0/groups/${pilotRing}`, of("groups/$entity")],
    ] as const) {
      expect((await client.get(path)).context).toBe(context);
    }
  });

  it.each([
    ["$select=id,displayName&$expand=assignments", {}],
    [
      "$select=id,displayName&$expand=assignments($select=id)",
      { target: undefined, "@odata.type": undefined },
    ],
  ])("answers %s in a list and of one", async (query, without) => {
    const client = await start({ service });
    const path = `${policies}/${otherCompliancePolicy}`;
    const { value } = (await client.post(`${path}/assign`, { assignments: [{ target: allUsers }] })).body;
    const wanted = {
      "@odata.type": "#microsoft.graph.iosCompliancePolicy",
      id: otherCompliancePolicy,
      displayName: "iOS baseline",
      assignments: [JSON.parse(JSON.stringify({ ...value[0], ...without }))],
    };
    const kept = (entry: object) => {
      const { assignments, ...rest } = entry as typeof wanted;
      return { ...rest, assignments: assignments.map((each) => ({ ...each, ...without })) };
    };
    const listed = await client.get(`${policies}?$filter=id eq '${otherCompliancePolicy}'&${query}`);
    expect(listed.body.value.map(kept)).toEqual([kept(wanted)]);
    expect(kept((await client.get(`${path}?${query}`)).body)).toEqual(kept(wanted));
  });

  it("filters by display name, whatever the letter case, with a doubled quote as one", async () => {
    const state = { deviceCompliancePolicies: [{ id: compliancePolicy, displayName: "The boss's phone" }] };
    const client = await start({ service, state });
    const filter = encodeURIComponent("displayName eq 'the boss''s Phone'");
    expect((await client.get(`${policies}?$filter=${filter}`)).body.value).toHaveLength(1);
    const other = encodeURIComponent("displayName eq 'The boss'");
    expect((await client.get(`${policies}?$filter=${other}`)).body.value).toHaveLength(0);
  });

  it.each([
    ["$top=0", 400, "BadRequest"],
    ["$top=many", 400, "BadRequest"],
    ["$skiptoken=bm9uc2Vuc2U", 400, "BadRequest"],
    ["$count=yes", 400, "BadRequest"],
    ["$top=1&$top=2", 400, "BadRequest"],
    ["$select=name", 400, "BadRequest"],
    ["$filter=version eq 1", 501, "NotImplemented"],
    ["$filter=isof('microsoft.graph.iosCompliancePolicy')", 501, "NotImplemented"],
    ["$filter=version eq '1'", 501, "NotImplemented"],
    ["$select=*", 501, "NotImplemented"],
    ["$select=microsoft.graph.iosCompliancePolicy/passcodeRequired", 501, "NotImplemented"],
    ["$expand=scheduledActionsForRule", 501, "NotImplemented"],
    ["$expand=assignments,scheduledActionsForRule", 501, "NotImplemented"],
    ["$expand=assignments($expand=target)", 501, "NotImplemented"],
    ["$expand=assignments($top=1)", 501, "NotImplemented"],
    ["$expand=*", 501, "NotImplemented"],
    ["$orderby=displayName", 501, "NotImplemented"],
    ['$search="x"', 501, "NotImplemented"],
    ["top=1", 501, "NotImplemented"],
  ])("refuses %s, rather than to ignore it", async (query, status, code) => {
    const client = await start({ service });
    const answer = await client.get(`${policies}?${query}`);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  // "Use query parameters to customize Microsoft Graph query responses": the $ is optional in beta.
  it("takes query options without $ in beta", async () => {
    const client = await start({ service });
    const answer = await client.get(`${policies.replace("v1.0", "beta")}?top=1&Select=id&count=true`);
    expect(answer.body.value).toEqual([
      { "@odata.type": "#microsoft.graph.windows10CompliancePolicy", id: compliancePolicy },
    ]);
    expect(answer.body).toMatchObject({ "@odata.count": 4 });
  });

  it.each([
    ["GET", "/v1.0/deviceManagement/deviceCompliancePolicy"],
    ["GET", "/v1.0/users"],
    ["POST", policies],
    ["PATCH", compliance],
    ["GET", `${compliance}/deviceStatuses`],
  ])("says of %s %s that the emulator does not have it", async (method, path) => {
    const client = await start({ service });
    const answer = await client.send(method, path, method === "GET" ? undefined : {});
    expect([answer.status, answer.body.error.code, answer.body.error.message]).toEqual([
      501,
      "NotImplemented",
      `The emulator does not have ${method} ${path}.`,
    ]);
  });

  it.each([
    `${policies}/$count`,
    `${policies}/%24count`,
    `${policies}/microsoft.graph.iosCompliancePolicy`,
    `${compliance}/assignments/$count`,
    "/v1.0/groups/$count",
    "/v1.0/groups/delta",
    "/v1.0/groups/microsoft.graph.delta()",
    "/beta/deviceManagement/assignmentFilters/$count",
  ])("does not take a part of %s for an id", async (path) => {
    const client = await start({ service });
    const answer = await client.get(path);
    expect([answer.status, answer.body.error.code]).toEqual([501, "NotImplemented"]);
  });

  it("answers a version that Graph does not have in Graph's shape", async () => {
    const client = await start({ service });
    const answer = await client.get("/v2.0/groups");
    expect([answer.status, answer.body.error.message]).toEqual([
      400,
      expect.stringContaining("Invalid version: v2.0."),
    ]);
    expect(answer.body.error).toHaveProperty("innerError.request-id");
  });
});

describe("lists of enrollment configurations", () => {
  const types = async (client: EmulatorUnderTest, query = "") =>
    (await client.get(`${configurations}?$select=id${query}`)).body.value.map(({ id }) => id.split("_")[1]);
  const own = ["Windows10EnrollmentCompletionPageConfiguration", "PlatformRestrictions", "Limit"];
  // The fifth: Pacers31Colts18/Intune.Docs, ennnbeee/CES2026-IntuneCD.
  const builtIn = [
    "DefaultLimit",
    "DefaultPlatformRestrictions",
    "DefaultWindowsHelloForBusiness",
    "DefaultWindows10EnrollmentCompletionPageConfiguration",
    "WindowsRestore",
  ];

  // Micke-K/IntuneManagement IntuneFilterUsage.psm1, microsoft/zerotrustassessment 24572.
  it("leave out notifications on the observed service, unless the filter asks for them", async () => {
    const observed = await start();
    expect(await types(observed)).toEqual([...own, ...builtIn]);
    const filter = "&$filter=deviceEnrollmentConfigurationType eq 'EnrollmentNotificationsConfiguration'";
    expect(await types(observed, filter)).toEqual(["EnrollmentNotificationsConfiguration"]);
    const documented = await start({ service: "documented" });
    expect(await types(documented)).toEqual([...own, "EnrollmentNotificationsConfiguration", ...builtIn]);
  });

  // Pacers31Colts18/Intune.Docs: each built-in has one entry, with the configuration's own id.
  it("have built-in ones with priority 0 and one entry for all devices", async () => {
    const client = await start();
    const { value } = (await client.get(`${configurations}?$expand=assignments`)).body;
    const defaults = value.filter((each) => "priority" in each && each.priority === 0);
    expect(defaults.map(({ id }) => id.split("_")[1])).toEqual(builtIn);
    expect(defaults.map(({ id, ...rest }) => ({ ...rest }))).toEqual(
      defaults.map(({ id }) =>
        expect.objectContaining({
          displayName: "All users and all devices",
          assignments: [
            {
              id,
              source: "direct",
              sourceId: null,
              target: {
                ...allDevices,
                deviceAndAppManagementAssignmentFilterId: null,
                deviceAndAppManagementAssignmentFilterType: "none",
              },
            },
          ],
        }),
      ),
    );
  });

  // A capture of July 2026 by graph2otel; msgraph-sdk-dotnet #2259.
  it("show in v1.0 a policy of a type that only beta knows without its type, with the base's properties", async () => {
    const client = await start();
    const id = "d0000000-0000-4000-8000-000000000005_WindowsRestore";
    const inBeta = (await client.get(`${configurations}/${id}`)).body;
    expect(inBeta).toMatchObject({
      "@odata.type": "#microsoft.graph.windowsRestoreDeviceEnrollmentConfiguration",
      deviceEnrollmentConfigurationType: "windowsRestore",
      roleScopeTagIds: ["0"],
    });
    const inV1 = (await client.get(`${configurations.replace("beta", "v1.0")}/${id}`)).body;
    expect(Object.keys(inV1).sort()).toEqual([
      "createdDateTime",
      "description",
      "displayName",
      "id",
      "lastModifiedDateTime",
      "priority",
      "version",
    ]);
    const known = (
      await client.get(`${configurations.replace("beta", "v1.0")}?$filter=displayName eq 'Five devices'`)
    ).body.value[0];
    expect(known).toHaveProperty("@odata.type");
    expect(known).not.toHaveProperty("deviceEnrollmentConfigurationType");
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

  it("$top asks for smaller pages, but not for larger ones", async () => {
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
