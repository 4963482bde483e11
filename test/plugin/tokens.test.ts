import { expect, it } from "vitest";
import { classOf } from "../../plugin/tokens";

it.each([
  "intune:index:DeviceCompliancePolicyAssignment",
  // The engine asks the plugin to delete what it made under the type that the resource has in the program.
  "pulumi-nodejs:dynamic/intune:DeviceCompliancePolicyAssignment",
  "my:index:Baseline$pulumi-nodejs:dynamic/intune:DeviceCompliancePolicyAssignment",
])("the class of a resource of the type %s", (type) => {
  expect(classOf(`urn:pulumi:dev::tenant::${type}::pilots`)).toBe("DeviceCompliancePolicyAssignment");
});
