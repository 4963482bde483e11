import type { DeclaredProgram } from "./declared";

/** The program in JavaScript, with the classes and functions of the npm package. */
export function nodeProgram(program: DeclaredProgram): string {
  return `
const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");
const { resources, lookups = {}, providers = {}, outputs = {} } = ${JSON.stringify(program)};
const made = {};
const looked = {};
function input(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(input);
  if ("secret" in value) return pulumi.secret(input(value.secret));
  if ("part" in value) return made[value.part].assignmentId.apply((id) => id.split("_").at(-1));
  if ("found" in value) return lookUp(value.found[0])[value.found[1]];
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, input(member)]));
}
function lookUp(name) {
  const { of, args, provider } = lookups[name];
  looked[name] ??= intune["get" + of + "Output"](input(args), { provider: made[provider] });
  return looked[name];
}
for (const [name, settings] of Object.entries(providers)) made[name] = new intune.Provider(name, input(settings));
for (const [name, { className, args, get, provider, aliases = [], ...option }] of Object.entries(resources)) {
  const options = { provider: made[provider], aliases: aliases.map((type) => ({ type })), ...option };
  made[name] = get
    ? intune[className].get(name, get, input(args), options)
    : new intune[className](name, input(args), options);
}
for (const name of Object.keys(lookups)) lookUp(name);
for (const [name, [from, property]] of Object.entries(outputs)) exports[name] = (made[from] ?? looked[from])[property];
`;
}
