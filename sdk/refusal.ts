import * as pulumi from "@pulumi/pulumi";

/**
 * An error of which Pulumi shows the message alone. If an output rejects with it, Pulumi shows the stack trace, unless
 * the error has none.
 */
export function refusal(message: string, resource?: pulumi.Resource): pulumi.ResourceError {
  return Object.assign(new pulumi.ResourceError(message, resource, true), { stack: undefined });
}
