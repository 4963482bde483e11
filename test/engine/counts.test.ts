import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { withIdentity } from "../../bench/identity.mts";
import { startEmulator } from "../../emulator";
import { resources } from "../../provider/resources";
import { withProvider } from "../../sdk/dynamicResource";
import { root } from "../../tools/setup/root.mjs";
import type { DeclaredProgram } from "./harness/declared";
import { worlds } from "./harness/door";

// What docs/performance.md promises of tokens, bytes and loads. A count that gets worse fails here.

const number = (n: number) => String(n).padStart(12, "0");
const resourcesOf40: DeclaredProgram["resources"] = Object.fromEntries(
  Array.from({ length: 20 }, (_, n) => {
    const target = { type: "groupAssignmentTarget", groupId: `a1000000-0000-4000-8000-${number(n)}` };
    const deviceCompliancePolicyId = `c0000000-0000-4000-8000-${number(1 + (n % 4))}`;
    const deviceEnrollmentConfigurationId = `e0000000-0000-4000-8000-${number(1)}_Windows10EnrollmentCompletionPageConfiguration`;
    return [
      [
        `compliance-${n}`,
        { className: "DeviceCompliancePolicyAssignment", args: { deviceCompliancePolicyId, target } },
      ],
      [
        `enrollment-${n}`,
        { className: "EnrollmentConfigurationAssignment", args: { deviceEnrollmentConfigurationId, target } },
      ],
    ] as const;
  }).flat(),
);

/** The most bytes of inputs and outputs in a state. An enrollment configuration's id is longer by its type, and is there thrice. */
const mostBytes = {
  // `__provider` is 330 of them.
  dynamic: { compliance: 830, enrollment: 980 },
  plugin: { compliance: 500, enrollment: 650 },
} as const;

const chosen = worlds({ dynamic: "observed", plugin: "documented" });

describe.each(chosen)("$name: a stack of 40 assignments on 5 policies of the $service service", (world) => {
  it("asks for tokens and sends requests only where something is read or written", async () => {
    const { door, name, service } = world;
    await withIdentity(async (identity) => {
      const emulator = await startEmulator({ service });
      try {
        const config = { "intune:graphEndpoint": emulator.url };
        const stack = await door.create({ config, env: identity.env });
        await door.declare(stack, { resources: resourcesOf40 });
        const counts = async (command: "preview" | "up" | "refresh") => {
          emulator.clearRequests();
          await stack[command]();
          return { tokens: identity.tokens(), requests: emulator.requests.length };
        };
        const none = { tokens: 0, requests: 0 };
        expect(await counts("preview")).toEqual(none);
        expect((await counts("up")).tokens).toBe(1);
        expect(await counts("up")).toEqual(none);
        expect(await counts("refresh")).toEqual({ tokens: 1, requests: 5 });

        const { resources } = await stack.exportState();
        expect(Object.keys(resources)).toHaveLength(40);
        for (const [resource, { inputs, outputs }] of Object.entries(resources)) {
          const bytes = JSON.stringify(inputs).length + JSON.stringify(outputs).length;
          const kind = resource.startsWith("compliance") ? "compliance" : "enrollment";
          expect(bytes, resource).toBeLessThanOrEqual(mostBytes[name][kind]);
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
    // Six classes, four lookups, what tells at preview that a filter does not fit a policy, and the names of the settings.
    expect(modules).toBeLessThanOrEqual(30);
  });

  it("in a provider that sends nothing is one file", async () => {
    expect(await load("provider")).toMatchObject({ modules: 1, packages: [] });
  });

  it("in a provider with an access token is undici besides, and with a managed identity @azure/identity", async () => {
    const emulator = await startEmulator();
    try {
      const env = { INTUNE_GRAPH_ENDPOINT: emulator.url };
      const withToken = await load("request", { ...env, INTUNE_ACCESS_TOKEN: "a-token" });
      expect(withToken.packages).toEqual(["undici"]);
      // All of undici would be more than a hundred files.
      expect(withToken.modules).toBeLessThanOrEqual(30);
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
