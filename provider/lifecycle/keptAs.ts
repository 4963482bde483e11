import type { Entry } from "../assignments/entry";
import { UnconfirmedWriteError } from "../assignments/errors";
import { type Properties, ResourceInitError } from "./lifecycle";

/**
 * For a `catch`: keeps a resource in the state whose write may have taken effect, so that nothing is orphaned.
 *
 * @param outputs - Those of the resource, from what the write may have taken away.
 */
export function keptAs(
  id: string,
  outputs: (left: readonly Entry[]) => Properties,
): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof UnconfirmedWriteError)) throw error;
    throw new ResourceInitError(id, outputs(error.left), error.cause);
  };
}
