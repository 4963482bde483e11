import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Stack } from "./harness/stack";

const program = (body: string) => `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
module.exports = async () => {
${body}
};
const loads = (name) => Object.keys(require.cache).some((file) => file.includes("/node_modules/" + name + "/"));
`;

const baseline = "c0000000-0000-4000-8000-000000000001";
const statusPage = "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration";

describe("lookups in a program", () => {
  let emulator: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({
      program: program(""),
      config: { "intune:graphEndpoint": emulator.url },
      secrets: { "intune:accessToken": "the-token-of-this-test" },
    });
    return () => emulator.close();
  });
  beforeEach(() => emulator.clearRequests());

  it("find policies with the stack's configuration, one list for each kind and run", async () => {
    await stack.write(
      "index.js",
      program(`
  const policy = await intune.getDeviceCompliancePolicy({ displayName: "Windows 11 baseline" });
  const again = intune.getDeviceCompliancePolicyOutput({ id: pulumi.output(policy.id) });
  const page = intune.getEnrollmentConfigurationOutput({ displayName: "Enrollment status page" });
  const target = { type: "allDevicesAssignmentTarget" };
  new intune.DeviceCompliancePolicyAssignment("policy", { deviceCompliancePolicyId: again.id, target });
  new intune.EnrollmentConfigurationAssignment("page", { deviceEnrollmentConfigurationId: page.id, target });
  return { policy, page };`),
    );
    expect((await stack.preview()).changes).toEqual({ policy: "create", page: "create" });
    // Enrollment notifications are in a list of their own.
    expect(emulator.requests).toHaveLength(3);
    expect((await stack.up()).changes).toEqual({ policy: "create", page: "create" });
    expect(await stack.outputs()).toMatchObject({
      policy: { id: baseline, displayName: "Windows 11 baseline", type: "windows10CompliancePolicy" },
      page: { id: statusPage },
    });
    expect((await stack.exportState()).text).not.toContain("the-token-of-this-test");
    await stack.destroy();
  });

  it("end the program with the message alone, and end it", async () => {
    await stack.write(
      "index.js",
      program(`  await intune.getDeviceCompliancePolicy({ displayName: "Windows" });`),
    );
    const { errors, output } = await stack.preview({ expectFailure: true });
    expect(errors).toContain(
      [
        'The tenant has no compliance policy with the displayName "Windows". It has:',
        `- "Windows 11 baseline" (windows10CompliancePolicy) ${baseline}`,
      ].join("\n"),
    );
    expect(output).not.toMatch(/^ +at /m);
  });

  it("say the same where the result is an output", async () => {
    await stack.write(
      "index.js",
      program(`  return intune.getEnrollmentConfigurationOutput({ displayName: "x" }).id;`),
    );
    const { errors, output } = await stack.preview({ expectFailure: true });
    expect(errors).toContain('The tenant has no enrollment configuration with the displayName "x".');
    expect(output).not.toMatch(/^ +at /m);
  });

  it("tell a preview which filter does not fit the policy", async () => {
    const filter = "f0000000-0000-4000-8000-000000000001";
    const assignmentFilters = [{ id: filter, displayName: "Corporate", platform: "iOS" }];
    emulator.setState({ ...emulator.getState(), assignmentFilters });
    await stack.write(
      "index.js",
      program(`
  const policy = intune.getDeviceCompliancePolicyOutput({ displayName: "Windows 11 baseline" });
  const { id } = intune.getAssignmentFilterOutput({ displayName: "Corporate" });
  const target = { type: "allDevicesAssignmentTarget", filter: { id, type: "include" } };
  new intune.DeviceCompliancePolicyAssignment("unfit", { deviceCompliancePolicyId: policy.id, target });`),
    );
    const { errors } = await stack.preview({ expectFailure: true });
    expect(errors).toContain(
      `target.filter.id: given "${filter}"; accepted: a filter for Windows, as the policy is; "Corporate" is for iOS.`,
    );
    expect(emulator.requests.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  it("wait for what a preview does not know yet", async () => {
    await stack.write(
      "index.js",
      program(`
  const first = new intune.DeviceCompliancePolicyAssignment("first", {
    deviceCompliancePolicyId: "${baseline}", target: { type: "allDevicesAssignmentTarget" } });
  const id = first.assignmentId.apply(() => "c0000000-0000-4000-8000-000000000002");
  const found = intune.getDeviceCompliancePolicyOutput({ id });
  new intune.DeviceCompliancePolicyAssignment("second", {
    deviceCompliancePolicyId: found.id, target: { type: "allDevicesAssignmentTarget" } });
  return found.displayName;`),
    );
    expect((await stack.preview()).changes).toEqual({ first: "create", second: "create" });
    expect(emulator.requests).toEqual([]);
    await stack.up();
    expect(emulator.getState().deviceCompliancePolicies[1]?.assignments).toHaveLength(1);
    await stack.destroy();
  });

  it("look in the tenant of an explicit provider", async () => {
    const other = await startEmulator({
      state: { deviceCompliancePolicies: [{ id: baseline.replace("c", "f"), displayName: "Elsewhere" }] },
    });
    await stack.write(
      "index.js",
      program(`
  const provider = new intune.Provider("other", { graphEndpoint: "${other.url}", accessToken: "another-token" });
  const found = intune.getDeviceCompliancePolicyOutput({ displayName: "Elsewhere" }, { provider });
  return { id: found.id };`),
    );
    const { output } = await stack.up();
    expect(await stack.outputs()).toEqual({ id: baseline.replace("c", "f") });
    expect(output + (await stack.exportState()).text).not.toContain("another-token");
    expect(emulator.requests).toEqual([]);
    await other.close();
  });

  it("fail in a preview without credentials, saying which were tried", async () => {
    const without = await Stack.create({
      program: program(`  await intune.getDeviceCompliancePolicy({ displayName: "Windows" });`),
      config: { "intune:graphEndpoint": emulator.url, "intune:useCli": "true" },
    });
    const { errors } = await without.preview({ expectFailure: true });
    expect(errors).toMatch(/sign.in/i);
    expect(errors).toContain("intune:useCli");
  });

  it("load the Graph client, which a program without them does not", async () => {
    const report = `return { undici: loads("undici"), identity: loads("@azure/identity") };`;
    await stack.write("index.js", program(report));
    await stack.up();
    expect(await stack.outputs()).toEqual({ undici: false, identity: false });
    await stack.write(
      "index.js",
      program(`await intune.getDeviceCompliancePolicy({ id: "${baseline}" });${report}`),
    );
    await stack.up();
    expect(await stack.outputs()).toEqual({ undici: true, identity: false });
  });
});
