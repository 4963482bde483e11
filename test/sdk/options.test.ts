import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as intune from "../../sdk";
import { registration, singleAssignment } from "../../sdk/resourceClass";
import { resourceClasses } from "../support/resourceClasses";

const registered = new Map<string, pulumi.runtime.MockResourceArgs>();

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource(args) {
      registered.set(args.name, args);
      const id = args.id ?? `${args.name}-id`;
      return { id, state: { assignmentId: "an-assignment", assignments: [], ...args.inputs } };
    },
    call: () => ({ id: "the-id", displayName: "The name", type: "theType" }),
  }),
);

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
const args = { deviceCompliancePolicyId: "policy", target: { type: "allDevicesAssignmentTarget" as const } };

class Component extends pulumi.ComponentResource {
  readonly child: intune.DeviceCompliancePolicyAssignment;
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("test:index:Component", name, {}, opts);
    this.child = new intune.DeviceCompliancePolicyAssignment(`${name}-child`, args, { parent: this });
  }
}

class ForeignProvider extends pulumi.ProviderResource {}
class OtherResource extends pulumi.CustomResource {}

describe("a provider of dynamic resources", () => {
  it("is told which settings only the program made secret, because the engine does not say it", async () => {
    const args = { accessToken: "a-token", settleSeconds: 5, clientId: pulumi.secret("an-app") };
    await value(new intune.Provider("with-secrets", args).urn);
    const { inputs } = registered.get("with-secrets") ?? {};
    expect(inputs).toMatchObject({ "intune:secretSettings": "intune:clientId" });
    await value(new intune.Provider("without", { accessToken: "a-token", settleSeconds: 5 }).urn);
    expect(registered.get("without")?.inputs).not.toHaveProperty("intune:secretSettings");
  });
});

describe("a provider that a component hands down", () => {
  it.each<[string, (provider: intune.Provider) => pulumi.ComponentResourceOptions]>([
    ["providers-intune", (provider) => ({ providers: { intune: provider } })],
    ["providers-host", (provider) => ({ providers: { "pulumi-nodejs": provider } })],
    ["providers-list", (provider) => ({ providers: [provider] })],
    ["provider", (provider) => ({ provider })],
  ])("as %s serves the resources in it", async (name, options) => {
    // Pulumi warns of a key that is not the provider's package, and takes the provider all the same.
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const provider = new intune.Provider(`${name}-contoso`, { tenantId: "contoso.example" });
    const { child } = new Component(name, options(provider));
    await value(child.urn);
    expect(registered.get(`${name}-child`)?.provider).toContain(`::${name}-contoso::`);
    expect(warned).toHaveBeenCalledTimes(name === "providers-host" ? 1 : 0);
  });

  it("is looked up with, too", async () => {
    const provider = new intune.Provider("looked-up-with", { tenantId: "contoso.example" });
    const parent = new Component("component-of-lookup", { providers: { intune: provider } });
    expect(await intune.getDeviceCompliancePolicy({ id: "the-id" }, { parent })).toMatchObject({
      id: "the-id",
    });
    const foreign = new ForeignProvider("pulumi-nodejs", "foreign");
    await expect(intune.getDeviceCompliancePolicy({ id: "the-id" }, { provider: foreign })).rejects.toThrow(
      'the class "Provider" of pulumi-intune',
    );
  });

  it("does not serve other dynamic resources", async () => {
    const provider = new intune.Provider("of-intune-only", {});
    const parent = new Component("component-with-others", { providers: [provider] });
    const other = new OtherResource("pulumi-nodejs:dynamic:Resource", "other", {}, { parent });
    await value(other.urn);
    expect(registered.get("other")?.provider ?? "").toBe("");
  });

  it("gives way to the resource's own", async () => {
    const [outer, inner] = ["outer", "inner"].map((name) => new intune.Provider(name, {}));
    const parent = new Component("component-with-outer", { providers: { intune: outer as intune.Provider } });
    const child = new intune.DeviceCompliancePolicyAssignment("with-inner", args, {
      parent,
      provider: inner as intune.Provider,
    });
    await value(child.urn);
    expect(registered.get("with-inner")?.provider).toContain("::inner::");
  });
});

describe("get", () => {
  it("reads by the id, with what is known of the state", async () => {
    const found = intune.DeviceCompliancePolicyAssignment.get("found", "policy/assignment", {
      target: args.target,
    });
    expect(await value(found.id)).toBe("policy/assignment");
    expect(registered.get("found")).toMatchObject({
      id: "policy/assignment",
      inputs: {
        target: args.target,
        __provider: expect.stringContaining("DeviceCompliancePolicyAssignment"),
      },
    });
    const set = intune.EnrollmentConfigurationAssignmentSet.get("found-set", "configuration");
    expect(await value(set.id)).toBe("configuration");
    expect(Object.keys(registered.get("found-set")?.inputs)).toEqual(["__provider"]);
  });
});

describe("get without an id, which Pulumi would take for a resource to create,", () => {
  const wrong = [undefined, null, "", " "] as unknown as string[];

  it.each(resourceClasses)("throws: %o", ({ name, get }) => {
    for (const id of wrong) {
      expect(() => get("without-id", id, {})).toThrow(
        new RegExp(`^id: ${name}\\.get\\("without-id"\\) reads what exists by its id, and is given `),
      );
    }
    expect(registered.has("without-id")).toBe(false);
  });
});

it("the import option is refused with what to do instead", () => {
  const make = () => new intune.DeviceCompliancePolicyAssignment("imported", args, { import: "policy/x" });
  expect(make).toThrow(/"imported" has the option "import".*npx pulumi-intune import/s);
});

it("an alias of the program finds the resource of the other entry point too", () => {
  const resourceClass = singleAssignment("DeviceCompliancePolicyAssignment", "deviceCompliancePolicyId");
  const type = "intune:index:DeviceCompliancePolicyAssignment";
  const aliasesOf = (aliases: pulumi.Alias[]) =>
    registration(resourceClass, "it", args, { aliases })[3].aliases;
  const urn = "urn:pulumi:dev::p::a:b:C::d";
  const own = [{ name: "before" }, { parent: pulumi.rootStackResource }, { type: "a:b:C" }];
  expect(aliasesOf([...own, urn as pulumi.Alias])).toEqual([
    ...own,
    urn,
    { name: "before", type },
    { parent: pulumi.rootStackResource, type },
    { type },
  ]);
  expect(aliasesOf([])).toEqual([{ type }]);
});

it("without arguments, as from JavaScript, the inputs are left to the check", async () => {
  const { DeviceCompliancePolicyAssignment, Provider } = intune as unknown as Record<
    "DeviceCompliancePolicyAssignment" | "Provider",
    new (
      name: string,
      args?: null,
    ) => pulumi.CustomResource
  >;
  await value(new DeviceCompliancePolicyAssignment("bare").urn);
  await value(new Provider("bare-provider", null).urn);
  expect(registered.get("bare")?.inputs).toEqual({ __provider: expect.any(String) });
});

describe("what is registered as secret", () => {
  /** The names of the outputs that the engine is told to keep secret. */
  async function secretOutputs(register: () => pulumi.CustomResource): Promise<string[]> {
    const monitor = pulumi.runtime.getMonitor() as unknown as {
      registerResource(request: { getAdditionalsecretoutputsList(): string[] }, ...rest: unknown[]): unknown;
    };
    const spy = vi.spyOn(monitor, "registerResource");
    try {
      await value(register().urn);
      return spy.mock.calls.flatMap(([request]) => request.getAdditionalsecretoutputsList());
    } finally {
      spy.mockRestore();
    }
  }
  const target = { type: "groupAssignmentTarget" as const, groupId: pulumi.secret("a-group") };
  const deviceCompliancePolicyId = "policy";

  it.each<[string, string[], () => pulumi.CustomResource]>([
    ["a plain target", [], () => new intune.DeviceCompliancePolicyAssignment("plain", args)],
    [
      "a group that is secret",
      ["assignmentId"],
      () => new intune.DeviceCompliancePolicyAssignment("secret", { deviceCompliancePolicyId, target }),
    ],
    [
      "one secret among the targets of a set, beside what the program itself keeps secret",
      ["deviceCompliancePolicyId", "assignments"],
      () =>
        new intune.DeviceCompliancePolicyAssignmentSet(
          "secret-set",
          { deviceCompliancePolicyId, targets: [args.target, target] },
          { additionalSecretOutputs: ["deviceCompliancePolicyId"] },
        ),
    ],
    [
      "a target that a transformation has wrapped in other options",
      ["assignmentId"],
      () =>
        new intune.DeviceCompliancePolicyAssignment(
          "transformed",
          { deviceCompliancePolicyId, target },
          { transformations: [({ props, opts }) => ({ props, opts: { ...opts, protect: true } })] },
        ),
    ],
  ])("%s: %j", async (_, expected, register) => {
    expect(await secretOutputs(register)).toEqual(expected);
  });
});
