import type { ResourceClassName } from "../../../provider/policyKind";
import { context } from "./context";
import type { DeclaredProgram } from "./declared";
import { nodeProgram } from "./nodeProgram";
import { type DoorName, type Pair, pairs } from "./pairs";
import { pulumiYaml } from "./project";
import { Stack, type StackOptions } from "./stack";
import { yamlProgram } from "./yamlProgram";

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

const nodejs = { name: "nodejs", options: { typescript: false } };

const nothing: DeclaredProgram = { resources: {} };

const inYaml = (program: DeclaredProgram) => pulumiYaml(yamlProgram(program));

const dynamic: Door = {
  name: "dynamic",
  typeOf: (className) => `pulumi-nodejs:dynamic/intune:${className}`,
  create: (options) => Stack.create({ ...options, program: nodeProgram(nothing) }),
  async declare(stack, program) {
    await stack.write("index.js", nodeProgram(program));
    await stack.write("Pulumi.yaml", pulumiYaml({ runtime: nodejs }));
  },
};

const plugin: Door = {
  name: "plugin",
  typeOf: (className) => `intune:index:${className}`,
  create: (options) =>
    Stack.create({
      ...options,
      program: "",
      files: { ...options.files, "Pulumi.yaml": inYaml(nothing) },
    }),
  declare: (stack, program) => stack.write("Pulumi.yaml", inYaml(program)),
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
