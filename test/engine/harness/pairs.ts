/** How a resource reaches the provider: as a dynamic resource, or through the plugin. */
export type DoorName = "dynamic" | "plugin";

const services = ["documented", "observed"] as const;

/** A door, and the behavior of the service behind it. */
export interface Pair {
  readonly door: DoorName;
  readonly service: (typeof services)[number];
}

/** Each door with the behavior that is chosen for it; with `isWhole`, each door with each behavior. */
export function pairs(
  doors: readonly DoorName[],
  chosen: Readonly<Partial<Record<DoorName, Pair["service"]>>>,
  isWhole: boolean,
): Pair[] {
  return doors.flatMap((door) =>
    services.filter((service) => isWhole || chosen[door] === service).map((service) => ({ door, service })),
  );
}
