import * as v from "valibot";
import type { Json, JsonObject } from "../json";
import type { AssignmentStateInput, EmulatorStateInput, GroupState, PolicyStateInput } from "./state";

const json: v.GenericSchema<unknown, Json> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(json), v.record(v.string(), json)]),
);

/** @internal */
export const jsonObject: v.GenericSchema<unknown, JsonObject> = v.record(v.string(), json);

const id = v.pipe(
  v.string(),
  v.regex(
    /^[^/?#\s]+$/,
    ({ received }) => `Expected an id without /, ?, # and white space but received ${received}`,
  ),
);

/** @internal */
export const assignmentState: v.GenericSchema<unknown, AssignmentStateInput> = v.strictObject({
  id: v.exactOptional(id),
  target: v.intersect([v.looseObject({ "@odata.type": v.string() }), jsonObject]),
  source: v.exactOptional(v.picklist(["direct", "policySets"])),
  sourceId: v.exactOptional(v.string()),
});

const policyState: v.GenericSchema<unknown, PolicyStateInput> = v.looseObject({
  id,
  displayName: v.string(),
  "@odata.type": v.exactOptional(v.string()),
  assignments: v.exactOptional(v.array(assignmentState)),
});

const groupState: v.GenericSchema<unknown, GroupState> = v.looseObject({ id, displayName: v.string() });

/** @internal */
export const emulatorState: v.GenericSchema<unknown, EmulatorStateInput> = v.strictObject({
  deviceCompliancePolicies: v.exactOptional(v.array(policyState)),
  deviceEnrollmentConfigurations: v.exactOptional(v.array(policyState)),
  groups: v.exactOptional(v.array(groupState)),
});
