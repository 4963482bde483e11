import type * as pulumi from "@pulumi/pulumi";
import { refusal } from "./refusal";

/*
 * How the classes of this package reach the engine: as dynamic resources.
 */

/** The package name of the tokens and of providers in a program. */
export const packageName = "intune";

/** The package of the engine's host for dynamic resources. */
export const hostPackage = "pulumi-nodejs";

/** The type token of a resource class. */
export function typeToken(className: string): string {
  return `${hostPackage}:dynamic/${packageName}:${className}`;
}

/**
 * Properties of a resource for the engine, with the string that leads its provider process to this package.
 *
 * `pulumi.dynamic.Resource` would serialize the provider's code into every resource's state. That is thousands of
 * characters, the old code would run on after an upgrade, and it could not use undici or @azure/identity. But the
 * engine only needs a string that yields the handler. This string names the package. It never changes, and the
 * installed version runs.
 *
 * The provider process looks in the program's folder, in the folders above, and in what pnpm hoists, because only a
 * component package may depend on this package.
 */
export function withProvider(className: string, properties: object): Record<string, unknown> {
  return { ...properties, __provider: `exports.handler=()=>${loadProvider}.handler("${className}")` };
}

const loadProvider =
  'require(require.resolve("pulumi-intune/provider",{paths:[".",...module.paths.map(p=>p+"/.pnpm")]}))';

/**
 * Refuses what the engine cannot do with dynamic resources. Its own message for the `import` option is
 * "Cannot read properties of undefined (reading 'toJavaScript')".
 *
 * @throws pulumi.ResourceError
 */
export function refuseImport(name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import === undefined) return;
  throw refusal(
    `"${name}" has the option "import", which dynamic resources do not support. ` +
      'Run "npx pulumi-intune import": it writes the file for "pulumi import --file" and the program. ' +
      "Or leave the option out: an assignment that exists already is adopted.",
    opts.parent,
  );
}
