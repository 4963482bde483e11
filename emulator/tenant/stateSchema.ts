import * as v from "valibot";
import type { Json, JsonObject } from "../graph/json";
import { type PolicyKind, policyKinds } from "../policyKind";
import type {
  AnyPolicyStateInput,
  AssignmentFilterState,
  AssignmentStateInput,
  EmulatorStateInput,
  GroupState,
} from "./state";

const json: v.GenericSchema<unknown, Json> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(json), v.record(v.string(), json)]),
);

export const jsonObject: v.GenericSchema<unknown, JsonObject> = v.record(v.string(), json);

const id = v.pipe(
  v.string(),
  v.regex(
    /^[^/?#\s]+$/,
    ({ received }) => `Expected an id without /, ?, # and white space but received ${received}`,
  ),
);

/** How Graph names a type. */
const type = v.pipe(
  v.string(),
  v.regex(
    /^#?microsoft\.graph\.\w+$/,
    ({ received }) =>
      `Expected a type such as "#microsoft.graph.groupAssignmentTarget" but received ${received}`,
  ),
);

const target = v.pipe(
  v.looseObject({ "@odata.type": type }),
  v.transform((given) => given as JsonObject),
);

export const assignmentState: v.GenericSchema<unknown, AssignmentStateInput> = v.looseObject({
  id: v.exactOptional(id),
  target,
  source: v.exactOptional(v.picklist(["direct", "policySets"])),
  sourceId: v.exactOptional(v.nullable(v.string())),
});

const named = { id, displayName: v.string() };

/** The policies of one kind. Some kinds have `name` instead of `displayName`. */
function policies({ nameProperty }: PolicyKind): v.GenericSchema<unknown, AnyPolicyStateInput[]> {
  const own = {
    id,
    "@odata.type": v.exactOptional(type),
    assignments: v.exactOptional(v.array(assignmentState)),
  };
  return v.array(
    nameProperty === "name"
      ? v.looseObject({ ...own, name: v.string() })
      : v.looseObject({ ...own, displayName: v.string() }),
  );
}

const groups: v.GenericSchema<unknown, GroupState[]> = v.array(
  v.looseObject({ ...named, deletedDateTime: v.exactOptional(v.nullable(v.string())) }),
);
const assignmentFilters: v.GenericSchema<unknown, AssignmentFilterState[]> = v.array(v.looseObject(named));

const entries = {
  ...Object.fromEntries(policyKinds.map((kind) => [kind.collection, v.exactOptional(policies(kind))])),
  groups: v.exactOptional(groups),
  assignmentFilters: v.exactOptional(assignmentFilters),
};

export const emulatorState: v.GenericSchema<unknown, EmulatorStateInput> = v.lazy((given) =>
  // Otherwise an array would pass as an object.
  Array.isArray(given) ? v.pipe(v.array(v.unknown(), notAnObject), v.never(notAnObject)) : collections,
);

const notAnObject = "Expected Object but received Array";
const collections: v.GenericSchema<unknown, EmulatorStateInput> = v.strictObject(
  entries,
  ({ expected, received }) =>
    `Expected ${expected === "never" ? `one of ${Object.keys(entries).join(", ")}` : expected} but received ${received}`,
);
