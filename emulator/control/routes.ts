import { Hono } from "hono";
import { EmulatorInputError } from "../checked";
import type { Emulator } from "../emulator";

/**
 * What a test or a person does with the emulator itself, as JSON and without a token:
 * `GET` and `DELETE /requests`, `GET` and `PUT /state`, `GET` and `PUT /faults`, `GET` and `PUT /settings` (where what
 * is left out stays). A `PUT` of something that is not understood is 400 and changes nothing.
 *
 * @internal
 */
export function controlRoutes(emulator: Emulator): Hono {
  return new Hono()
    .get("/requests", (c) => c.json(emulator.requests))
    .delete("/requests", (c) => {
      emulator.log.clear();
      return c.body(null, 204);
    })
    .get("/state", (c) => c.json({ ...emulator.getState() }))
    .put("/state", async (c) => {
      emulator.setState(await c.req.json());
      return c.body(null, 204);
    })
    .get("/faults", (c) => c.json(emulator.faults.rules))
    .put("/faults", async (c) => {
      emulator.faults.set(await c.req.json());
      return c.body(null, 204);
    })
    .get("/settings", (c) => c.json(emulator.settings))
    .put("/settings", async (c) => {
      emulator.configure(await c.req.json());
      return c.body(null, 204);
    })
    .onError((error, c) => {
      if (error instanceof EmulatorInputError) {
        return c.json({ error: error.message }, 400);
      }
      if (error instanceof SyntaxError) {
        return c.json({ error: `The body is not JSON: ${error.message}` }, 400);
      }
      return c.json({ error: String(error) }, 500);
    });
}
