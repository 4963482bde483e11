import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as intune from "../../sdk";

const asked: pulumi.runtime.MockCallArgs[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call(call) {
      asked.push(call);
      return { id: "the-id", displayName: "The name", type: "theType" };
    },
  }),
);
beforeEach(() => {
  asked.length = 0;
});

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
const answer = { id: "the-id", displayName: "The name", type: "theType" };

describe("lookups in unit tests with mocks", () => {
  it.each([
    { token: "intune:index:getDeviceCompliancePolicy", look: intune.getDeviceCompliancePolicy },
    { token: "intune:index:getEnrollmentConfiguration", look: intune.getEnrollmentConfiguration },
  ])("$token is a call of the mocks", async ({ token, look }) => {
    expect(await look({ displayName: "Baseline" })).toEqual(answer);
    expect(asked).toMatchObject([{ token, inputs: { displayName: "Baseline" } }]);
  });

  it.each([
    { token: "intune:index:getDeviceCompliancePolicy", look: intune.getDeviceCompliancePolicyOutput },
    { token: "intune:index:getEnrollmentConfiguration", look: intune.getEnrollmentConfigurationOutput },
  ])("$token takes outputs", async ({ token, look }) => {
    expect(await value(look({ id: pulumi.output("the-id") }))).toEqual(answer);
    expect(asked).toMatchObject([{ token, inputs: { id: "the-id" } }]);
  });

  it("is not secret because what signs in is", async () => {
    const provider = new intune.Provider("other", { accessToken: "the-token" });
    const policy = intune.getDeviceCompliancePolicyOutput({ id: "the-id" }, { provider });
    expect(await value(policy)).toEqual(answer);
    expect(await pulumi.isSecret(policy)).toBe(false);
  });

  it("is secret where the name is", async () => {
    const provider = new intune.Provider("another", { accessToken: "the-token" });
    const policy = intune.getDeviceCompliancePolicyOutput({ id: pulumi.secret("the-id") }, { provider });
    expect(await value(policy)).toEqual(answer);
    expect(await pulumi.isSecret(policy)).toBe(true);
  });
});
