import type { Fault } from "../../emulator/index.ts";

type Answer = Extract<Fault, { kind: "answer" }>;

/** The page of a gateway that knows nothing of Graph. */
const page = "<!DOCTYPE html><html><body><h1>Bad things happen</h1></body></html>";

/** An error in Graph's words. */
export function graph(status: number, code: string, more: Partial<Answer> = {}): Answer {
  const body = { error: { code, message: "Injected.", innerError: { "request-id": "injected" } } };
  return { kind: "answer", status, body, ...more };
}

/** An answer of somebody between us and Graph. */
export function gateway(status: number, more: Partial<Answer> = {}): Answer {
  return { kind: "answer", status, body: page, ...more };
}

/** A success whose body is not what Graph answers. */
export function success(body: unknown, more: Partial<Answer> = {}): Answer {
  return { kind: "answer", status: 200, body, ...more };
}
