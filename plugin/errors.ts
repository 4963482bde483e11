import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { ResourceInitError } from "../provider/lifecycle/lifecycle";
import { send } from "./properties";

/** Where gRPC carries what is more than a code and a message. */
const detailsKey = "grpc-status-details-bin";

/** An error as the engine shows it: the message alone. A resource that may have been made stays in the state. */
export function serviceError(error: unknown, secrets: ReadonlySet<string> = new Set()): ServiceError {
  const message = error instanceof Error ? error.message : String(error);
  const metadata = new Metadata();
  if (error instanceof ResourceInitError) {
    const kept = new ErrorResourceInitFailed()
      .setId(error.id)
      .setProperties(send(error.outputs, secrets))
      .setReasonsList([message]);
    const any = new Any();
    any.pack(kept.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const details = new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([any]);
    metadata.set(detailsKey, Buffer.from(details.serializeBinary()));
  }
  return Object.assign(new Error(message), { code: status.UNKNOWN, details: message, metadata });
}
