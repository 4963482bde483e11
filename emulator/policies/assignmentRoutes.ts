import { Hono } from "hono";
import type { Emulator } from "../emulator";
import { readBody } from "../graph/body";
import { answerPage } from "../graph/collection";
import type { GraphContext, GraphEnv } from "../graph/env";
import { intunePermission } from "../graph/permissions";
import type { Version } from "../graph/version";
import type { Assignment } from "../tenant/assignment";
import { readAssignBody, readAssignmentBody, requiredTarget } from "./bodies";
import type { PolicyKind } from "./kinds";
import { renderAssignment } from "./render";
import { assertRouted } from "./routing";
import {
  assignedSet,
  findAssignment,
  newAssignment,
  refuseBuiltIn,
  refusePolicySets,
  type Subject,
  withAdded,
  withChanged,
} from "./set";

/** The assignments of one kind of policy, and its `assign` action [D]. @internal */
export function assignmentRoutes(emulator: Emulator, kind: PolicyKind, version: Version): Hono<GraphEnv> {
  const mayRead = intunePermission(...kind.permissions.read);
  const mayWrite = intunePermission(...kind.permissions.write);
  const mayAssign = intunePermission(...kind.permissions.assign);
  const routed = assertRouted(emulator, kind);
  const render = (assignment: Assignment) => renderAssignment(assignment, kind, version, emulator.service);

  // From here to the commit nothing is awaited, so no other request comes between.
  function subject(policyId: string): Subject {
    return { kind, policy: emulator.tenant.policy(kind, policyId), service: emulator.service };
  }

  function commit(c: GraphContext, of: Subject, assignments: readonly Assignment[]): void {
    refuseBuiltIn(of);
    of.service.checkSet(kind, of.policy, assignments);
    const put = c.get("commit") ?? ((policy, next) => policy.replace(next));
    put(of.policy, assignments);
  }

  return new Hono<GraphEnv>()
    .get("/:policyId/assignments", mayRead, (c) => {
      const policy = emulator.tenant.policy(kind, c.req.param("policyId"));
      return answerPage(c, policy.shown(), emulator.settings.pageSize, render);
    })
    .get("/:policyId/assignments/:assignmentId", mayRead, (c) => {
      const policy = emulator.tenant.policy(kind, c.req.param("policyId"));
      return c.json(render(findAssignment(policy.shown(), c.req.param("assignmentId"))));
    })
    .post("/:policyId/assignments", routed, mayWrite, async (c) => {
      const body = readAssignmentBody(await readBody(c), kind, version);
      const of = subject(c.req.param("policyId"));
      const added = newAssignment(of, requiredTarget(body));
      commit(c, of, withAdded(of.policy.assignments, added));
      return c.json(render(added), 201);
    })
    .patch("/:policyId/assignments/:assignmentId", routed, mayWrite, async (c) => {
      const body = readAssignmentBody(await readBody(c), kind, version);
      const of = subject(c.req.param("policyId"));
      const old = findAssignment(of.policy.assignments, c.req.param("assignmentId"));
      refusePolicySets(old);
      const changed = { ...old, target: body.target ?? old.target };
      commit(c, of, withChanged(of.policy.assignments, changed));
      return c.json(render(changed));
    })
    .delete("/:policyId/assignments/:assignmentId", routed, mayWrite, (c) => {
      const of = subject(c.req.param("policyId"));
      const old = findAssignment(of.policy.assignments, c.req.param("assignmentId"));
      refusePolicySets(old);
      commit(
        c,
        of,
        of.policy.assignments.filter((assignment) => assignment !== old),
      );
      return c.body(null, 204);
    })
    .post("/:policyId/assign", mayAssign, async (c) => {
      const bodies = readAssignBody(await readBody(c), kind, version);
      const of = subject(c.req.param("policyId"));
      const assignments = assignedSet(of, bodies);
      commit(c, of, assignments);
      return kind.assignAnswer === "noContent"
        ? c.body(null, 204)
        : c.json({ value: assignments.map(render) });
    });
}
