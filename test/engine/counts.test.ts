import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { withIdentity } from "../../bench/identity.mts";
import { startEmulator } from "../../emulator";
import { resources } from "../../provider/resources";
import { withProvider } from "../../sdk/dynamicResource";
import { root } from "../../tools/setup/root.mjs";
import { Stack } from "./harness/stack.js";

// What docs/performance.md promises of tokens, bytes and loads. A count that gets worse fails here.

const program = `
const { DeviceCompliancePolicyAssignment, EnrollmentConfigurationAssignment } = require("pulumi-intune");
const number = (n) => String(n).padStart(12, "0");
for (let n = 0; n < 20; n++) {
  const target = { type: "groupAssignmentTarget", groupId: "a1000000-0000-4000-8000-" + number(n) };
  new DeviceCompliancePolicyAssignment("compliance-" + n, {
    deviceCompliancePolicyId: "c0000000-0000-4000-8000-" + number(1 + (n % 4)),
    target,
  });
  new EnrollmentConfigurationAssignment("enrollment-" + n, {
    deviceEnrollmentConfigurationId:
      "e0000000-0000-4000-8000-" + number(1) + "_Windows10EnrollmentCompletionPageConfiguration",
    target,
  });
}
`;

describe("a stack of 40 assignments on 5 policies", () => {
  it("asks for tokens and sends requests only where something is read or written", async () => {
    await withIdentity(async (identity) => {
      const emulator = await startEmulator({ service: "observed" });
      try {
        const config = { "intune:graphEndpoint": emulator.url };
        const stack = await Stack.create({ program, config, env: identity.env });
        const counts = async (command: "preview" | "up" | "refresh") => {
          emulator.clearRequests();
          await stack[command]();
          return { tokens: identity.tokens(), requests: emulator.requests.length };
        };
        const none = { tokens: 0, requests: 0 };
        expect(await counts("preview")).toEqual(none);
        expect((await counts("up")).tokens).toBe(1);
        expect(await counts("preview")).toEqual(none);
        expect(await counts("up")).toEqual(none);
        expect(await counts("refresh")).toEqual({ tokens: 1, requests: 5 });

        const { resources } = await stack.exportState();
        expect(Object.keys(resources)).toHaveLength(40);
        for (const [name, { inputs, outputs }] of Object.entries(resources)) {
          const bytes = JSON.stringify(inputs).length + JSON.stringify(outputs).length;
          // `__provider` is 330 of them. An enrollment configuration's id is longer by its type, and stands there thrice.
          expect(bytes, name).toBeLessThanOrEqual(name.startsWith("compliance") ? 830 : 980);
        }
      } finally {
        await emulator.close();
      }
    });
  });
});

describe("__provider", () => {
  // It is in every state, twice for each resource.
  it.each([...resources.keys()])("of %s has 131 characters and the name", (name) => {
    const { __provider } = withProvider(name, {});
    expect(__provider).toContain(name);
    expect(String(__provider)).toHaveLength(131 + name.length);
  });
});

describe("what a process loads", () => {
  const load = async (what: string, env: Record<string, string> = {}) => {
    const script = "bench/program/loads.cjs";
    const { stdout } = await execa(process.execPath, [script, what, "list"], { cwd: root, env });
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { modules: number; packages: string[] };
  };

  it("beyond @pulumi/pulumi in a program is a few files of this package", async () => {
    const { modules, packages } = await load("program");
    expect(packages).toEqual([]);
    expect(modules).toBeGreaterThan(5);
    // Six classes, four lookups, and what tells at preview that a filter does not fit a policy.
    expect(modules).toBeLessThanOrEqual(27);
  });

  it("in a provider that sends nothing is this package only", async () => {
    const { modules, packages } = await load("provider");
    expect(packages).toEqual([]);
    expect(modules).toBeGreaterThan(50);
    expect(modules).toBeLessThanOrEqual(110);
  });

  it("in a provider with an access token is undici besides, and with a managed identity @azure/identity", async () => {
    const emulator = await startEmulator();
    try {
      const env = { INTUNE_GRAPH_ENDPOINT: emulator.url };
      const withToken = await load("request", { ...env, INTUNE_ACCESS_TOKEN: "a-token" });
      expect(withToken.packages).toEqual(["undici"]);
      await withIdentity(async (identity) => {
        const { packages } = await load("request", { ...env, ...identity.env });
        expect(packages).toContain("@azure/identity");
        expect(packages).not.toContain("node-forge");
      });
    } finally {
      await emulator.close();
    }
  });
});
