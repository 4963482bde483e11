import { Hono } from "hono";
import { answerEntity, answerPage } from "../graph/collection";
import type { GraphEnv } from "../graph/env";
import { badRequest } from "../graph/errors";
import type { JsonObject } from "../graph/json";
import { intunePermission } from "../graph/permissions";
import { filtering, narrowing, type Query, readQuery } from "../graph/query";
import type { Version } from "../policyColumns";
import type { PolicyKind } from "../policyKind";
import { type Policy, renderAssignment } from "../tenant/policy";
import { type Emulated, pathOf } from "./emulated";

/** What v1.0 shows of a policy if only beta knows its type: the properties of the base type [R]. */
const baseProperties = new Set(
  "id displayName description createdDateTime lastModifiedDateTime version priority".split(" "),
);

/** Lists and reads the policies of one kind [D]. */
export function policyRoutes(emulated: Emulated, kind: PolicyKind, version: Version): Hono<GraphEnv> {
  const behavior = () => kind[emulated.settings.service];
  const mayRead = intunePermission(() => behavior().permissions.read);

  /** `$expand=assignments` adds the assignments [D]. */
  function renderer({ select, expand }: Query, isShown: boolean): (policy: Policy) => JsonObject {
    refuseOtherName(select ?? []);
    const narrowed = narrowing(select);
    if (expand === undefined) {
      return (policy) => narrowed(shownProperties(policy, version));
    }
    return (policy) => ({
      ...narrowed(shownProperties(policy, version)),
      assignments: isShown
        ? policy
            .shown()
            .map((assignment) =>
              expand(renderAssignment(assignment, kind, version, emulated.settings.service)),
            )
        : [],
    });
  }

  /** A kind has `displayName` or `name`, never both [M]. */
  function refuseOtherName(names: readonly string[]): void {
    const other = kind.nameProperty === "name" ? "displayName" : "name";
    if (names.includes(other)) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${other}' on type 'microsoft.management.services.api.${kind.collection}'.`,
      );
    }
  }

  /** The policies that a list shows. */
  function listed({ filter }: Query): Policy[] {
    const { typeProperty, nameProperty } = kind;
    const { filtersLists, unlistedType } = behavior();
    if (filter !== undefined && !filtersLists) {
      throw badRequest(
        `The query specified in the URI is not valid. $filter is not supported on ${kind.collection}.`,
      );
    }
    refuseOtherName(filter === undefined ? [] : [filter.property]);
    const hasType = typeProperty !== undefined && version === "beta";
    const matches = filtering(filter, [nameProperty, "id", ...(hasType ? [typeProperty] : [])]);
    const isByType = filter?.property === typeProperty;
    return emulated.tenant
      .policies(kind)
      .all()
      .filter((policy) => {
        const comparable = { ...policy.properties, ...(typeProperty && { [typeProperty]: typeOf(policy) }) };
        return (
          matches(comparable) && (isByType || typeOf(policy).toLowerCase() !== unlistedType?.toLowerCase())
        );
      });
  }

  /** The value of the kind's type property. If an export lacks it, it is the end of the id. */
  function typeOf({ id, properties }: Policy): string {
    const given = kind.typeProperty === undefined ? undefined : properties[kind.typeProperty];
    return typeof given === "string" ? given : id.slice(id.indexOf("_") + 1);
  }

  return new Hono<GraphEnv>()
    .get("/", mayRead, (c) => {
      const query = readQuery(c, ["select", "expand", "filter", "top", "skiptoken", "count"]);
      const render = renderer(query, true);
      const pageSize = Math.min(emulated.settings.pageSize, behavior().pageSize ?? Number.POSITIVE_INFINITY);
      return answerPage(c, pathOf(kind), listed(query), { query, pageSize, render });
    })
    .get("/:policyId", mayRead, (c) => {
      const query = readQuery(c, ["select", "expand"]);
      const policy = emulated.tenant.policy(kind, c.req.param("policyId"), emulated.settings.service);
      return answerEntity(c, pathOf(kind), renderer(query, behavior().expandsOne)(policy), { query });
    });
}

/** A policy's properties as a version shows them. */
function shownProperties({ kind, properties, type }: Policy, version: Version): JsonObject {
  const isUnknown = type !== undefined && kind.v1Types?.includes(type) === false;
  const isShown = (name: string) =>
    name !== "@odata.context" &&
    !name.startsWith("assignments@") &&
    (version === "beta" || (isUnknown ? baseProperties.has(name) : !kind.betaProperties.includes(name)));
  return Object.fromEntries(Object.entries(properties).filter(([name]) => isShown(name)));
}
