/** One of the clouds that Microsoft runs Graph in. */
export interface Cloud {
  readonly name: string;
  /** Other names that tools know it by, in lower case. */
  readonly aliases: readonly string[];
  /** The root of Graph. A token is asked for `{graph}/.default`. */
  readonly graph: string;
  /** The identity service. */
  readonly authority: string;
  /** The audience that a federated assertion is issued for. */
  readonly federatedAudience: string;
}

/**
 * The clouds that have Graph's Intune endpoints.
 * Sources: https://learn.microsoft.com/graph/deployments,
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust
 */
export const clouds: readonly Cloud[] = [
  {
    name: "public",
    aliases: ["global", "azurecloud", "azurepubliccloud", "gcc"],
    graph: "https://graph.microsoft.com",
    authority: "https://login.microsoftonline.com",
    federatedAudience: "api://AzureADTokenExchange",
  },
  {
    name: "usgovernmentl4",
    aliases: ["usgovernment", "gcchigh", "azureusgovernment", "azureusgovernmentcloud"],
    graph: "https://graph.microsoft.us",
    authority: "https://login.microsoftonline.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
  },
  {
    name: "usgovernmentl5",
    aliases: ["dod"],
    graph: "https://dod-graph.microsoft.us",
    authority: "https://login.microsoftonline.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
  },
  {
    name: "china",
    aliases: ["azurechinacloud", "21vianet"],
    graph: "https://microsoftgraph.chinacloudapi.cn",
    authority: "https://login.chinacloudapi.cn",
    federatedAudience: "api://AzureADTokenExchangeChina",
  },
];

/** The cloud of a name or alias, in any letter case. */
export function findCloud(name: string): Cloud | undefined {
  const wanted = name.trim().toLowerCase();
  return clouds.find((cloud) => cloud.name === wanted || cloud.aliases.includes(wanted));
}
