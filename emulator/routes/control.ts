import { Hono } from "hono";
import { EmulatorInputError } from "../checked";
import type { RecordedRequest } from "../graph/requestLog";

/** The part of the emulator that its control needs. */
export interface Controlled {
  readonly requests: readonly RecordedRequest[];
  readonly settings: object;
  readonly faultRules: readonly object[];
  clearRequests(): void;
  getState(): object;
  setState(given: unknown): void;
  setFaults(given: unknown): void;
  configure(given: unknown): void;
}

/**
 * The emulator's own endpoints, for tests and people, as JSON and without a token: `GET` and `DELETE /requests`, `GET`
 * and `PUT /state`, `GET` and `PUT /faults`, `GET` and `PUT /settings`. A `PUT` of settings keeps those that you leave
 * out. A wrong `PUT` is answered 400 and changes nothing.
 */
export function controlRoutes(emulator: Controlled): Hono {
  return new Hono()
    .get("/requests", (c) => c.json(emulator.requests))
    .delete("/requests", (c) => {
      emulator.clearRequests();
      return c.body(null, 204);
    })
    .get("/state", (c) => c.json({ ...emulator.getState() }))
    .put("/state", async (c) => {
      emulator.setState(await c.req.json());
      return c.body(null, 204);
    })
    .get("/faults", (c) => c.json(emulator.faultRules))
    .put("/faults", async (c) => {
      emulator.setFaults(await c.req.json());
      return c.body(null, 204);
    })
    .get("/settings", (c) => c.json(emulator.settings))
    .put("/settings", async (c) => {
      emulator.configure(await c.req.json());
      return c.body(null, 204);
    })
    .onError((error, c) => {
      if (error instanceof EmulatorInputError) {
        return c.json({ error: { code: "EmulatorInputError", message: error.message } }, 400);
      }
      if (error instanceof SyntaxError) {
        return c.json(
          { error: { code: "BadRequest", message: `The body is not JSON: ${error.message}` } },
          400,
        );
      }
      return c.json({ error: { code: "InternalError", message: String(error) } }, 500);
    });
}
