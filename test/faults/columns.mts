/** The behaviors of the service that the matrix runs on. */
type Service = "documented" | "observed";

/** The write that a fault meets: a documented verb, `assign`, or the documented verb that the observed service refuses. */
type Write = "verb" | "assign" | "trial";

/** What happens to a resource. */
export type Verb = "create" | "update" | "delete" | "read";

/** One operation of one resource class, with one behavior of the service. */
export interface Column {
  readonly service: Service;
  readonly resource: "single" | "set";
  readonly verb: Verb;
  /** The write that faults of writes meet. */
  readonly write: Write;
}

const verbs: readonly Verb[] = ["create", "update", "delete", "read"];

/** The columns of the matrix. */
export const columns: readonly Column[] = [
  ...verbs.map((verb) => column("documented", "single", verb, "verb")),
  ...verbs.map((verb) => column("observed", "single", verb, "assign")),
  ...verbs.slice(0, 3).map((verb) => column("observed", "single", verb, "trial")),
  ...verbs.map((verb) => column("documented", "set", verb, "assign")),
  ...verbs.map((verb) => column("observed", "set", verb, "assign")),
];

function column(service: Service, resource: Column["resource"], verb: Verb, write: Write): Column {
  return { service, resource, verb, write };
}

/** How a column is called in the matrix: from the most to the least particular. */
export function namesOf({ service, resource, verb, write }: Column): string[] {
  return [
    `${service} ${resource} ${write} ${verb}`,
    `${resource} ${write} ${verb}`,
    `${write} ${verb}`,
    `${resource} ${verb}`,
    verb,
    `${resource} ${write}`,
    write,
    resource,
    service,
    "otherwise",
  ];
}
