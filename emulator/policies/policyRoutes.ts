import { Hono } from "hono";
import type { Emulator } from "../emulator";
import { answerPage } from "../graph/collection";
import type { GraphContext, GraphEnv } from "../graph/env";
import { intunePermission } from "../graph/permissions";
import { displayNameFilter, selector } from "../graph/query";
import type { Version } from "../graph/version";
import type { JsonObject } from "../json";
import type { Policy } from "../tenant/policy";
import type { PolicyKind } from "./kinds";
import { renderAssignment } from "./render";

/** Listing and reading the policies of one kind [D]. @internal */
export function policyRoutes(emulator: Emulator, kind: PolicyKind, version: Version): Hono<GraphEnv> {
  const mayRead = intunePermission(...kind.permissions.read);

  /** `$expand=assignments` brings the assignments along [D]. */
  function renderer(c: GraphContext): (policy: Policy) => JsonObject {
    const select = selector(c);
    if (c.req.query("$expand") !== "assignments") {
      return (policy) => select(policy.properties);
    }
    const { service } = emulator;
    return (policy) => ({
      ...select(policy.properties),
      assignments: policy.shown().map((assignment) => renderAssignment(assignment, kind, version, service)),
    });
  }

  return new Hono<GraphEnv>()
    .get("/", mayRead, (c) => {
      const policies = emulator.tenant.policies(kind).filter(displayNameFilter(c));
      return answerPage(c, policies, emulator.settings.pageSize, renderer(c));
    })
    .get("/:policyId", mayRead, (c) => {
      return c.json(renderer(c)(emulator.tenant.policy(kind, c.req.param("policyId"))));
    });
}
