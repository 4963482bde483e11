import type { MiddlewareHandler } from "hono";
import type { Emulator } from "../emulator";
import type { GraphEnv } from "../graph/env";
import { GraphError } from "../graph/errors";
import type { PolicyKind } from "./kinds";

/**
 * Refuses a single write as the observed service's router does (microsoft-graph-docs #2326, #4983, #20615;
 * msgraph-sdk-powershell #828, #2985, #3376) [R]. The router decides before permissions, the body and the policy are
 * looked at [I].
 *
 * @internal
 */
export function assertRouted(emulator: Emulator, kind: PolicyKind): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    if (!emulator.service.routesSingleWrites) {
      const key = c.req.param("assignmentId");
      const template = `~/singleton/navigation/key/navigation${key === undefined ? "" : "/key"}`;
      const navigation = `assignments${key === undefined ? "" : `('${key}')`}`;
      const request = `/DeviceConfiguration_2511/StatelessDeviceConfigurationFEService/deviceManagement/${kind.collection}('${c.req.param("policyId")}')/${navigation}`;
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
