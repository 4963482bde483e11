import { GraphFailure } from "./graphFailure";

/** A value can not be one segment of a path. No request was sent. */
export class PathError extends GraphFailure {
  override readonly name = "PathError";

  constructor(readonly value: string) {
    super([
      `${JSON.stringify(value)} can not be one segment of a Graph path: accepted is text that is not empty, ` +
        'is not "." or "..", and has no control characters.',
    ]);
  }
}
