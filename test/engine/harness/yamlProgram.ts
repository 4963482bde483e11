import type { DeclaredProgram, DeclaredResource } from "./declared";

/** The program in YAML, as the runtime, variables, resources and outputs of a Pulumi.yaml. */
export function yamlProgram({ resources, lookups = {}, providers = {}, outputs = {} }: DeclaredProgram) {
  return {
    runtime: "yaml",
    variables: mapValues(lookups, ({ of, args, provider }) => ({
      "fn::invoke": {
        function: `intune:get${of}`,
        arguments: input(args),
        ...(provider !== undefined && { options: { provider: `\${${provider}}` } }),
      },
    })),
    resources: {
      ...mapValues(providers, (settings) => ({
        type: "pulumi:providers:intune",
        properties: input(settings),
      })),
      ...mapValues(resources, resource),
    },
    outputs: mapValues(outputs, ([name, property]) => `\${${name}.${property}}`),
  };
}

function resource({ className, args, get, provider, aliases, ...option }: DeclaredResource): object {
  return {
    type: `intune:${className}`,
    ...(get === undefined ? { properties: input(args) } : { get: { id: get, state: input(args) } }),
    options: {
      ...option,
      ...(provider !== undefined && { provider: `\${${provider}}` }),
      ...(aliases !== undefined && { aliases: aliases.map((type) => ({ type })) }),
    },
  };
}

function input(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(input);
  if ("secret" in value) return { "fn::secret": input(value.secret) };
  if ("part" in value) {
    return { "fn::select": [1, { "fn::split": ["_", `\${${String(value.part)}.assignmentId}`] }] };
  }
  if ("found" in value) return `\${${(value.found as readonly string[]).join(".")}}`;
  return mapValues(value, input);
}

function mapValues<V, W>(
  record: Readonly<Record<string, V>> | object,
  map: (value: V) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value as V)]));
}
