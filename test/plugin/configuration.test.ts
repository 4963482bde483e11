import { describe, expect, it } from "vitest";
import { checkConfiguration, diffConfiguration } from "../../plugin/configuration";

const [contoso, fabrikam] = ["11111111-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"];
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("the check of a provider's configuration", () => {
  const check = (properties: object, env: NodeJS.ProcessEnv = {}, explicit = true) =>
    checkConfiguration(properties as Record<string, unknown>, env, { explicit });

  it("takes Booleans and numbers as such and as text", () => {
    expect(check({ useMsi: true, settleSeconds: 2.5, requestsPer20s: 90 })).toEqual([]);
    expect(check({ useMsi: "true", settleSeconds: "2.5", requestsPer20s: "90" })).toEqual([]);
  });

  it("names the key or the variable, what was given and what is accepted", () => {
    expect(check({ settleSeconds: -1 }, { INTUNE_WRITE_ROUTE: "sideways" }, false)).toEqual([
      'INTUNE_WRITE_ROUTE: given "sideways"; accepted: auto, documented, assign.',
      'intune:settleSeconds: given "-1"; accepted: a number of seconds from 0 to 86400.',
    ]);
  });

  it("refuses a misspelled property of an explicit provider, and leaves the stack's other keys alone", () => {
    expect(check({ tennantId: contoso })).toEqual([
      expect.stringMatching(/^tennantId: unknown setting; did you mean tenantId\?/),
    ]);
    expect(check({ myOwn: "x" }, {}, false)).toEqual([]);
  });

  it("shows nothing that a program gave, because the engine does not say what is secret", () => {
    const wrong = {
      clientsecret: "hunter2",
      writeRoute: "hunter2",
      accessToken: "hunter 2",
      graphEndpoint: "https://graph.microsoft.us",
    };
    const env = { ARM_ENVIRONMENT: "china", INTUNE_REQUEST_TIMEOUT: "soon" };
    const reasons = check(wrong, env);
    expect(reasons).toHaveLength(5);
    expect(reasons.join("\n")).not.toMatch(/hunter|microsoft\.us|usgov/);
    expect(reasons).toContain(
      "intune:writeRoute: given a value that is not shown, because it may be secret; accepted: auto, documented, assign.",
    );
    expect(reasons).toContainEqual(expect.stringMatching(/^INTUNE_REQUEST_TIMEOUT: given "soon"/));
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
