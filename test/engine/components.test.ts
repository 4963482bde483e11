import { beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Stack } from "./harness/stack";

const policy = "c0000000-0000-4000-8000-000000000001";

/** A component with a resource of this package and a dynamic resource of somebody else. */
const program = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
class Component extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("test:index:Component", name, {}, opts);
    const parent = this;
    new intune.DeviceCompliancePolicyAssignment("child", {
      deviceCompliancePolicyId: "${policy}", target: { type: "allDevicesAssignmentTarget" } }, { parent });
    new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: {} }) }, "other", {}, { parent });
  }
}
const { endpoint, form } = new pulumi.Config().requireObject("component");
const contoso = new intune.Provider("contoso", { graphEndpoint: endpoint, accessToken: "the-token-of-the-component" });
new Component("component", {
  intune: { providers: { intune: contoso } },
  host: { providers: { "pulumi-nodejs": contoso } },
  list: { providers: [contoso] },
  one: { provider: contoso },
}[form]);
`;

describe("a provider that is handed down by a component", () => {
  let emulator: RunningEmulator;
  let stack: Stack;
  beforeAll(async () => {
    emulator = await startEmulator({ service: "observed" });
    stack = await Stack.create({ program, config: { "intune:graphEndpoint": "https://nowhere.invalid" } });
    return () => emulator.close();
  });

  it.each([
    { door: "dynamic", form: "intune", other: "default", warning: "" },
    { door: "plugin", form: "intune", other: "default", warning: "" },
    { door: "dynamic", form: "list", other: "default", warning: "" },
    { door: "dynamic", form: "one", other: "default", warning: "" },
    { door: "plugin", form: "one", other: "default", warning: "" },
    {
      door: "dynamic",
      form: "host",
      // Under the name of the host, it is every dynamic resource's.
      other: "contoso",
      warning: "provider resource map where key pulumi-nodejs doesn't match provider intune",
    },
  ])(
    "$door: as $form serves the resources of this package, and other dynamic ones by the $other provider",
    async (each) => {
      const { door, form, warning } = each;
      stack.setEnv({ INTUNE_PLUGIN: String(door === "plugin") });
      await stack.setConfig({ component: JSON.stringify({ endpoint: emulator.url, form }) });
      const up = await stack.up();
      expect(up.messages("warning").trim()).toBe(warning);
      expect(emulator.getState().deviceCompliancePolicies[0]?.assignments).toHaveLength(1);
      const { child, other } = (await stack.exportState()).resources as unknown as Record<
        string,
        { provider: string }
      >;
      expect(child?.provider).toContain(`${door === "plugin" ? "intune" : "pulumi-nodejs"}::contoso::`);
      expect(other?.provider).toContain(`::${each.other}`);
      await stack.destroy();
    },
  );
});
