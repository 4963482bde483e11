import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * The inputs as they are kept, and what is wrong with them. A failure names no property: the engine would print the
 * property's value, even a secret one, and nothing for a path such as `target.groupId`.
 */
export function checkResponse(inputs: Struct | undefined, reasons: readonly string[]): rpc.CheckResponse {
  const failures = reasons.map((reason) => new rpc.CheckFailure().setReason(reason));
  return new rpc.CheckResponse().setInputs(inputs).setFailuresList(failures);
}
