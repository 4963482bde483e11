import { randomUUID } from "node:crypto";
import type { PolicyKind } from "../../provider/policyKind";
import { type GraphServer, json, startGraphServer } from "../hostile/graphServer";

interface StoredAssignment {
  readonly id: string;
  readonly target: Record<string, unknown>;
  readonly [more: string]: unknown;
}

/** A service that has one policy of a kind, and takes nothing but what the kind's row says. */
export interface ServiceOfKind extends GraphServer {
  assignments: StoredAssignment[];
  /** Method and path of each request that was answered with an error. */
  readonly refused: string[];
}

export const policyId = "9f2b6c1e-0000-4000-8000-000000000001";

/** @param takesVerbs - Whether single verbs work. Otherwise the router has no route for them. */
export async function startServiceOfKind(kind: PolicyKind, takesVerbs: boolean): Promise<ServiceOfKind> {
  const stored = (target: Record<string, unknown>): StoredAssignment => ({ id: randomUUID(), target });
  const policyPath = `/${kind.root}/${kind.collection}/${policyId}`;
  const assignPath = `${policyPath}${kind.assignCast ? `/${kind.assignCast}` : ""}/assign`;

  const graph = await startGraphServer(({ method, target, body }, response) => {
    const url = new URL(target, "http://graph");
    const [, version = "", path = ""] = /^\/(v1\.0|beta)(\/.*)$/.exec(url.pathname) ?? [];
    const refuse = (status: number, code: string, message: string) => {
      service.refused.push(`${method} ${target}`);
      json(response, status, JSON.stringify({ error: { code, message } }));
    };
    const noRoute = () => refuse(400, "No method match route template", "No OData route exists.");
    if (!path.startsWith(policyPath) || (version === "v1.0" && kind.writeVersion === "beta")) {
      return refuse(400, "BadRequest", "Resource not found for the segment.");
    }
    if (method === "POST" && path === assignPath) {
      const { [kind.assignParameter]: sent, ...more } = JSON.parse(body);
      if (!Array.isArray(sent) || Object.keys(more).length > 0) {
        return refuse(400, "ModelValidationFailure", "Wrong parameter.");
      }
      service.assignments = sent.map((one) => (one.id === undefined ? stored(one.target) : one));
      return void response.writeHead(204).end();
    }
    if (method === "GET" && path === policyPath && url.searchParams.get("$expand") === "assignments") {
      const expanded = kind.assignmentsFrom === "expand" ? service.assignments : [];
      return json(response, 200, JSON.stringify({ id: policyId, assignments: expanded }));
    }
    const [, own] = /\/assignments(?:\/([^/]+))?$/.exec(path) ?? [];
    if (!/\/assignments(\/|$)/.test(path) || kind.assignmentsFrom === "expand") return noRoute();
    if (method === "GET") return json(response, 200, JSON.stringify({ value: service.assignments }));
    if (!takesVerbs) return noRoute();
    if (method === "DELETE") {
      service.assignments = service.assignments.filter(({ id }) => id !== own);
      return void response.writeHead(204).end();
    }
    const written = { ...stored(JSON.parse(body).target), ...(own && { id: own }) };
    service.assignments = [...service.assignments.filter(({ id }) => id !== own), written];
    json(response, own ? 200 : 201, JSON.stringify(written));
  });
  const service: ServiceOfKind = Object.assign(graph, { assignments: [], refused: [] });
  return service;
}
