import { inject } from "vitest";
import type { Engine } from "../../../tools/engine/engine.mts";

declare module "vitest" {
  interface ProvidedContext {
    /** The engine that setup.ts found. */
    engine: Engine;
    /** The temporary folder of the whole run. */
    scratch: string;
    /** The packed package. */
    tarball: string;
  }
}

/** What setup.ts made ready for this run. */
export const context = {
  get engine(): Engine {
    return inject("engine");
  },
  get scratch(): string {
    return inject("scratch");
  },
  get tarball(): string {
    return inject("tarball");
  },
};
