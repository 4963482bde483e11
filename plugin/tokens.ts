import { type LookupName, lookups } from "../provider/lookups/lookUp";
import type { ResourceClassName } from "../provider/policyKind";

const module = "intune:index:";
const dynamicModule = "pulumi-nodejs:dynamic/intune:";

/** The type token of a resource class in the schema. */
export function typeToken(name: ResourceClassName): string {
  return module + name;
}

/** The token of a lookup in the schema. */
export function lookupToken(name: LookupName): string {
  return `${module}get${name}`;
}

/** The type token of a resource class as a dynamic resource. */
export function dynamicToken(name: ResourceClassName): string {
  return dynamicModule + name;
}

/** The name of a URN's resource class. If a program leaves the plugin, its resources have the types of dynamic resources. */
export function classOf(urn: string): string {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const prefix = [module, dynamicModule].find((each) => type.startsWith(each)) ?? "";
  return type.slice(prefix.length);
}

/** The name of a URN's resource in the program, which may have `::` itself. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The lookup of a token. */
export function lookupOf(token: string): LookupName {
  const names = Object.keys(lookups) as LookupName[];
  const name = names.find((known) => lookupToken(known) === token);
  if (name === undefined) {
    throw new Error(
      `pulumi-intune has no function "${token}"; it has ${names.map(lookupToken).join(", ")}. ` +
        "Is the installed version older than the SDK of your program?",
    );
  }
  return name;
}
