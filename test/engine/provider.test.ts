import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { Tenant } from "../support/tenant";
import { doors } from "./harness/door";

/** One stack, two tenants: each with its own service, address and token. */
describe.each(doors)("$name: explicit providers", (door) => {
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
    const names = Object.keys(tenants) as (keyof typeof tenants)[];
    const stack = await door.create({ config: { "intune:graphEndpoint": "https://nowhere.invalid" } });
    await door.declare(stack, {
      providers: Object.fromEntries(
        names.map((name) => [
          name,
          {
            graphEndpoint: tenants[name].url,
            accessToken: `the-secret-token-of-${name}`,
            settleSeconds: 0,
          },
        ]),
      ),
      resources: Object.fromEntries(
        names.map((name) => [
          `${name}-baseline`,
          {
            className: "DeviceCompliancePolicyAssignment",
            args: { deviceCompliancePolicyId: policy, target: { type: "allDevicesAssignmentTarget" } },
            provider: name,
          },
        ]),
      ),
    });
    const { output } = await stack.up();
    for (const { url } of Object.values(tenants)) {
      expect(await new Tenant(url).assignments("deviceCompliancePolicies", policy)).toHaveLength(1);
    }
    const { text } = await stack.exportState();
    expect(text).toContain(tenants.contoso.url);
    expect(text + output).not.toContain("the-secret-token");
    await stack.destroy();
    for (const { url } of Object.values(tenants)) {
      expect(await new Tenant(url).assignments("deviceCompliancePolicies", policy)).toEqual([]);
    }
  });

  it("show no value that only the program made secret, and say what is accepted", async () => {
    const stack = await door.create({});
    await door.declare(stack, {
      providers: { contoso: { operationTimeout: { secret: "what-the-program-hides" } } },
      resources: {
        baseline: {
          className: "DeviceCompliancePolicyAssignment",
          args: {
            deviceCompliancePolicyId: "c0000000-0000-4000-8000-000000000001",
            target: { type: "allDevicesAssignmentTarget" },
          },
          provider: "contoso",
        },
      },
      lookups: { named: { of: "DeviceCompliancePolicy", args: { displayName: "x" }, provider: "contoso" } },
    });
    const { output } = await stack.preview({ expectFailure: true });
    expect(output).toContain("intune:operationTimeout: given a value that is not shown");
    expect(output).toContain("accepted: a duration such as 500ms");
    expect(output).not.toContain("what-the-program-hides");
  });
});
