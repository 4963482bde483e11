import * as pulumi from "@pulumi/pulumi";
import { boolean } from "../provider/config/parsers";
import { show } from "../provider/problems";
import { hostPackage, packageName } from "./dynamicResource";

/*
 * How the classes of this package reach the engine if you have chosen the provider plugin.
 */

/** The key of the stack's configuration, and the variable, that choose the plugin. */
const setting = { key: `${packageName}:plugin`, variable: "INTUNE_PLUGIN" };

/**
 * Whether the program's resources use the plugin. They are dynamic resources, unless the stack's configuration has
 * `intune:plugin: true` or the environment `INTUNE_PLUGIN=true`.
 *
 * @throws pulumi.RunError for anything that is not a Boolean.
 */
export function usesPlugin(): boolean {
  const places = [pulumi.runtime.getConfig(setting.key), process.env[setting.variable]];
  const given = places.find((text) => text !== undefined && text.trim() !== "") ?? "false";
  const value = boolean.parse(given.trim());
  if (value !== undefined) return value;
  throw new pulumi.RunError(
    `${setting.key} (or ${setting.variable}): given ${show(given)}; accepted: ${boolean.accepted}.`,
  );
}

/** The type token of a resource class, or of the provider, in the plugin's schema. */
export function pluginToken(token: string): string {
  return token
    .replace(`${hostPackage}:dynamic/${packageName}:`, `${packageName}:index:`)
    .replace(`pulumi:providers:${hostPackage}`, `pulumi:providers:${packageName}`);
}
