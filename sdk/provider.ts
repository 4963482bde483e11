import * as pulumi from "@pulumi/pulumi";
import { mistypedKeys, secretSettingsKey, unknownSettings } from "../provider/config/settingNames";
import type { SettingName } from "../provider/config/settingRows";
import { hostPackage, packageName } from "./dynamicResource";
import { usesPlugin } from "./pluginResource";
import { refusal } from "./refusal";
import { isOfType } from "./resourceClass";

/** How a {@link Provider} signs in and writes. Each argument is the setting of the same name in the `intune` namespace. */
export interface ProviderArgs {
  /** The cloud: `public`, `usgovernmentl4`, `usgovernmentl5` or `china`. Default: that of `graphEndpoint`, else `public`. */
  environment?: pulumi.Input<string>;
  /** The root of Microsoft Graph. Default: that of the cloud. A token is requested for this host only. */
  graphEndpoint?: pulumi.Input<string>;
  /** The identity service. Default: that of the cloud. */
  authorityHost?: pulumi.Input<string>;
  /** The tenant, by its id or a domain name. */
  tenantId?: pulumi.Input<string>;
  /** The application, or the user-assigned identity. */
  clientId?: pulumi.Input<string>;
  /** A file that holds the client id. */
  clientIdFilePath?: pulumi.Input<string>;
  /** An access token for Graph obtained elsewhere. It cannot be renewed. Kept secret in the state. */
  accessToken?: pulumi.Input<string>;
  /** The client secret. Signs in with it. Kept secret in the state. */
  clientSecret?: pulumi.Input<string>;
  /** A file that holds the client secret. Signs in with it. */
  clientSecretFilePath?: pulumi.Input<string>;
  /** The certificate and its key, PFX or PEM, in base64. Signs in with the certificate. Kept secret in the state. */
  clientCertificate?: pulumi.Input<string>;
  /** A PFX or PEM file with the certificate and its key. Signs in with the certificate. */
  clientCertificatePath?: pulumi.Input<string>;
  /** The password of the certificate's key. Kept secret in the state. */
  clientCertificatePassword?: pulumi.Input<string>;
  /** `true`: sign in with a federated token. `false`: ignore `oidcToken`, `oidcTokenFilePath` and `adoPipelineServiceConnectionId`. Default: `true` if one of those three is set. */
  useOidc?: pulumi.Input<boolean>;
  /** A federated token. Kept secret in the state. */
  oidcToken?: pulumi.Input<string>;
  /** A file that holds a federated token. It is read at each sign-in. */
  oidcTokenFilePath?: pulumi.Input<string>;
  /** The address at which GitHub Actions or Azure DevOps issues a federated token. */
  oidcRequestUrl?: pulumi.Input<string>;
  /** The token of the CI job, which it exchanges for a federated token. Kept secret in the state. */
  oidcRequestToken?: pulumi.Input<string>;
  /** An Azure DevOps service connection. Signs in with its federated token. */
  adoPipelineServiceConnectionId?: pulumi.Input<string>;
  /** `true`: sign in with the workload identity of the pod, whose token is in `oidcTokenFilePath`. `false`: never. */
  useAksWorkloadIdentity?: pulumi.Input<boolean>;
  /** `true`: sign in with the managed identity of the machine. Set `clientId` for a user-assigned one. `false`: never. */
  useMsi?: pulumi.Input<boolean>;
  /** A custom endpoint for managed identity. Default: the one of the machine. */
  msiEndpoint?: pulumi.Input<string>;
  /** `true`: sign in with the account of the Azure CLI, and in no other way. `false`: never. */
  useCli?: pulumi.Input<boolean>;
  /** How single assignments are written. Default: `auto`, which uses the documented verbs unless the service refuses them. */
  writeRoute?: pulumi.Input<"auto" | "documented" | "assign">;
  /** Check each write again after this many seconds, and repeat it if it is lost. Set it if several stacks assign the same policies. At most half of `operationTimeout`. Default: 0, no second check. */
  settleSeconds?: pulumi.Input<number>;
  /** How long the create, read, update or delete of one resource may take. Default: `10m`. */
  operationTimeout?: pulumi.Input<string>;
  /** How long one request to Graph may take. Default: `100s`. */
  requestTimeout?: pulumi.Input<string>;
  /** The most requests in any 20 seconds. Microsoft's limit is 100 writes. Default: no limit beyond Graph's own throttling. */
  requestsPer20s?: pulumi.Input<number>;
  /** The first pause after a throttled request, if Graph's answer names no pause. It doubles up to `60s`. Default: `3s`. */
  retryPause?: pulumi.Input<string>;
}

/** Every setting, and whether the provider keeps it secret even if the program does not. */
export const isSecretSetting: Readonly<Record<SettingName, boolean>> = {
  environment: false,
  graphEndpoint: false,
  authorityHost: false,
  tenantId: false,
  clientId: false,
  clientIdFilePath: false,
  accessToken: true,
  clientSecret: true,
  clientSecretFilePath: false,
  clientCertificate: true,
  clientCertificatePath: false,
  clientCertificatePassword: true,
  useOidc: false,
  oidcToken: true,
  oidcTokenFilePath: false,
  oidcRequestUrl: false,
  oidcRequestToken: true,
  adoPipelineServiceConnectionId: false,
  useAksWorkloadIdentity: false,
  useMsi: false,
  msiEndpoint: false,
  useCli: false,
  writeRoute: false,
  settleSeconds: false,
  operationTimeout: false,
  requestTimeout: false,
  requestsPer20s: false,
  retryPause: false,
};

const namespace = `${packageName}:`;

/** The settings of each provider, for lookups, which run in the program's own process. */
const settingsOfProviders = new WeakMap<pulumi.ProviderResource, pulumi.Output<Settings>>();

/** Settings by their key, such as `intune:tenantId`. */
type Settings = Readonly<Record<string, string | undefined>>;

/**
 * Signs in to one tenant. Use it for stacks that serve several tenants, or to keep credentials out of the
 * stack's own configuration. It runs in a process of its own and takes its settings from its arguments and the
 * environment. The stack's `intune:` configuration does not apply to it.
 *
 * A component passes it to its children as `providers: { intune: provider }`, `providers: [provider]` or `provider`.
 * Only the resources of this package use it. Other dynamic resources below the component do not.
 *
 * ## API Permissions
 *
 * None of its own. See the resources.
 *
 * ## Example Usage
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { DeviceCompliancePolicyAssignment, Provider } from "pulumi-intune";
 *
 * const config = new pulumi.Config();
 * const contoso = new Provider("contoso", {
 *   tenantId: "contoso.onmicrosoft.com",
 *   clientId: config.require("contosoClientId"),
 *   clientSecret: config.requireSecret("contosoClientSecret"),
 * });
 * new DeviceCompliancePolicyAssignment(
 *   "contoso-baseline",
 *   { deviceCompliancePolicyId: config.require("contosoPolicy"), target: { type: "allDevicesAssignmentTarget" } },
 *   { provider: contoso },
 * );
 * ```
 *
 * ## Import
 *
 * The program makes the provider. It cannot be imported.
 */
export class Provider extends pulumi.ProviderResource {
  /** Whether a value is a `Provider`, of whichever copy of this package. */
  static override isInstance(value: unknown): value is Provider {
    return isOfType(value, `pulumi:providers:${hostPackage}`);
  }

  /**
   * @param name - The provider's name in the stack.
   * @param args - How it signs in and writes. The constructor throws for a name that is no setting. The first resource
   *   that uses the provider reports a wrong value.
   * @param opts - Pulumi's options.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    refuseUnknown(name, args ?? {}, opts);
    const given = settings(args ?? {});
    const plugin = usesPlugin();
    super(plugin ? packageName : hostPackage, name, plugin ? forPlugin(given) : given, opts);
    settingsOfProviders.set(this, pulumi.output(given));
  }

  /**
   * The package whose resources use this provider. Pulumi calls it. To the engine, this is a provider of the host for
   * dynamic resources. To a program, it is the provider of `intune`: you can pass it to components under that name, and
   * other packages' dynamic resources do not use it.
   */
  getPackage(): string {
    return packageName;
  }
}

const warned = new WeakSet<object>();

/**
 * Warns of keys in the stack's configuration that look like settings, once in a run. If you use the plugin, it does this
 * itself.
 */
export function warnOfMistypedKeys(): void {
  const run = pulumi.runtime.getStackResource();
  if (run === undefined || warned.has(run) || usesPlugin()) return;
  warned.add(run);
  const keys = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith(namespace));
  const names = keys.map((key) => key.slice(namespace.length));
  for (const warning of mistypedKeys(names, Object.keys(isSecretSetting))) pulumi.log.warn(warning);
}

/** The settings of a provider. Undefined for a provider of another class. */
export function settingsOf(provider: pulumi.ProviderResource): pulumi.Output<Settings> | undefined {
  return settingsOfProviders.get(provider);
}

/** The plugin learns from the engine which settings are secret. */
function forPlugin({ [secretSettingsKey]: _, ...given }: pulumi.Inputs): pulumi.Inputs {
  const entries = Object.entries(given);
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(namespace.length), value]));
}

/** From JavaScript, nothing else would tell that a setting is spelled wrong, and the environment's would apply. */
function refuseUnknown(name: string, args: ProviderArgs, opts: pulumi.ResourceOptions | undefined): void {
  const unknown = unknownSettings(Object.keys(args), Object.keys(isSecretSetting));
  const message = `Provider "${name}": ${unknown.join("\n")}`;
  if (unknown.length > 0) throw refusal(message, opts?.parent);
}

/**
 * The engine's host for dynamic resources takes configuration as namespaced strings, and does not learn which of them the
 * program made secret.
 */
function settings(args: ProviderArgs): pulumi.Inputs {
  const given = Object.entries(args) as [SettingName, pulumi.Input<string | number | boolean> | undefined][];
  const secrets: Promise<string[]>[] = [];
  const texts = given.map(([name, value]) => {
    const key = namespace + name;
    const text = pulumi.output(value).apply((known) => (known === undefined ? undefined : String(known)));
    if (isSecretSetting[name]) return [key, pulumi.secret(text)];
    secrets.push(pulumi.isSecret(text).then((isSecret) => (isSecret ? [key] : [])));
    return [key, text];
  });
  const keys = pulumi.output(Promise.all(secrets)).apply((known) => known.flat().join(",") || undefined);
  return { ...Object.fromEntries(texts), [secretSettingsKey]: keys };
}
