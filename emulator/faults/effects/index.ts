import type { FaultEffect } from "../effect";
import type { Fault } from "../fault";
import { answer } from "./answer";
import { approval } from "./approval";
import { garbled, truncated } from "./body";
import { delay, reset } from "./connection";
import { foreignWriter } from "./foreignWriter";
import { duplicateInPage, emptyPage, endlessNextLink, foreignNextLink } from "./pages";
import { staleExclusions, staleReads, withoutEffect } from "./writes";

/** What each kind of fault does. */
export const faultEffects: { readonly [Kind in Fault["kind"]]: FaultEffect<Extract<Fault, { kind: Kind }>> } =
  {
    answer,
    approval,
    delay,
    duplicateInPage,
    emptyPage,
    endlessNextLink,
    foreignNextLink,
    foreignWriter,
    garbled,
    reset,
    staleExclusions,
    staleReads,
    truncated,
    withoutEffect,
  };
