import type { MiddlewareHandler } from "hono";
import type { GraphContext, GraphEnv } from "./env";
import { badRequest, notInEmulator } from "./errors";
import type { JsonObject } from "./json";

/** The query options of a request. */
export interface Query {
  readonly select: readonly string[] | undefined;
  /** How `$expand=assignments` narrows each assignment. Undefined without `$expand`. */
  readonly expand: Narrowing | undefined;
  readonly filter: Filter | undefined;
  readonly top: number | undefined;
  readonly skipToken: string | undefined;
  readonly count: boolean;
  /** `$search="displayName:text"`: the text. */
  readonly search: string | undefined;
}

/** One comparison: `property eq 'value'`. */
export interface Filter {
  readonly property: string;
  readonly value: string;
}

export type Narrowing = (entity: JsonObject) => JsonObject;

/** Query options, without their `$`. */
export type Option = "select" | "expand" | "filter" | "top" | "skiptoken" | "count" | "search";

/** A query option of the emulator's own links. */
export const pageOption = "emulatorPage";

/**
 * Reads the query options of a request. If the emulator does not have one of them here, it answers 501, because
 * ignoring it would hide a mistake. Beta also takes the options without `$` ("Use query parameters") [D].
 *
 * @param allowed - The options that this resource has.
 */
export function readQuery(c: GraphContext, allowed: readonly Option[]): Query {
  const given = new Map<string, string>();
  for (const [name, values] of Object.entries(c.req.queries())) {
    const option = optionOf(name, c.req.path.startsWith("/beta/"));
    if (name !== pageOption) {
      if (option === undefined || !allowed.includes(option)) {
        throw notInEmulator(
          `the query option '${name}' here. It has ${allowed.map((each) => `$${each}`).join(", ") || "none"}`,
        );
      }
      if (values.length > 1 || given.has(option)) {
        throw badRequest(
          `Query option '$${option}' was specified more than once, but it must be specified at most once.`,
        );
      }
      given.set(option, values[0] ?? "");
    }
  }
  return {
    select: names(given.get("select")),
    expand: expansion(given.get("expand")),
    filter: filterOf(given.get("filter")),
    top: topOf(given.get("top")),
    skipToken: given.get("skiptoken"),
    count: countOf(given.get("count")),
    search: searchOf(given.get("search")),
  };
}

/** Refuses every query option, before a write has its effect. */
export const withoutQuery: MiddlewareHandler<GraphEnv> = async (c, next) => {
  readQuery(c, []);
  await next();
};

function optionOf(name: string, isBeta: boolean): Option | undefined {
  const plain = name.replace(/^\$/, "").toLowerCase();
  return options.find((option) => option === plain && (isBeta || name.startsWith("$")));
}

const options: readonly Option[] = ["select", "expand", "filter", "top", "skiptoken", "count", "search"];

function names(list: string | undefined): string[] | undefined {
  const named = list?.split(",").map((name) => name.trim());
  const other = named?.find((name) => !/^\w+$/.test(name));
  if (other !== undefined) {
    throw notInEmulator(`'$select=${other}'. It has names of properties`);
  }
  return named;
}

function expansion(text: string | undefined): Narrowing | undefined {
  if (text === undefined) {
    return undefined;
  }
  const [, , nested] =
    /^\s*assignments\s*(\(\s*\$?select=([^;()]*)\))?\s*$/i.exec(text) ?? refuseExpand(text);
  return narrowing(names(nested));
}

function refuseExpand(text: string): never {
  throw notInEmulator(`'$expand=${text}'. It has $expand=assignments and $expand=assignments($select=…)`);
}

function filterOf(text: string | undefined): Filter | undefined {
  if (text === undefined) {
    return undefined;
  }
  const [, property, value] = /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(text) ?? [];
  if (property === undefined || value === undefined) {
    throw notInEmulator(`'$filter=${text}'. It has comparisons of one property: displayName eq '…'`);
  }
  return { property, value: value.replaceAll("''", "'") };
}

function topOf(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^[1-9]\d*$/.test(text)) {
    throw badRequest(
      `Invalid value '${text}' for $top query option found. The $top query option requires a positive integer value.`,
    );
  }
  return Number(text);
}

function countOf(text: string | undefined): boolean {
  if (text !== undefined && text !== "true" && text !== "false") {
    throw badRequest(
      `Invalid value '${text}' for $count query option found. Valid values are 'true' or 'false'.`,
    );
  }
  return text === "true";
}

function searchOf(text: string | undefined): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  const [, found] = /^\s*"displayName:([^"]*)"\s*$/i.exec(text) ?? [];
  if (found === undefined) {
    throw notInEmulator(`'$search=${text}'. It has $search="displayName:…"`);
  }
  return found;
}

/** Narrows an entity to the properties that `$select` names. Annotations stay [D]. */
export function narrowing(select: readonly string[] | undefined): Narrowing {
  if (select === undefined) {
    return (entity) => entity;
  }
  const kept = new Set(select);
  return (entity) =>
    Object.fromEntries(
      Object.entries(entity).filter(([name]) => kept.has(name) || name.startsWith("@odata.")),
    );
}

/**
 * Whether an entity matches the filter, in any letter case [I].
 *
 * @param properties - The properties that filters may compare here. Others are answered 501.
 */
export function filtering(
  filter: Filter | undefined,
  properties: readonly string[],
): (entity: Readonly<Record<string, unknown>>) => boolean {
  if (filter === undefined) {
    return () => true;
  }
  const property = properties.find((each) => each.toLowerCase() === filter.property.toLowerCase());
  if (property === undefined) {
    throw notInEmulator(`a filter by '${filter.property}' here. It has filters by ${properties.join(", ")}`);
  }
  const value = filter.value.toLowerCase();
  return (entity) => String(entity[property] ?? "").toLowerCase() === value;
}
