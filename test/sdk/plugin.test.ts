import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeAll, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import * as intune from "../../sdk";
import { usesPlugin } from "../../sdk/pluginResource";

const registered = new Map<string, pulumi.runtime.MockResourceArgs>();

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource(args) {
      registered.set(args.name, args);
      return { id: `${args.name}-id`, state: { assignmentId: "an-assignment", ...args.inputs } };
    },
    call: () => ({}),
  }),
);
beforeEach(() => pulumi.runtime.setConfig("intune:plugin", "true"));
afterEach(() => pulumi.runtime.setConfig("intune:plugin", "false"));

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
const args = { deviceCompliancePolicyId: "policy", target: { type: "allDevicesAssignmentTarget" as const } };

it("the classes are the plugin's where the configuration asks for it", async () => {
  const pilot = new intune.DeviceCompliancePolicyAssignment("pilot", args);
  await value(pilot.urn);
  expect(registered.get("pilot")).toMatchObject({
    type: "intune:index:DeviceCompliancePolicyAssignment",
    inputs: args,
  });
  expect(registered.get("pilot")?.inputs).not.toHaveProperty("__provider");
  expect(intune.DeviceCompliancePolicyAssignment.isInstance(pilot)).toBe(true);
  expect(intune.EnrollmentConfigurationAssignment.isInstance(pilot)).toBe(false);
});

it("a provider is the plugin's, with its settings under their own names", async () => {
  const contoso = new intune.Provider("contoso", { tenantId: "contoso.example", settleSeconds: 2 });
  const pilot = new intune.DeviceCompliancePolicyAssignment("with-provider", args, { provider: contoso });
  await value(pilot.urn);
  expect(registered.get("contoso")).toMatchObject({
    type: "pulumi:providers:intune",
    inputs: { tenantId: "contoso.example", settleSeconds: "2" },
  });
  expect(registered.get("with-provider")?.provider).toContain("::contoso::");
  expect(intune.Provider.isInstance(contoso)).toBe(true);
});

it("takes the import option, which dynamic resources cannot", async () => {
  const imported = new intune.DeviceCompliancePolicyAssignment("imported", args, {
    import: "policy/assignment",
  });
  expect(await value(imported.urn)).toContain("imported");
});

it("refuses a value that is neither true nor false, and names what is accepted", () => {
  pulumi.runtime.setConfig("intune:plugin", "yes");
  expect(() => new intune.DeviceCompliancePolicyAssignment("neither", args)).toThrow(
    'intune:plugin (or INTUNE_PLUGIN): given "yes"; accepted: true or false.',
  );
});

it.each([
  ["", "true", true],
  [" ", "", false],
  [" True ", "false", true],
  ["1", "", true],
  ["0", "true", false],
])("the configuration %j and the variable %j choose the plugin: %j", (configured, variable, expected) => {
  pulumi.runtime.setConfig("intune:plugin", configured);
  vi.stubEnv("INTUNE_PLUGIN", variable);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(usesPlugin()).toBe(expected);
});
