import path from "node:path";
import type { ResourceClassName } from "../../../provider/policyKind";
import { root } from "../../../tools/setup/root.mjs";
import { context } from "./context";
import { type DoorName, type Pair, pairs } from "./pairs";
import { Stack, type StackOptions } from "./stack";

/** A resource as a program of any language declares it. */
export interface DeclaredResource {
  readonly className: ResourceClassName;
  /**
   * Its inputs. `{ secret: value }` is a secret. `{ part: name }` is the part of another resource's `assignmentId`
   * behind its last `_`, which is not known before that resource is made.
   */
  readonly args: object;
  /** The name of an explicit provider. */
  readonly provider?: string;
  /** The types that it had before, where a program has to say so. */
  readonly aliases?: readonly string[];
}

/** A program, in no language's words. */
export interface DeclaredProgram {
  readonly resources: Readonly<Record<string, DeclaredResource>>;
  /** Explicit providers by their name, with their settings. */
  readonly providers?: Readonly<Record<string, object>>;
  /** Outputs of the stack: the name of a resource and of a property of it. */
  readonly outputs?: Readonly<Record<string, readonly [resource: string, property: string]>>;
}

/**
 * How a program reaches the provider: a Node.js program by dynamic resources, a YAML program by the plugin. What a
 * test declares is written in the language of the door, so that one test says what has to hold for both.
 */
export interface Door {
  readonly name: DoorName;
  /** The type of a resource class in the state. */
  typeOf(className: ResourceClassName): string;
  /** Makes a stack that declares nothing yet. */
  create(options: Omit<StackOptions, "program">): Promise<Stack>;
  /** Makes this the program of the stack. */
  declare(stack: Stack, program: DeclaredProgram): Promise<void>;
}

const project = {
  name: "harness",
  plugins: { providers: [{ name: "intune", path: path.join(root, "dist", "plugin") }] },
};
const nodejs = { name: "nodejs", options: { typescript: false } };

const nothing: DeclaredProgram = { resources: {} };

const dynamic: Door = {
  name: "dynamic",
  typeOf: (className) => `pulumi-nodejs:dynamic/intune:${className}`,
  create: (options) => Stack.create({ ...options, program: nodeProgram(nothing) }),
  async declare(stack, program) {
    await stack.write("index.js", nodeProgram(program));
    await stack.write("Pulumi.yaml", JSON.stringify({ ...project, runtime: nodejs }));
  },
};

const plugin: Door = {
  name: "plugin",
  typeOf: (className) => `intune:index:${className}`,
  create: (options) =>
    Stack.create({
      ...options,
      program: "",
      files: { ...options.files, "Pulumi.yaml": yamlProgram(nothing) },
    }),
  declare: (stack, program) => stack.write("Pulumi.yaml", yamlProgram(program)),
};

/** The classes of the npm package, which the setting makes the plugin's. */
export const nodeOnPlugin: Door = {
  name: "plugin",
  typeOf: plugin.typeOf,
  create: (options) => dynamic.create(options),
  async declare(stack, program) {
    await dynamic.declare(stack, program);
    await stack.write("index.js", `process.env.INTUNE_PLUGIN = "true";\n${nodeProgram(program)}`);
  },
};

/** The doors that can be gone through on this machine; setup.ts says loudly which cannot. */
export const doors: readonly Door[] = context.languages.includes("yaml") ? [dynamic, plugin] : [dynamic];

/** A door, and the behavior of the service behind it. */
interface World extends Omit<Pair, "door"> {
  readonly door: Door;
  readonly name: DoorName;
}

/**
 * The worlds that a test runs in. Each door and each behavior of the service comes once, which `chosen` pairs.
 * `ENGINE_WORLDS=all` adds the other pairs, and so does a machine with one door.
 */
export function worlds(chosen: Readonly<Record<DoorName, Pair["service"]>>): World[] {
  const isWhole = process.env["ENGINE_WORLDS"] === "all" || doors.length === 1;
  return doors.flatMap((door) =>
    pairs([door.name], chosen, isWhole).map(({ service }) => ({ door, name: door.name, service })),
  );
}

function nodeProgram(program: DeclaredProgram): string {
  return `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const { resources, providers = {}, outputs = {} } = ${JSON.stringify(program)};
const made = {};
function input(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(input);
  if ("secret" in value) return pulumi.secret(input(value.secret));
  if ("part" in value) return made[value.part].assignmentId.apply((id) => id.split("_").at(-1));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, input(member)]));
}
for (const [name, settings] of Object.entries(providers)) made[name] = new intune.Provider(name, input(settings));
for (const [name, { className, args, provider, aliases = [] }] of Object.entries(resources)) {
  const options = { provider: made[provider], aliases: aliases.map((type) => ({ type })) };
  made[name] = new intune[className](name, input(args), options);
}
for (const [name, [resource, property]] of Object.entries(outputs)) exports[name] = made[resource][property];
`;
}

/** JSON is YAML. */
function yamlProgram({ resources, providers = {}, outputs = {} }: DeclaredProgram): string {
  const made = [
    ...Object.entries(providers).map(([name, settings]) => [
      name,
      { type: "pulumi:providers:intune", properties: yamlInput(settings) },
    ]),
    ...Object.entries(resources).map(([name, { className, args, provider, aliases }]) => [
      name,
      {
        type: `intune:${className}`,
        properties: yamlInput(args),
        options: {
          ...(provider !== undefined && { provider: `\${${provider}}` }),
          ...(aliases !== undefined && { aliases: aliases.map((type) => ({ type })) }),
        },
      },
    ]),
  ];
  return JSON.stringify({
    ...project,
    runtime: "yaml",
    resources: Object.fromEntries(made),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, [resource, property]]) => [name, `\${${resource}.${property}}`]),
    ),
  });
}

function yamlInput(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(yamlInput);
  if ("secret" in value) return { "fn::secret": yamlInput(value.secret) };
  if ("part" in value) {
    return { "fn::select": [1, { "fn::split": ["_", `\${${String(value.part)}.assignmentId}`] }] };
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, yamlInput(member)]));
}
