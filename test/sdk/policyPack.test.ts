import { createRequire } from "node:module";
import { type ResourceValidationPolicy, validateResourceOfType } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import * as intune from "../../sdk";
import { hostPackage, typeToken } from "../../sdk/dynamicResource";
import { pluginToken } from "../../sdk/pluginResource";
import { resourceClasses } from "../support/resourceClasses";

// The matching of the installed @pulumi/policy itself: what its server does with a resource that the engine sends.
const require = createRequire(__filename);
const { makeAnalyzeRpcFun } = require("@pulumi/policy/server") as {
  makeAnalyzeRpcFun(pack: string, version: string, level: string, policies: object[]): Analyze;
};
const { AnalyzeRequest, AnalyzerResourceOptions } = require("@pulumi/pulumi/proto/analyzer_pb") as {
  AnalyzeRequest: new () => Request;
  AnalyzerResourceOptions: new () => object;
};
const { Struct } = require("google-protobuf/google/protobuf/struct_pb") as {
  Struct: { fromJavaScript(value: object): object };
};

interface Request {
  setType(type: string): void;
  setProperties(properties: object): void;
  setOptions(options: object): void;
}
type Analyze = (
  call: { request: Request },
  callback: (
    error: unknown,
    answer: { getDiagnosticsList(): { getMessage(): string }[] } | undefined,
  ) => void,
) => void;

/** What a policy says of a resource of a type. */
async function violations(policy: object, type: string, properties: object): Promise<string[]> {
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setProperties(Struct.fromJavaScript(properties));
  request.setOptions(new AnalyzerResourceOptions());
  const analyze = makeAnalyzeRpcFun("pack", "1.0.0", "mandatory", [policy]);
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  analyze({ request }, (error, answer) => {
    if (error) reject(error);
    else resolve(answer?.getDiagnosticsList().map((diagnostic) => diagnostic.getMessage()) ?? []);
  });
  return promise;
}

const validations = {
  DeviceCompliancePolicyAssignment: validateResourceOfType(
    intune.DeviceCompliancePolicyAssignment,
    ({ target }, _, report) => report(`reaches ${target.type}`),
  ),
  DeviceCompliancePolicyAssignmentSet: validateResourceOfType(
    intune.DeviceCompliancePolicyAssignmentSet,
    ({ targets }, _, report) => report(`has ${targets.length} targets`),
  ),
  EnrollmentConfigurationAssignment: validateResourceOfType(
    intune.EnrollmentConfigurationAssignment,
    ({ target }, _, report) => report(`reaches ${target.type}`),
  ),
  EnrollmentConfigurationAssignmentSet: validateResourceOfType(
    intune.EnrollmentConfigurationAssignmentSet,
    ({ targets }, _, report) => report(`has ${targets.length} targets`),
  ),
  PolicyAssignment: validateResourceOfType(intune.PolicyAssignment, ({ target }, _, report) =>
    report(`reaches ${target.type}`),
  ),
  PolicyAssignmentSet: validateResourceOfType(intune.PolicyAssignmentSet, ({ targets }, _, report) =>
    report(`has ${targets.length} targets`),
  ),
} satisfies Record<string, ResourceValidationPolicy["validateResource"]>;

const properties = { target: { type: "allDevicesAssignmentTarget" }, targets: [] };

describe.each(Object.entries(validations))("a typed policy for %s", (className, validateResource) => {
  // One function is matched by its type beforehand, several are asked one by one.
  it.each([
    { form: "alone", functions: validateResource },
    { form: "among several", functions: [validateResource] },
  ])("$form sees its resources and no others", async ({ functions }) => {
    const policy = { name: "policy", description: "A policy.", validateResource: functions };
    for (const other of Object.keys(validations)) {
      for (const type of [typeToken(other), pluginToken(typeToken(other))]) {
        const said = await violations(policy, type, properties);
        expect(said.length, type).toBe(other === className ? 1 : 0);
      }
    }
  });
});

describe("isInstance", () => {
  const classes = [...resourceClasses, intune.Provider];
  const tokenOf = ({ name }: { name: string }) =>
    name === "Provider" ? `pulumi:providers:${hostPackage}` : typeToken(name);

  it.each(classes)("of $name knows its own by the type alone", (own) => {
    for (const __pulumiType of [tokenOf(own), pluginToken(tokenOf(own))]) {
      // As @pulumi/policy calls it: without its class.
      expect(classes.filter(({ isInstance }) => isInstance({ __pulumiType }))).toEqual([own]);
    }
  });

  it.each([undefined, null, "text", {}, { __pulumiType: 1 }])("of %j is false", (value) => {
    for (const { isInstance } of classes) expect(isInstance(value)).toBe(false);
  });
});
