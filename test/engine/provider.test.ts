import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { Stack } from "./harness/stack.js";

/** One stack, two tenants: each with its own service, address and token. */
const program = `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const config = new pulumi.Config();
for (const [tenant, args] of Object.entries(config.requireObject("tenants"))) {
  const provider = new intune.Provider(tenant, args);
  new intune.DeviceCompliancePolicyAssignment(tenant + "-baseline", {
    deviceCompliancePolicyId: config.require("policy"),
    target: { type: "allDevicesAssignmentTarget" },
  }, { provider });
}
`;

describe("explicit providers", () => {
  let tenants: { contoso: RunningEmulator; fabrikam: RunningEmulator };
  beforeAll(async () => {
    const [contoso, fabrikam] = await Promise.all([
      startEmulator({ service: "documented" }),
      startEmulator({ service: "observed" }),
    ]);
    tenants = { contoso, fabrikam };
  });
  afterAll(() => Promise.all(Object.values(tenants).map((emulator) => emulator.close())));

  it("serve several tenants in one stack, and keep their secrets", async () => {
    const [policy] = (await new Tenant(tenants.contoso.url).policies("deviceCompliancePolicies")) as [string];
    const args = Object.entries(tenants).map(([name, { url }]) => [
      name,
      { graphEndpoint: url, accessToken: `the-secret-token-of-${name}`, settleSeconds: 0 },
    ]);
    const stack = await Stack.create({
      program,
      config: {
        policy,
        tenants: JSON.stringify(Object.fromEntries(args)),
        "intune:graphEndpoint": "https://nowhere.invalid",
      },
    });
    const { output } = await stack.up();
    for (const { url } of Object.values(tenants)) {
      expect(await new Tenant(url).assignments("deviceCompliancePolicies", policy)).toHaveLength(1);
    }
    const { text } = await stack.exportState();
    expect(text).toContain("intune:graphEndpoint");
    expect(text + output).not.toContain("the-secret-token");
    expect((await stack.up()).changes).toEqual({ "contoso-baseline": "same", "fabrikam-baseline": "same" });
    await stack.destroy();
    for (const { url } of Object.values(tenants)) {
      expect(await new Tenant(url).assignments("deviceCompliancePolicies", policy)).toEqual([]);
    }
  });
});
