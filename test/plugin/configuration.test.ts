import { describe, expect, it } from "vitest";
import { checkConfiguration, diffConfiguration, mistypedKeys } from "../../plugin/configuration";

const [contoso, fabrikam] = ["11111111-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"];
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("the check of a provider's configuration", () => {
  const check = (
    properties: object,
    env: NodeJS.ProcessEnv = {},
    explicit = true,
    secrets: ReadonlySet<string> = new Set(),
  ) => checkConfiguration(properties as Record<string, unknown>, env, { explicit, secrets });

  it("takes Booleans and numbers as such and as text", () => {
    expect(check({ useMsi: true, settleSeconds: 2.5, requestsPer20s: 90 })).toEqual([]);
    expect(check({ useMsi: "true", settleSeconds: "2.5", requestsPer20s: "90" })).toEqual([]);
  });

  it("names the property and what is accepted", () => {
    expect(check({ settleSeconds: -1 })).toEqual([
      {
        property: "settleSeconds",
        reason: expect.stringMatching(/^intune:settleSeconds: .*"-1".*a number of seconds from 0 to 86400/),
      },
    ]);
  });

  it("names the environment variable that is wrong in the reason", () => {
    expect(check({}, { INTUNE_WRITE_ROUTE: "sideways" })).toEqual([
      { property: "", reason: expect.stringMatching(/^INTUNE_WRITE_ROUTE: .*"sideways"/) },
    ]);
  });

  it("refuses a misspelled property of an explicit provider, and leaves the stack's other keys alone", () => {
    expect(check({ tennantId: contoso })).toEqual([
      { property: "", reason: expect.stringMatching(/^tennantId: unknown setting; did you mean tenantId\?/) },
    ]);
    expect(check({ myOwn: "x" }, {}, false)).toEqual([]);
  });

  it("names no property whose value may be secret or is not there, and no secret value", () => {
    const wrong = {
      clientsecret: "hunter2",
      operationTimeout: "hunter2",
      accessToken: "hunter 2",
      settleSeconds: -1,
    };
    const failures = check(wrong, {}, true, new Set(["operationTimeout"]));
    expect(failures.map(({ property }) => property)).toEqual(["", "", "", "settleSeconds"]);
    expect(JSON.stringify(failures)).not.toContain("hunter");
    expect(check({ useOidc: "true" })).toMatchObject([
      { property: "", reason: expect.stringMatching(/^intune:tenantId: is missing/) },
      { property: "" },
      { property: "" },
      { property: "" },
    ]);
  });

  it("warns of keys of the stack that look like settings, and of no others", () => {
    const given = {
      tenantID: "x",
      settleSecond: 5,
      graphEndpiont: "x",
      plugin: "true",
      myOwn: 1,
      useMsi: true,
    };
    expect(mistypedKeys(given)).toEqual([
      expect.stringContaining("intune:tenantID in the stack's configuration is not a setting"),
      expect.stringContaining("Did you mean intune:settleSeconds?"),
      expect.stringContaining("Did you mean intune:graphEndpoint?"),
    ]);
  });

  it("waits for what is not known yet", () => {
    expect(check({ clientId: "app", tenantId: contoso, clientSecret: unknown, settleSeconds: -1 })).toEqual(
      [],
    );
  });
});

describe("the difference of two configurations", () => {
  const diff = (olds: object, news: object) =>
    diffConfiguration(olds as Record<string, unknown>, news as Record<string, unknown>);

  it.each([
    ["another tenant", { tenantId: contoso }, { tenantId: fabrikam }, "tenantId"],
    [
      "another cloud's root",
      { graphEndpoint: "https://graph.microsoft.com" },
      { graphEndpoint: "https://graph.microsoft.us/" },
      "graphEndpoint",
    ],
    ["another cloud by name", { environment: "public" }, { environment: "USGovernment" }, "environment"],
    ["dynamic resources' another tenant", { "intune:tenantId": contoso }, { tenantId: fabrikam }, "tenantId"],
  ])("replaces for %s", (_what, olds, news, path) => {
    expect(diff(olds, news)).toEqual([{ path, kind: "update", replaces: true }]);
  });

  it.each([
    ["one side names none", {}, { tenantId: fabrikam }],
    ["the tenant is told by its domain now", { tenantId: contoso }, { tenantId: "contoso.onmicrosoft.com" }],
    [
      "the tenant's id has other letter case",
      { tenantId: "AAAAAAAA-0000-4000-8000-000000000001" },
      { tenantId: "aaaaaaaa-0000-4000-8000-000000000001" },
    ],
    ["one side is not known yet", { tenantId: contoso }, { tenantId: unknown }],
    ["the cloud has two names", { environment: "public" }, { environment: "global" }],
    [
      "a gateway leads to Graph",
      { graphEndpoint: "https://graph.microsoft.com" },
      { graphEndpoint: "https://gateway.contoso.com" },
    ],
    [
      "an emulator has another port",
      { graphEndpoint: "http://127.0.0.1:8080" },
      { graphEndpoint: "http://127.0.0.1:8081" },
    ],
    ["another secret signs in", { clientSecret: "a" }, { clientSecret: "b" }],
  ])("replaces nothing where %s", (_what, olds, news) => {
    const changes = diff(olds, news);
    expect(changes).toHaveLength(1);
    expect(changes.some(({ replaces }) => replaces)).toBe(false);
  });

  it("is none between a namespaced key of dynamic resources and the plugin's own", () => {
    const olds = { "intune:graphEndpoint": "https://graph.microsoft.us", "intune:settleSeconds": "2" };
    expect(diff(olds, { graphEndpoint: "https://graph.microsoft.us", settleSeconds: 2 })).toEqual([]);
    expect(diff({ graphEndpoint: "https://graph.microsoft.us", settleSeconds: 2 }, olds)).toEqual([]);
  });
});
