import { type handleUnaryCall, Metadata, type ServiceError, type sendUnaryData, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { ResourceInitError } from "../provider/lifecycle/lifecycle";
import { send } from "./properties";

/** The gRPC metadata key for details beyond code and message. */
const detailsKey = "grpc-status-details-bin";

/** An error in the engine's form, with only the message. A resource that may exist stays in the state. */
function serviceError(error: unknown, secrets: ReadonlySet<string> = new Set()): ServiceError {
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

/** A method for gRPC. The engine shows its errors. */
export function unary<Q, A>(method: (request: Q) => Promise<A>): handleUnaryCall<Q, A> {
  return ({ request }, callback: sendUnaryData<A>) => {
    method(request).then(
      (answer) => callback(null, answer),
      (error: unknown) => callback(isServiceError(error) ? error : serviceError(error)),
    );
  };
}

/** For a `catch`: keeps the secrets of a resource that stays in the state after a failure. */
export function failing(secrets: ReadonlySet<string>): (error: unknown) => never {
  return (error) => {
    throw serviceError(error, secrets);
  };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "metadata" in error;
}
