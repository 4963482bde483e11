import { documented } from "./documented";
import { observed } from "./observed";
import type { Service } from "./service";

/** @internal */
export const services = { documented, observed } satisfies Record<string, Service>;

/**
 * Which face of the service the emulator shows: `documented` as Microsoft's pages say, `observed` as public issues
 * report (single writes refused by the router, ids built from policy and group).
 */
export type ServiceName = keyof typeof services;
