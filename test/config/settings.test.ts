import { describe, expect, test } from "vitest";
import { ConfigurationError, readSettings, type Settings } from "../../provider/config";
import { settingRows } from "../../provider/config/settingRows";
import { settingsMarkdown } from "../../tools/docs/settingsMarkdown.mts";

function read(config: Record<string, string>, env: Record<string, string> = {}): Settings {
  const keys = Object.fromEntries(Object.entries(config).map(([key, value]) => [`intune:${key}`, value]));
  return readSettings((key) => keys[key], env);
}

function problemsOf(config: Record<string, string>, env: Record<string, string> = {}): string[] {
  try {
    read(config, env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [...error.problems];
  }
  return [];
}

test("without any setting: Microsoft's public cloud, and what DefaultAzureCredential finds", () => {
  expect(read({})).toMatchObject({
    graph: {
      endpoint: "https://graph.microsoft.com",
      scope: "https://graph.microsoft.com/.default",
      signIn: { method: "default" },
      authority: { host: "https://login.microsoftonline.com", instanceDiscovery: true },
      backoff: { throttledMs: 3_000, longestMs: 60_000 },
    },
    writeRoute: "auto",
    settleSeconds: 0,
  });
  expect(read({}).graph).not.toHaveProperty("pace");
});

describe("a setting", () => {
  test("of the configuration goes before the environment, and empty is not set", () => {
    expect(read({ settleSeconds: "3" }, { INTUNE_SETTLE_SECONDS: "4" }).settleSeconds).toBe(3);
    expect(read({ settleSeconds: " " }, { INTUNE_SETTLE_SECONDS: "4" }).settleSeconds).toBe(4);
    expect(read({ settleSeconds: "" }, { INTUNE_SETTLE_SECONDS: "" }).settleSeconds).toBe(0);
  });

  test.each([
    ["10m", 600_000],
    ["30s", 30_000],
    ["500ms", 500],
    ["1.5h", 5_400_000],
    ["90", 90_000],
  ])("of a duration: %s", (text, ms) => {
    expect(read({ operationTimeout: text }).graph.operationTimeoutMs).toBe(ms);
    expect(read({}, { INTUNE_REQUEST_TIMEOUT: text }).graph.requestTimeoutMs).toBe(ms);
  });

  test("of the pace, in requests per 20 s", () => {
    expect(read({ requestsPer20s: "90" }).graph.pace).toEqual({ requests: 90, windowMs: 20_000 });
    // As the SDK for Java writes it.
    expect(read({ requestsPer20s: "90.0" }).graph.pace).toEqual({ requests: 90, windowMs: 20_000 });
    const env = { INTUNE_REQUESTS_PER_20S: "80" };
    expect(read({}, env).graph.pace).toEqual({ requests: 80, windowMs: 20_000 });
  });

  test("of the first pause", () => {
    expect(read({ retryPause: "60ms" }).graph.backoff).toMatchObject({ throttledMs: 60, brokenMs: 10 });
  });
});

describe("a value that is not accepted is named with its place, what was given and what is accepted:", () => {
  test.each<[Record<string, string>, Record<string, string>, string]>([
    [{ writeRoute: "post" }, {}, 'intune:writeRoute: given "post"; accepted: auto, documented, assign.'],
    [
      {},
      { INTUNE_SETTLE_SECONDS: "-1" },
      'INTUNE_SETTLE_SECONDS: given "-1"; accepted: a number of seconds from 0 to 86400.',
    ],
    [{ operationTimeout: "soon" }, {}, 'intune:operationTimeout: given "soon"; accepted: a duration such as'],
    [{ operationTimeout: "0s" }, {}, 'intune:operationTimeout: given "0s"'],
    [{ requestsPer20s: "1.5" }, {}, 'intune:requestsPer20s: given "1.5"; accepted: a whole number from 1.'],
    [
      { graphEndpoint: "http://graph.microsoft.com" },
      {},
      'intune:graphEndpoint: given "http://graph.microsoft.com"; accepted: an https address',
    ],
    [{ graphEndpoint: "https://graph.microsoft.com/v1.0" }, {}, "intune:graphEndpoint: "],
    [{ graphEndpoint: "https://user@graph.microsoft.com" }, {}, "intune:graphEndpoint: "],
    [{ graphEndpoint: "http://127.0.0.1.example.com" }, {}, "intune:graphEndpoint: "],
    [{ authorityHost: "http://127.0.0.1" }, {}, "intune:authorityHost: "],
    [{ environment: "germany" }, {}, 'intune:environment: given "germany"; accepted: public, global'],
    [{ tenantId: "a/b" }, {}, 'intune:tenantId: given "a/b"; accepted: the id (a GUID) or a domain name'],
    [{ useOidc: "yes" }, {}, 'intune:useOidc: given "yes"; accepted: true or false.'],
    [
      { accessToken: "secret with spaces" },
      {},
      "intune:accessToken: given a value that is not shown, because it may be secret; accepted: text without",
    ],
  ])("%j %j", (config, env, problem) => {
    const problems = problemsOf(config, env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain("secret with");
  });

  test("all of them in one error", () => {
    expect(() => read({ settleSeconds: "301" })).toThrow(
      'intune:settleSeconds: given "301"; accepted: at most half of intune:operationTimeout, which is 600 s.',
    );
    expect(() => read({ settleSeconds: "6", operationTimeout: "10s" })).toThrow('which is "10s".');
    expect(() => read({ writeRoute: "post", settleSeconds: "x" })).toThrow(
      /The configuration has 2 problems:\n- intune:\w+: .*\n- intune:\w+: /,
    );
  });
});

test("values that the configuration calls secret are in no message, whichever setting it is about", () => {
  const secret = { secretSettings: "intune:operationTimeout,intune:environment" };
  const values = { operationTimeout: "7s", settleSeconds: "6", environment: "china" };
  const problems = problemsOf({ ...secret, ...values, graphEndpoint: "https://graph.microsoft.us" });
  expect(problems).toHaveLength(2);
  expect(problems.join("\n")).not.toMatch(/china|7s|3\.5/);
  expect(problemsOf(secret, { INTUNE_OPERATION_TIMEOUT: "soon" })).toEqual([
    expect.stringContaining('INTUNE_OPERATION_TIMEOUT: given "soon"'),
  ]);
});

test("a text that is longer than an id is not shown, because it may be a secret in the wrong place", () => {
  const [problem] = problemsOf({ tenantId: `${"s3cret/".repeat(20)} ` });
  expect(problem).toContain("intune:tenantId: given a text of 141 characters; accepted: the id (a GUID)");
});

describe("a cloud", () => {
  test.each([
    ["public", "https://graph.microsoft.com", "https://login.microsoftonline.com"],
    ["Global", "https://graph.microsoft.com", "https://login.microsoftonline.com"],
    ["usgovernment", "https://graph.microsoft.us", "https://login.microsoftonline.us"],
    ["usgovernmentl4", "https://graph.microsoft.us", "https://login.microsoftonline.us"],
    ["AzureUSGovernment", "https://graph.microsoft.us", "https://login.microsoftonline.us"],
    ["usgovernmentl5", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
    ["dod", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
    ["china", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
    ["AzureChinaCloud", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
  ])("by its name: %s", (name, endpoint, host) => {
    const { graph } = read({}, { ARM_ENVIRONMENT: name });
    expect(graph).toMatchObject({
      endpoint,
      scope: `${endpoint}/.default`,
      authority: { host, instanceDiscovery: true },
    });
    // The root of Graph alone names the cloud too.
    expect(read({ graphEndpoint: endpoint }).graph.authority).toEqual(graph.authority);
  });

  test("of which the environment and the endpoint say different things is an error", () => {
    const problems = problemsOf(
      { graphEndpoint: "https://graph.microsoft.us" },
      { AZURE_ENVIRONMENT: "china" },
    );
    expect(problems).toEqual([
      'intune:graphEndpoint: given "https://graph.microsoft.us"; accepted: the root of the cloud in AZURE_ENVIRONMENT, which is "china". Set one of the two.',
    ]);
  });

  test("that Microsoft does not run gets tokens for itself only, and is not asked about itself", () => {
    const { graph } = read(
      { graphEndpoint: "https://graph.contoso.example" },
      { AZURE_AUTHORITY_HOST: "https://id.contoso.example/" },
    );
    expect(graph.scope).toBe("https://graph.contoso.example/.default");
    expect(graph.authority).toMatchObject({ host: "https://id.contoso.example", instanceDiscovery: false });
  });
});

test("settings are plain data, so that equal ones can be recognised", () => {
  const config = { accessToken: "a-token", requestsPer20s: "5" };
  expect(JSON.parse(JSON.stringify(read(config)))).toEqual(read(config));
});

test("the table of the documentation has every setting once, and no row is broken", () => {
  const names = Object.keys(settingRows);
  const lines = settingsMarkdown(settingRows).trimEnd().split("\n");
  expect(lines).toHaveLength(names.length + 2);
  for (const line of lines) expect(line.match(/\|/g)).toHaveLength(5);
  expect(lines).toContain(
    "| `intune:clientSecret` (secret) | `ARM_CLIENT_SECRET` | The client secret. Signs in with it. | text |",
  );
});

test("AZURE_ENVIRONMENT counts where it names a cloud, and is ignored where it is another program's", () => {
  expect(read({}, { AZURE_ENVIRONMENT: "china" }).graph.endpoint).toContain("chinacloudapi");
  expect(read({}, { AZURE_ENVIRONMENT: "production" }).graph.endpoint).toBe("https://graph.microsoft.com");
  expect(problemsOf({}, { ARM_ENVIRONMENT: "production" })).toHaveLength(1);
});
