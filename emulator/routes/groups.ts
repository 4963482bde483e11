import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { readBody } from "../graph/body";
import { answerEntity, answerPage } from "../graph/collection";
import type { GraphContext, GraphEnv } from "../graph/env";
import { badRequest, GraphError, notInEmulator } from "../graph/errors";
import type { JsonObject } from "../graph/json";
import { directoryPermission } from "../graph/permissions";
import { filtering, narrowing, type Query, readQuery, withoutQuery } from "../graph/query";
import type { Named } from "../tenant/tenant";
import type { Emulated } from "./emulated";

const mayRead = directoryPermission(
  "GroupMember.Read.All",
  "Group.Read.All",
  "Group.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
);
const mayReadDeleted = directoryPermission(
  "Group.Read.All",
  "Group.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
);
const mayCreate = directoryPermission("Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All");
const mayDelete = directoryPermission("Group.ReadWrite.All", "Directory.ReadWrite.All");

/** Entra groups, for stacks that create groups as well: list, read, create, delete [D]. */
export function groupRoutes(emulated: Emulated): Hono<GraphEnv> {
  return new Hono<GraphEnv>()
    .get("/", mayRead, (c) => {
      const query = readQuery(c, ["select", "filter", "top", "skiptoken", "count", "search"]);
      refuseWithoutConsistency(c, query);
      const matches = filtering(query.filter, ["displayName", "id"]);
      const search = query.search?.toLowerCase() ?? "";
      const groups = emulated.tenant.groups
        .all()
        .filter((group) => !isDeleted(group) && matches(group))
        .filter(({ displayName }) => displayName.toLowerCase().includes(search));
      const { pageSize } = emulated.settings;
      return answerPage(c, "groups", groups, { query, pageSize, render: narrowing(query.select) });
    })
    .get("/:groupId", mayRead, (c) => {
      const query = readQuery(c, ["select"]);
      const group = narrowing(query.select)(existing(emulated, c, false));
      return answerEntity(c, "groups", group, { query });
    })
    .post("/", mayCreate, withoutQuery, async (c) => {
      const created = newGroup(await readBody(c));
      emulated.tenant.groups.set(created);
      return answerEntity(c, "groups", created, { status: 201 });
    })
    .delete("/:groupId", mayDelete, withoutQuery, (c) => {
      const deletedDateTime = `${new Date().toISOString().slice(0, 19)}Z`;
      emulated.tenant.groups.set({ ...existing(emulated, c, false), deletedDateTime });
      return c.body(null, 204);
    });
}

/**
 * Deleted groups. An administrator can restore them for thirty days, and they keep their name ("Get deleted item") [D].
 */
export function deletedItemRoutes(emulated: Emulated): Hono<GraphEnv> {
  const type = { "@odata.type": "#microsoft.graph.group" };
  return new Hono<GraphEnv>()
    .get("/microsoft.graph.group", mayReadDeleted, (c) => {
      const query = readQuery(c, ["select", "top", "skiptoken"]);
      const deleted = emulated.tenant.groups.all().filter(isDeleted);
      const { pageSize } = emulated.settings;
      return answerPage(c, "groups", deleted, { query, pageSize, render: narrowing(query.select) });
    })
    .get("/:groupId", mayReadDeleted, (c) => {
      const query = readQuery(c, ["select"]);
      const group = narrowing(query.select)({ ...type, ...existing(emulated, c, true) });
      return answerEntity(c, "directoryObjects", group, { query });
    });
}

/** The group with an id, among the existing or the deleted groups. */
function existing({ tenant }: Emulated, c: GraphContext, deleted: boolean): Named {
  const id = c.req.param("groupId") ?? "";
  const found = tenant.groups.get(id);
  if (found === undefined || isDeleted(found) !== deleted) {
    const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
    throw new GraphError(404, "Request_ResourceNotFound", message, "plain");
  }
  return found;
}

function isDeleted({ deletedDateTime }: Named): boolean {
  return typeof deletedDateTime === "string";
}

/** `$search` and `$count` need a header ("Advanced query capabilities on Microsoft Entra ID objects") [D]. */
function refuseWithoutConsistency(c: GraphContext, { search, count }: Query): void {
  if ((search !== undefined || count) && c.req.header("consistencylevel")?.toLowerCase() !== "eventual") {
    throw new GraphError(
      400,
      "Request_UnsupportedQuery",
      `Request with $${search === undefined ? "count" : "search"} query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'`,
      "plain",
    );
  }
}

/** The four properties that "Create group" requires. */
function newGroup(body: JsonObject): Named {
  const { displayName } = body;
  const bound = Object.keys(body).find((name) => name.endsWith("@odata.bind"));
  if (bound !== undefined) {
    throw notInEmulator(`'${bound}' in a new group`);
  }
  for (const name of ["displayName", "mailEnabled", "mailNickname", "securityEnabled"]) {
    if (body[name] === undefined) {
      throw badRequest(`A value is required for property '${name}' of resource 'Group'.`);
    }
  }
  if (typeof displayName !== "string" || displayName === "") {
    throw badRequest("Invalid value specified for property 'displayName' of resource 'Group'.");
  }
  return { ...body, id: randomUUID(), displayName };
}
