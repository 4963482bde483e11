/** Who dies, and when: while a request has no answer. */
export interface CrashPoint {
  readonly service: "documented" | "observed";
  readonly step: "create" | "update" | "delete";
  /** The request of the step, from 1. */
  readonly nth: number;
  readonly request: string;
  /** Whether the service does what the request asks for before or after the kill. */
  readonly effect: "after the kill" | "before the kill";
  readonly victim: "provider" | "CLI";
}

interface RequestOfStep {
  readonly request: string;
  /** Whether it changes what Graph holds. */
  readonly effective?: true;
}

const read = { request: "GET" };
const assign = { request: "assign", effective: true } as const;

/** The requests of each step, in their order. */
const requests: Readonly<
  Record<CrashPoint["service"], Readonly<Record<CrashPoint["step"], readonly RequestOfStep[]>>>
> = {
  documented: {
    create: [read, { request: "POST", effective: true }],
    update: [read, { request: "PATCH", effective: true }],
    delete: [{ request: "DELETE", effective: true }, read],
  },
  observed: {
    create: [read, { request: "POST, refused" }, assign, read],
    update: [read, { request: "PATCH, refused" }, assign, read],
    delete: [{ request: "DELETE, refused" }, read, assign, read],
  },
};

/**
 * Every request of a create, an update and a delete, with both behaviors, for both victims. A step mostly starts where
 * the one before it ends, so that the tests need no `up` between them.
 */
const allPoints: readonly CrashPoint[] = (["documented", "observed"] as const).flatMap((service) =>
  (["provider", "CLI"] as const).flatMap((victim) =>
    (["create", "update", "delete"] as const).flatMap((step) =>
      requests[service][step].flatMap(({ request, effective }, index) =>
        (effective ? (["after the kill", "before the kill"] as const) : (["after the kill"] as const)).map(
          (effect) => ({ service, step, nth: index + 1, request, effect, victim }),
        ),
      ),
    ),
  ),
);

/** Those in which most can go wrong: a write has taken effect, and nobody is left to note it. */
const somePoints: readonly CrashPoint[] = allPoints.filter(
  ({ service, step, effect, victim, request }) =>
    (service === "observed" && effect === "before the kill" && (victim === "CLI" || step === "create")) ||
    (service === "documented" && step === "create" && effect === "before the kill" && victim === "CLI") ||
    (service === "observed" &&
      step === "update" &&
      request === "assign" &&
      effect === "after the kill" &&
      victim === "provider"),
);

/** What runs behind a door is the same, so these show that each door leaves the state as the other one does. */
const pointsOfPlugin: readonly CrashPoint[] = somePoints.filter(
  ({ service, step, effect, victim }) =>
    service === "observed" &&
    effect === "before the kill" &&
    ((step === "create" && victim === "provider") || (step === "update" && victim === "CLI")),
);

/**
 * The points at which to kill behind a door, on one behavior of the service.
 * `CRASH_POINTS=all npm run test:engine -- test/engine/crash.test.ts` runs every one.
 */
export function pointsOf(door: "dynamic" | "plugin", service: CrashPoint["service"]): readonly CrashPoint[] {
  const some = door === "plugin" ? pointsOfPlugin : somePoints;
  const points = process.env["CRASH_POINTS"] === "all" ? allPoints : some;
  return points.filter((point) => point.service === service);
}
