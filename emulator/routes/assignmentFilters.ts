import { Hono } from "hono";
import { answerEntity, answerPage } from "../graph/collection";
import type { GraphEnv } from "../graph/env";
import { resourceNotFound } from "../graph/errors";
import { intunePermission } from "../graph/permissions";
import { narrowing, readQuery } from "../graph/query";
import type { Emulated } from "./emulated";

const path = "deviceManagement/assignmentFilters";

/**
 * Assignment filters of beta: list and get ("List deviceAndAppManagementAssignmentFilters") [D]. The service has no
 * `$filter` here (terraprovider/terraform-provider-microsoft365wp) [R].
 */
export function assignmentFilterRoutes(emulated: Emulated): Hono<GraphEnv> {
  const mayRead = intunePermission(() => [
    "DeviceManagementConfiguration.Read.All",
    "DeviceManagementConfiguration.ReadWrite.All",
  ]);
  return new Hono<GraphEnv>()
    .get("/", mayRead, (c) => {
      const query = readQuery(c, ["select", "top", "skiptoken"]);
      const filters = emulated.tenant.assignmentFilters.all();
      const { pageSize } = emulated.settings;
      return answerPage(c, path, filters, { query, pageSize, render: narrowing(query.select) });
    })
    .get("/:filterId", mayRead, (c) => {
      const query = readQuery(c, ["select"]);
      const id = c.req.param("filterId");
      const filter = emulated.tenant.assignmentFilters.get(id);
      if (filter === undefined) {
        throw resourceNotFound(`The assignment filter '${id}' was not found.`);
      }
      return answerEntity(c, path, narrowing(query.select)(filter), { query });
    });
}
