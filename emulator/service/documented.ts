import { randomUUID } from "node:crypto";
import type { Service } from "./service";

/**
 * The service as its pages describe it [D]: every verb works, an assignment's id is a GUID that says nothing, and
 * bodies look as the examples print them, with the type of a target without a leading `#`. The pages exclude no
 * combination of targets.
 *
 * @internal
 */
export const documented: Service = {
  routesSingleWrites: true,
  typePrefix: "",
  annotatesAssignments: true,
  newAssignmentId: () => randomUUID(),
  checkSet() {},
};
