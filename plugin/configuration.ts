import { type Config, ConfigurationError, readSettings } from "../provider/config";
import { secretSettingsKey, unknownSettings } from "../provider/config/settingNames";
import { type SettingName, settingRows } from "../provider/config/settingRows";
import { type Cloud, clouds, findCloud } from "../provider/graph";
import type { Properties, PropertyChange } from "../provider/lifecycle/lifecycle";
import { isUnknown } from "../provider/problems";
import { isGuid } from "../provider/targets/targetTypes";

const namespace = "intune:";

/** The engine's own inputs of a provider. */
const engineOwn: ReadonlySet<string> = new Set(["version", "pluginDownloadURL", "__internal"]);

/**
 * The provider's properties as configuration. An SDK may send Booleans and numbers as text. Dynamic resources have the
 * namespace in the name.
 *
 * @param secrets - The properties that may be secret.
 */
export function configOf(properties: Properties, secrets: Iterable<string> = []): Config {
  return (key) => {
    if (key === secretSettingsKey) return [...secrets].map((name) => namespace + name).join(",");
    const value = properties[key.slice(namespace.length)] ?? properties[key];
    return value === undefined ? undefined : String(value);
  };
}

/**
 * What is wrong with a provider's configuration, including the environment. Pure: sends no request.
 *
 * @param explicit - Whether the program gives the properties. The engine does not say here which of them are secret, so
 *   none is shown. Of a stack's configuration, it leaves out the secret values itself, wherever a message shows them.
 */
export function checkConfiguration(
  properties: Properties,
  env: NodeJS.ProcessEnv,
  { explicit }: { explicit: boolean },
): string[] {
  // A setting that is not known yet may be the one that signs in.
  if (Object.values(properties).some(isUnknown)) return [];
  const given = explicit ? Object.keys(properties).filter((name) => !engineOwn.has(name)) : [];
  const unknown = unknownSettings(given, Object.keys(settingRows));
  try {
    readSettings(configOf(properties, given), env);
    return unknown;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [...unknown, ...error.problems];
  }
}

/** The settings that are encrypted in the state, even if the program does not make them secret. */
export const secretSettings: ReadonlySet<string> = new Set(
  Object.entries(settingRows).flatMap(([name, row]) => ("secret" in row ? [name] : [])),
);

/**
 * The differences between two configurations of a provider. A replacement creates every resource again in another
 * tenant and deletes it in this one. So a change replaces only if both configurations have the setting and certainly
 * mean different tenants or services. The environment does not count, because we only know today's, for both
 * configurations.
 */
export function diffConfiguration(olds: Properties, news: Properties): PropertyChange[] {
  const before = configOf(olds);
  const after = configOf(news);
  return (Object.keys(settingRows) as SettingName[]).flatMap((name): PropertyChange[] => {
    const [old, now] = [before(namespace + name), after(namespace + name)];
    if (old === now) return [];
    if (old === undefined) return [{ path: name, kind: "add" }];
    if (now === undefined) return [{ path: name, kind: "delete" }];
    const replaces = !isUnknown(old) && !isUnknown(now) && elsewhere(name, old, now);
    return [{ path: name, kind: "update", ...(replaces && { replaces }) }];
  });
}

function elsewhere(name: SettingName, old: string, now: string): boolean {
  switch (name) {
    case "tenantId":
      // A domain name and a GUID, or two domain names, can be the same tenant.
      return isGuid(old) && isGuid(now) && differ(old.toLowerCase(), now.toLowerCase());
    case "graphEndpoint":
      // Another address can lead to the same tenant, through a gateway or on this machine.
      return differ(cloudAt(old), cloudAt(now));
    case "environment":
      return differ(findCloud(old), findCloud(now));
    default:
      return false;
  }
}

function differ<T>(before: T | undefined, after: T | undefined): boolean {
  return before !== undefined && after !== undefined && before !== after;
}

function cloudAt(endpoint: string): Cloud | undefined {
  const origin = URL.parse(endpoint.trim())?.origin;
  return clouds.find(({ graph }) => graph === origin);
}
