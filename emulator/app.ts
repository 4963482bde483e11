import { Hono, type MiddlewareHandler } from "hono";
import { LinearRouter } from "hono/router/linear-router";
import { faultMiddleware } from "./faults/middleware";
import type { FaultPlan } from "./faults/plan";
import { authentication } from "./graph/authentication";
import type { GraphEnv } from "./graph/env";
import { answerError, badRequest, noSuchSegment, notInEmulator } from "./graph/errors";
import { latency } from "./graph/latency";
import { canonicalPath, decoded } from "./graph/path";
import { requestIds } from "./graph/requestIds";
import type { RequestLog } from "./graph/requestLog";
import type { Throttle } from "./graph/throttle";
import { type Version, versions } from "./policyColumns";
import { type PolicyKind, policyKinds } from "./policyKind";
import { assignmentFilterRoutes } from "./routes/assignmentFilters";
import { assignmentRoutes } from "./routes/assignments";
import { batchRoute, type Dispatch } from "./routes/batch";
import { type Controlled, controlRoutes } from "./routes/control";
import { type Emulated, pathOf } from "./routes/emulated";
import { deletedItemRoutes, groupRoutes } from "./routes/groups";
import { policyRoutes } from "./routes/policies";

/** What the app serves: a tenant and its service, and what stands before every route. */
interface Served extends Emulated, Controlled {
  readonly log: RequestLog;
  readonly faults: FaultPlan;
  readonly throttle: Throttle;
  readonly settings: Emulated["settings"];
}

/** The names in paths. Graph takes them in any letter case, and actions without their namespace. */
const names: ReadonlyMap<string, string> = new Map([
  ...[
    ...versions,
    ...policyKinds.flatMap(({ root, collection, assignCast }) => [
      root,
      collection,
      `microsoft.graph.${assignCast}`,
    ]),
    ...["groups", "directory", "deletedItems", "microsoft.graph.group", "assignmentFilters"],
    ...["assign", "assignments"],
  ].map((name) => [name.toLowerCase(), name] as const),
  ["microsoft.graph.assign", "assign"],
]);

const kindsByPath: ReadonlyMap<string, PolicyKind> = new Map(policyKinds.map((kind) => [pathOf(kind), kind]));

/** Graph under `/v1.0` and `/beta`, and the emulator's control under `/_emulator`. */
export function createApp(emulator: Served): Pick<Hono<GraphEnv>, "fetch"> {
  // Tests start many emulators and send few requests to each. The routes of all kinds are 650, which take long to add,
  // so each kind's are added for its first request.
  const apps = new Map<PolicyKind | undefined, Hono<GraphEnv>>();
  const fetch: Hono<GraphEnv>["fetch"] = (request, bindings) => {
    const kind = kindAt(routedPath(request));
    const app = apps.get(kind) ?? appOf(emulator, kind, fetch);
    apps.set(kind, app);
    return app.fetch(request, bindings);
  };
  return { fetch };
}

function routedPath({ url }: Request): string {
  return canonicalPath(new URL(url).pathname, names);
}

function kindAt(path: string): PolicyKind | undefined {
  const [, , root, collection] = path.split("/");
  return kindsByPath.get(`${root}/${collection}`);
}

/** Serves one kind of policies, and all that is not about a kind. */
function appOf(emulator: Served, kind: PolicyKind | undefined, dispatch: Dispatch): Hono<GraphEnv> {
  // A router for so few routes has to be fast to make. The default one takes 15 ms.
  const app = new Hono<GraphEnv>({ getPath: routedPath, router: new LinearRouter() });
  for (const version of versions) {
    app.route(`/${version}`, graph(emulator, version, kind, dispatch));
  }
  app.route("/_emulator", controlRoutes(emulator));
  app.notFound((c) => {
    const [, version] = c.req.path.split("/");
    const message = `Invalid version: ${version}. Graph is under /v1.0 and /beta, the emulator's control under /_emulator.`;
    return answerError(badRequest(message), c);
  });
  app.onError(answerError);
  return app;
}

function graph(
  emulator: Served,
  version: Version,
  kind: PolicyKind | undefined,
  dispatch: Dispatch,
): Hono<GraphEnv> {
  const { log, faults, throttle, settings } = emulator;
  const routes = new Hono<GraphEnv>()
    .use(log.middleware, requestIds, faultMiddleware(faults, emulator), latency(settings))
    .use(authentication(settings), refuseFunctions)
    .use("/deviceManagement/*", throttle.middleware)
    .use("/deviceAppManagement/*", throttle.middleware);
  if (kind?.versions.includes(version)) {
    routes.route(`/${pathOf(kind)}`, policyRoutes(emulator, kind, version));
    routes.route(`/${pathOf(kind)}`, assignmentRoutes(emulator, kind, version));
  } else if (kind !== undefined) {
    routes.all(`/${pathOf(kind)}/*`, () => refuse(kind.collection));
  }
  if (version === "beta") {
    routes.route("/deviceManagement/assignmentFilters", assignmentFilterRoutes(emulator));
  } else {
    routes.all("/deviceManagement/assignmentFilters/*", () => refuse("assignmentFilters"));
  }
  return routes
    .route("/$batch", batchRoute(version, dispatch))
    .route("/groups", groupRoutes(emulator))
    .route("/directory/deletedItems", deletedItemRoutes(emulator))
    .all("*", (c) => {
      throw notInEmulator(`${c.req.method} ${c.req.path}`);
    });
}

/**
 * Refuses segments that a route would mistake for a key: `$count`, `$value`, `delta`, casts to a type, functions.
 */
const refuseFunctions: MiddlewareHandler<GraphEnv> = async (c, next) => {
  const other = c.req.path
    .split("/")
    .slice(2)
    .map(decoded)
    .find((segment) => isFunction.test(segment) && !names.has(segment.toLowerCase()));
  if (other !== undefined) {
    throw notInEmulator(`'${other}' in a path`);
  }
  await next();
};

const isFunction = /^(\$(?!batch$)|microsoft\.graph\.|delta$|.*\()/i;

/** Refuses a collection of beta in v1.0, in the form that is reported for wrong URLs [I]. */
function refuse(collection: string): never {
  throw noSuchSegment(collection);
}
