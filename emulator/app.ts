import { Hono } from "hono";
import { batchRoute, type Dispatch } from "./batch/batchRoute";
import { controlRoutes } from "./control/routes";
import type { Emulator } from "./emulator";
import { faultMiddleware } from "./faults/middleware";
import { authentication } from "./graph/authentication";
import type { GraphEnv } from "./graph/env";
import { answerError } from "./graph/errorAnswer";
import { badRequest } from "./graph/errors";
import { requestIds } from "./graph/requestIds";
import { type Version, versions } from "./graph/version";
import { groupRoutes } from "./groups/groupRoutes";
import { latency } from "./latency";
import { assignmentRoutes } from "./policies/assignmentRoutes";
import { policyKinds } from "./policies/kinds";
import { policyRoutes } from "./policies/policyRoutes";

/** Graph under `/v1.0` and `/beta`, and the emulator's control under `/_emulator`. @internal */
export function createApp(emulator: Emulator): Hono<GraphEnv> {
  const app = new Hono<GraphEnv>();
  for (const version of versions) {
    app.route(
      `/${version}`,
      graph(emulator, version, (request, bindings) => app.fetch(request, bindings)),
    );
  }
  app.route("/_emulator", controlRoutes(emulator));
  app.notFound((c) =>
    c.json({ error: "Nothing here: Graph is under /v1.0 and /beta, the control under /_emulator." }, 404),
  );
  app.onError(answerError);
  return app;
}

function graph(emulator: Emulator, version: Version, dispatch: Dispatch): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>()
    .use(emulator.log.middleware, requestIds, faultMiddleware(emulator), latency(emulator))
    .use(authentication(emulator.settings))
    .use("/deviceManagement/*", emulator.throttle.middleware);
  for (const kind of policyKinds) {
    routes.route(`/deviceManagement/${kind.collection}`, policyRoutes(emulator, kind, version));
    routes.route(`/deviceManagement/${kind.collection}`, assignmentRoutes(emulator, kind, version));
  }
  return routes
    .route("/groups", groupRoutes(emulator))
    .route("/$batch", batchRoute(version, dispatch))
    .all("*", (c) => {
      throw badRequest(`Resource not found for the segment '${c.req.path.split("/").at(-1)}'.`);
    });
}
