import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Emulator } from "../emulator";
import { readBody } from "../graph/body";
import { answerPage } from "../graph/collection";
import type { GraphEnv } from "../graph/env";
import { badRequest, GraphError } from "../graph/errors";
import { directoryPermission } from "../graph/permissions";
import { displayNameFilter, selector } from "../graph/query";
import type { JsonObject } from "../json";
import type { Group } from "../tenant/groups";

const mayRead = directoryPermission(
  "GroupMember.Read.All",
  "Group.Read.All",
  "Group.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
);
const mayCreate = directoryPermission("Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All");
const mayDelete = directoryPermission("Group.ReadWrite.All", "Directory.ReadWrite.All");

/** Entra groups, as far as a stack beside assignments needs them: list, read, create, delete [D]. @internal */
export function groupRoutes(emulator: Emulator): Hono<GraphEnv> {
  function group(id: string): Group {
    const found = emulator.tenant.groups.get(id);
    if (found === undefined) {
      const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
      throw new GraphError(404, "Request_ResourceNotFound", message, "plain");
    }
    return found;
  }

  return new Hono<GraphEnv>()
    .get("/", mayRead, (c) => {
      const groups = emulator.tenant.groups.all().filter(displayNameFilter(c));
      return answerPage(c, groups, emulator.settings.pageSize, selector(c));
    })
    .get("/:groupId", mayRead, (c) => c.json(selector(c)(group(c.req.param("groupId")))))
    .post("/", mayCreate, async (c) => {
      const created = newGroup(await readBody(c));
      emulator.tenant.groups.add(created);
      return c.json(created, 201);
    })
    .delete("/:groupId", mayDelete, (c) => {
      emulator.tenant.groups.remove(group(c.req.param("groupId")).id);
      return c.body(null, 204);
    });
}

/** The four properties that "Create group" requires. */
function newGroup(body: JsonObject): Group {
  const { displayName } = body;
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
