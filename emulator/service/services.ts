import { documented } from "./documented";
import { observed } from "./observed";
import type { Service } from "./service";

/**
 * Which face of the service the emulator shows: `documented` as Microsoft's pages say, `observed` as public issues
 * report (single writes refused by the router, ids built from policy and group).
 */
export type ServiceName = "documented" | "observed";

/** @internal */
export const services: Readonly<Record<ServiceName, Service>> = { documented, observed };
