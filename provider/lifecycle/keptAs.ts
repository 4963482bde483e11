import { UnconfirmedWriteError } from "../assignments/errors";
import { type Properties, ResourceInitError } from "./lifecycle";

/** For a `catch`: keeps a resource in the state whose write may have taken effect, so that nothing is orphaned. */
export function keptAs(id: string, outputs: Properties): (error: unknown) => never {
  return (error) => {
    throw error instanceof UnconfirmedWriteError ? new ResourceInitError(id, outputs, error.cause) : error;
  };
}
