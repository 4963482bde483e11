import { functions } from "./lookups";
import { resources } from "./resources";
import { settings } from "./settings";
import type { PackageSpec } from "./spec";
import { types } from "./targets";

/** Facts about the package that are not in its tables. */
export interface PackageFacts {
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
  /** `owner/name` on GitHub, from which Pulumi downloads the release archives. */
  readonly repository?: string | undefined;
}

const goPackage = "example.com/pulumi-intune/sdk/go/intune";

/**
 * Pulumi's schema of the package, made from the tables of kinds, settings and targets. Pulumi generates SDKs for other
 * languages from it, and `pulumi import` and YAML programs use it.
 *
 * Source: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
export function packageSchema(facts: PackageFacts): PackageSpec {
  const { version, description, keywords, license, repository } = facts;
  const home = repository && `https://github.com/${repository}`;
  return {
    name: "intune",
    displayName: "Microsoft Intune",
    version,
    description,
    keywords: [...keywords, "category/infrastructure"],
    license,
    ...(home && {
      homepage: home,
      repository: home,
      pluginDownloadURL: `github://api.github.com/${repository}`,
    }),
    // With supportPack, the SDK for Go is a module: it has a go.mod.
    meta: { moduleFormat: "(.*)", supportPack: true },
    config: { variables: settings },
    provider: {
      description:
        "Signs in to one tenant. Use it for another tenant than that of the stack's `intune:` configuration, or for another " +
        "sign-in method. It uses only these settings and the environment, not the stack's configuration.",
      inputProperties: settings,
    },
    types,
    resources,
    functions,
    language: {
      nodejs: { respectSchemaVersion: true },
      python: { respectSchemaVersion: true, pyproject: { enabled: true } },
      csharp: { respectSchemaVersion: true, namespaces: { intune: "Intune" } },
      go: {
        respectSchemaVersion: true,
        generateResourceContainerTypes: true,
        // Not a real address: a program has the SDK in a folder, by a replace directive.
        importBasePath: goPackage,
      },
    },
  };
}
