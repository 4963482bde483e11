import { GraphError } from "./errors/graphError";

/** A path below the version of Graph, with every value escaped. Only {@link graphPath} makes one. */
export class GraphPath {
  // A private field, so that no other object passes as a path.
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The path as it is sent. */
  get text(): string {
    return this.#text;
  }
}

/**
 * A template tag that makes a path of Graph. Each value becomes exactly one segment.
 *
 * @example
 * ```ts
 * graphPath`deviceManagement/deviceCompliancePolicies/${id}/assignments`
 * ```
 * @throws PathError if a value is empty, `.` or `..`, or has a control character or half a surrogate pair.
 */
export function graphPath(strings: TemplateStringsArray, ...values: string[]): GraphPath {
  return new GraphPath(String.raw({ raw: strings }, ...values.map(segment)));
}

/** A value cannot be one segment of a path. No request was sent. */
export class PathError extends GraphError {
  override readonly name = "PathError";

  constructor(readonly value: string) {
    super([
      `${JSON.stringify(value)} cannot be one segment of a Graph path. Accepted: text that is not empty, ` +
        'is not "." or "..", and has no control characters.',
    ]);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
const controls = /[\u0000-\u001f\u007f-\u009f]/;

function segment(value: string): string {
  if (value === "" || value === "." || value === ".." || controls.test(value) || !value.isWellFormed()) {
    throw new PathError(value);
  }
  return encodeURIComponent(value);
}
