import { describe, expect, it } from "vitest";
import { packageSchema } from "../../plugin/schema/schema";
import { settingRows } from "../../provider/config/settingRows";
import { resources } from "../../provider/resources";
import { targetTypes } from "../../provider/targets/targetTypes";

const facts = { version: "1.2.3", description: "A package.", keywords: ["intune"], license: "Apache-2.0" };
const schema = packageSchema(facts);

describe("the schema", () => {
  it("has every resource class, each the same as the one of the same name without the plugin", () => {
    const names = Object.keys(schema.resources).map((token) => token.replace("intune:index:", ""));
    expect(names.sort()).toEqual([...resources.keys()].sort());
    for (const name of names) {
      expect(schema.resources[`intune:index:${name}`]?.aliases).toEqual([
        { type: `pulumi-nodejs:dynamic/intune:${name}` },
      ]);
    }
  });

  it("names the properties that each lifecycle takes and gives", () => {
    for (const [name, make] of resources) {
      const lifecycle = make(() => {
        throw new Error("a schema asks nothing of Graph");
      });
      const resource = schema.resources[`intune:index:${name}`];
      const [refusal] = lifecycle.check({ nothing: 1 });
      for (const input of resource?.requiredInputs ?? []) expect(refusal?.accepted).toContain(input);
      expect(Object.keys(resource?.properties ?? {})).toContain(lifecycle.output);
    }
  });

  it("has one flat target with the properties of all types", () => {
    const target = schema.types["intune:index:Target"];
    const properties = target?.properties ?? {};
    const names = Object.values(targetTypes).flatMap((type) => Object.keys(type.properties));
    expect(Object.keys(properties).sort()).toEqual([...new Set(["type", "filter", ...names])].sort());
    expect(properties["type"]?.type).toBe("string");
    for (const type of Object.keys(targetTypes)) expect(properties["type"]?.description).toContain(type);
    expect(target?.required).toEqual(["type"]);
  });

  it("keeps just the secrets among the settings secret, and types the others", () => {
    const secrets = Object.entries(settingRows).flatMap(([name, row]) => ("secret" in row ? [name] : []));
    const { inputProperties } = schema.provider;
    expect(Object.keys(inputProperties)).toEqual(Object.keys(settingRows));
    expect(Object.keys(inputProperties).filter((name) => inputProperties[name]?.secret)).toEqual(secrets);
    expect(inputProperties).toMatchObject({
      useMsi: { type: "boolean" },
      settleSeconds: { type: "number" },
      requestsPer20s: { type: "integer" },
      tenantId: { type: "string" },
    });
  });

  it("documents every property", () => {
    const described = [
      schema.provider.inputProperties,
      ...Object.values(schema.types).map(({ properties }) => properties),
      ...Object.values(schema.resources).flatMap((resource) => [
        resource.inputProperties,
        resource.properties,
      ]),
      ...Object.values(schema.functions).flatMap(({ inputs, outputs }) => [
        inputs.properties,
        outputs.properties,
      ]),
    ];
    for (const property of described.flatMap((properties) => Object.values(properties))) {
      expect(property.description).toMatch(/^(?:[A-Z]|true:).{10,}\.$/s);
    }
  });

  it("says where archives are downloaded from only where that is known", () => {
    expect(schema["pluginDownloadURL"]).toBeUndefined();
    const released = packageSchema({ ...facts, repository: "somebody/pulumi-intune" });
    expect(released["pluginDownloadURL"]).toBe("github://api.github.com/somebody/pulumi-intune");
  });
});
