import type { Json } from "../json";

/** The answer to one request of a batch. @internal */
export interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** Not tried, since a request that it depends on failed [D]. @internal */
export function failedDependency(id: string): BatchResponse {
  const error = { code: "FailedDependency", message: "A request that this one depends on has failed." };
  return { id, status: 424, headers: {}, body: { error } };
}

/** @internal */
export async function toBatchResponse(id: string, response: Response): Promise<BatchResponse> {
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  const text = await response.text();
  return text === "" ? { id, status, headers } : { id, status, headers, body: parsed(text) };
}

/** JSON as JSON; what a fault has garbled, as it is. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
