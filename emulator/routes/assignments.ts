import { Hono, type MiddlewareHandler } from "hono";
import { readBody } from "../graph/body";
import { answerEntity, answerPage } from "../graph/collection";
import type { GraphContext, GraphEnv } from "../graph/env";
import { GraphError } from "../graph/errors";
import { intunePermission } from "../graph/permissions";
import { narrowing, readQuery, withoutQuery } from "../graph/query";
import type { KindBehavior, Version } from "../policyColumns";
import type { PolicyKind } from "../policyKind";
import { type Assignment, type Policy, renderAssignment } from "../tenant/policy";
import type { Model } from "../tenant/readTarget";
import { readAssignBody, readAssignmentBody, requiredTarget } from "./assignBody";
import {
  assignedSet,
  findAssignment,
  newAssignment,
  refusePolicySets,
  withAdded,
  withChanged,
} from "./assignedSet";
import { assignablePolicy, checkSet, type Emulated, pathOf } from "./emulated";

/** The assignments of one kind of policy, and its `assign` action [D]. */
export function assignmentRoutes(emulated: Emulated, kind: PolicyKind, version: Version): Hono<GraphEnv> {
  const behavior = () => kind[emulated.settings.service];
  const mayRead = intunePermission(() => behavior().permissions.read);
  const mayWrite = intunePermission(() => behavior().permissions.write);
  const mayAssign = intunePermission(() => behavior().permissions.assign);
  const model: Model = { version, knows: (name) => emulated.tenant.vocabulary.has(name) };

  const policyOf = (c: GraphContext) =>
    emulated.tenant.policy(kind, c.req.param("policyId") ?? "", emulated.settings.service);
  const assignable = (c: GraphContext) => assignablePolicy(emulated, kind, c.req.param("policyId") ?? "");
  const render = (assignment: Assignment) =>
    renderAssignment(assignment, kind, version, emulated.settings.service);
  const contextOf = (policy: Policy) => `${pathOf(kind)}('${policy.id}')/assignments`;

  // Nothing is awaited between reading the policy and the write, so no other request comes in between.
  function write(c: GraphContext, policy: Policy, next: readonly Assignment[]): void {
    checkSet(emulated, policy, next);
    const instead = c.get("insteadOfWrite") ?? ((put) => put());
    instead(() => policy.replace(next));
  }

  const assign = async (c: GraphContext) => {
    const query = readQuery(c, []);
    const bodies = readAssignBody(await readBody(c), kind, model);
    const policy = assignable(c);
    const next = assignedSet(policy, emulated.settings.service, bodies);
    write(c, policy, next);
    if (behavior().assignStatus === 204) {
      return c.body(null, 204);
    }
    const context = `Collection(microsoft.graph.${kind.assignmentType})`;
    return answerPage(c, context, next, { query, pageSize: next.length, render });
  };

  const routed = (isRouted: (behavior: KindBehavior, method: string) => boolean, navigation = "navigation") =>
    router(kind, navigation, (method) => isRouted(behavior(), method));
  const routedRead = routed(({ assignmentsRoute }) => assignmentsRoute);
  const routedWrite = routed(
    ({ assignmentsRoute, singleVerbs }, method) =>
      assignmentsRoute && singleVerbs.some((verb) => verb === method),
  );

  const routes = new Hono<GraphEnv>()
    .get("/:policyId/assignments", routedRead, mayRead, (c) => {
      const query = readQuery(c, ["select", "top", "skiptoken", "count"]);
      const policy = policyOf(c);
      const select = narrowing(query.select);
      return answerPage(c, contextOf(policy), policy.shown(), {
        query,
        pageSize: emulated.settings.pageSize,
        render: (assignment) => select(render(assignment)),
      });
    })
    .get("/:policyId/assignments/:assignmentId", routedRead, mayRead, (c) => {
      const query = readQuery(c, ["select"]);
      const policy = policyOf(c);
      const assignment = render(findAssignment(policy.shown(), c.req.param("assignmentId")));
      return answerEntity(c, contextOf(policy), narrowing(query.select)(assignment), { query });
    })
    .post("/:policyId/assignments", routedWrite, mayWrite, withoutQuery, async (c) => {
      const body = readAssignmentBody(await readBody(c), kind, model);
      requiredTarget(body);
      const policy = assignable(c);
      const added = newAssignment(policy, emulated.settings.service, body);
      write(c, policy, withAdded(policy.assignments, added));
      return answerEntity(c, contextOf(policy), render(added), { status: 201 });
    })
    .patch("/:policyId/assignments/:assignmentId", routedWrite, mayWrite, withoutQuery, async (c) => {
      const body = readAssignmentBody(await readBody(c), kind, model);
      const policy = assignable(c);
      const old = findAssignment(policy.assignments, c.req.param("assignmentId"));
      refusePolicySets(old);
      const { changed, next } = withChanged(policy, emulated.settings.service, old, body);
      write(c, policy, next);
      return answerEntity(c, contextOf(policy), render(changed));
    })
    .delete("/:policyId/assignments/:assignmentId", routedWrite, mayWrite, withoutQuery, (c) => {
      const policy = assignable(c);
      const old = findAssignment(policy.assignments, c.req.param("assignmentId"));
      refusePolicySets(old);
      write(
        c,
        policy,
        policy.assignments.filter((assignment) => assignment !== old),
      );
      return c.body(null, 204);
    });
  if (kind.assignCast === undefined) {
    return routes.post("/:policyId/assign", mayAssign, assign);
  }
  // The pages leave the cast out, but without it the router refuses the action (microsoft-graph-docs #15359, #20609)
  // [R].
  const withoutCast = router(kind, "action", () => emulated.settings.service === "documented");
  return routes
    .post("/:policyId/assign", withoutCast, mayAssign, assign)
    .post(`/:policyId/microsoft.graph.${kind.assignCast}/assign`, mayAssign, assign);
}

/**
 * Refuses a request as the observed service's router does (microsoft-graph-docs #2326, #4983, #20615;
 * msgraph-sdk-powershell #828, #2985, #3376) [R]. The router decides before the service checks permissions, the body
 * and the policy [I].
 */
function router(
  kind: PolicyKind,
  last: string,
  isRouted: (method: string) => boolean,
): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    if (!isRouted(c.req.method)) {
      const key = c.req.param("assignmentId");
      const template = `~/singleton/navigation/key/${last}${key === undefined ? "" : "/key"}`;
      const end = last === "action" ? "assign" : `assignments${key === undefined ? "" : `('${key}')`}`;
      const request = `/${kind.service}/${pathOf(kind)}('${c.req.param("policyId")}')/${end}`;
      throw new GraphError(
        400,
        "No method match route template",
        `No OData route exists that match template ${template} with http verb ${c.req.method} for request ${request}.`,
        "plain",
      );
    }
    await next();
  };
}
