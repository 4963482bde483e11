import { type GraphClient, graphPath } from "../graph";
import { checkQuery, describeQuery, findAll, type LookupQuery } from "./lookupQuery";
import { inNameOrder, likeliestFirst, listForMessage, visibleName } from "./names";

/** An assignment filter of the tenant. */
export interface NamedFilter {
  readonly id: string;
  readonly displayName: string;
  /** Graph's name of the platform, such as `windows10AndLater`. */
  readonly platform: string;
  /** The rule as Graph writes it, such as `(device.deviceOwnership -eq "Corporate")`. */
  readonly rule: string;
  /** What the rule is about: `devices` or `apps`. */
  readonly managementType: string;
}

/** The tenant has no assignment filter with this name or id. The message lists its filters, the likeliest first. */
export class FilterNotFoundError extends Error {
  override readonly name = "FilterNotFoundError";
  constructor(
    wanted: string,
    readonly candidates: readonly NamedFilter[],
  ) {
    const start = `The tenant has no assignment filter with ${wanted}`;
    super(
      candidates.length === 0
        ? `${start}. It has no filters.`
        : [`${start}. It has:`, ...listForMessage(candidates, describe)].join("\n"),
    );
  }
}

/** Several assignment filters have the name. */
export class FilterNotUniqueError extends Error {
  override readonly name = "FilterNotUniqueError";
  constructor(
    wanted: string,
    readonly candidates: readonly NamedFilter[],
  ) {
    super(
      [
        `More than one assignment filter has ${wanted}. Choose by id:`,
        ...listForMessage(candidates, describe),
      ].join("\n"),
    );
  }
}

/**
 * Lists the assignment filters of a tenant. Graph takes no `$filter` there, so a lookup compares names here.
 *
 * Source: https://learn.microsoft.com/graph/api/intune-policyset-deviceandappmanagementassignmentfilter-list?view=graph-rest-beta
 */
export async function listFilters(client: GraphClient): Promise<readonly NamedFilter[]> {
  const operation = client.operation({
    attempt: "list the assignment filters",
    permissions: ["DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"],
  });
  const values = await client.list({
    version: "beta",
    path: graphPath`deviceManagement/assignmentFilters`,
    query: { $select: "id,displayName,platform,rule,assignmentFilterManagementType" },
    operation,
  });
  const filters = values.flatMap((value) => parse(value) ?? []);
  return [...new Map(filters.map((filter) => [filter.id, filter])).values()].sort(inNameOrder);
}

/** @throws LookupArgsError */
export function checkFilterQuery(args: unknown): LookupQuery {
  return checkQuery("assignment filter", args);
}

/** @throws FilterNotFoundError, FilterNotUniqueError */
export function findFilter(filters: readonly NamedFilter[], query: LookupQuery): NamedFilter {
  const found = findAll(filters, query);
  const [filter, second] = found;
  const wanted = describeQuery(query);
  if (filter === undefined) {
    throw new FilterNotFoundError(wanted, likeliestFirst(filters, query.id ?? query.displayName));
  }
  if (second !== undefined) throw new FilterNotUniqueError(wanted, found);
  return filter;
}

function parse(value: unknown): NamedFilter | undefined {
  const { id, displayName, platform, rule, assignmentFilterManagementType } = Object(value) as Record<
    string,
    unknown
  >;
  if (typeof id !== "string" || id === "") return undefined;
  return {
    id,
    displayName: text(displayName),
    platform: text(platform),
    rule: text(rule),
    // Filters that are older than the property are for devices.
    managementType: text(assignmentFilterManagementType) || "devices",
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function describe({ id, displayName, platform, managementType }: NamedFilter): string {
  return `${visibleName(displayName)} (${platform}, for ${managementType}) ${id}`;
}
