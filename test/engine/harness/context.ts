import { inject } from "vitest";
import type { Engine } from "../../../tools/engine/engine.mts";
import type { Language } from "../../../tools/engine/languages.mts";

declare module "vitest" {
  interface ProvidedContext {
    /** The engine that setup.ts found. */
    engine: Engine;
    /** The languages beyond Node.js whose programs can be run here. */
    languages: readonly Language[];
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
  get languages(): readonly Language[] {
    return inject("languages");
  },
  get scratch(): string {
    return inject("scratch");
  },
  get tarball(): string {
    return inject("tarball");
  },
};
