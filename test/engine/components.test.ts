import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { Stack } from "./harness/stack";

const policy = "c0000000-0000-4000-8000-000000000001";
const groupOf = (n: number) => `2b3c4d5e-0000-4000-8000-00000000000${n}`;

/** The doors, the options that hand the provider down, and the provider that other dynamic resources get. */
const components = [
  { door: "dynamic", form: "intune", other: "default" },
  { door: "plugin", form: "intune", other: "default" },
  { door: "dynamic", form: "list", other: "default" },
  { door: "dynamic", form: "one", other: "default" },
  { door: "plugin", form: "one", other: "default" },
  // Under the name of the host, it is every dynamic resource's.
  { door: "dynamic", form: "host", other: "contoso" },
].map((each, n) => ({ ...each, name: `${each.door} ${each.form}`, groupId: groupOf(n) }));

/** In each component, a resource of this package and a dynamic resource of somebody else. */
const program = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
class Component extends pulumi.ComponentResource {
  constructor(name, groupId, opts) {
    super("test:index:Component", name, {}, opts);
    const parent = this;
    new intune.DeviceCompliancePolicyAssignment(name + " child", {
      deviceCompliancePolicyId: "${policy}", target: { type: "groupAssignmentTarget", groupId } }, { parent });
    new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: {} }) }, name + " other", {}, { parent });
  }
}
const graphEndpoint = new pulumi.Config().require("endpoint");
const contosos = {};
for (const { door, form, name, groupId } of ${JSON.stringify(components)}) {
  process.env.INTUNE_PLUGIN = String(door === "plugin");
  const contoso = contosos[door] ??=
    new intune.Provider("contoso", { graphEndpoint, accessToken: "the-token-of-the-component" });
  new Component(name, groupId, {
    intune: { providers: { intune: contoso } },
    host: { providers: { "pulumi-nodejs": contoso } },
    list: { providers: [contoso] },
    one: { provider: contoso },
  }[form]);
}
`;

describe("a provider that is handed down by a component", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
    return () => emulator.close();
  });

  it("in any form serves the resources of this package, and other dynamic ones under the name of the host", async () => {
    const stack = await Stack.create({
      program,
      config: { endpoint: emulator.url, "intune:graphEndpoint": "https://nowhere.invalid" },
    });
    const up = await stack.up();
    // The one component that uses the name of the host.
    expect(up.messages("warning").trim()).toBe(
      "provider resource map where key pulumi-nodejs doesn't match provider intune",
    );
    const groups = components.map(({ groupId }) => groupId);
    expect(await new Tenant(emulator.url).groups("deviceCompliancePolicies", policy)).toEqual(groups);

    const resources = (await stack.exportState()).resources as unknown as Record<
      string,
      { provider: string }
    >;
    for (const { name, door, other } of components) {
      const host = door === "plugin" ? "intune" : "pulumi-nodejs";
      expect(resources[`${name} child`]?.provider, name).toContain(`${host}::contoso::`);
      expect(resources[`${name} other`]?.provider, name).toContain(`::${other}`);
    }
    await stack.destroy();
  });
});
