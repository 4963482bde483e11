import type { TokenCredentialOptions } from "@azure/identity";
import { connectionFailed, mediaType } from "../errors/words";
import { parseJson } from "../json";
import { TransportFault } from "../transport/fault";

type PolicyConfig = NonNullable<TokenCredentialOptions["additionalPolicies"]>[number];

/** Why there is no token, in our own words. */
export class SignInFailure extends Error {
  /** @param advice - What to do, if the settings of the sign-in are not the reason. */
  constructor(
    message: string,
    readonly advice?: string,
  ) {
    super(message);
  }

  /** @param where - The host or the request that was not answered. */
  static ofFault(where: string, fault: TransportFault): SignInFailure {
    return new SignInFailure(
      `No answer from ${where}. ${connectionFailed(fault.message, fault.code)}`,
      fault.advice,
    );
  }

  /** @param where - The host or the request in whose place somebody answered. */
  static ofPage(where: string, status: number, contentType: string | undefined): SignInFailure {
    return new SignInFailure(
      `The answer of ${where} is no JSON (${status}, ${mediaType(contentType)}).`,
      "A proxy or firewall may have answered in its place. Check the network, the endpoint, and HTTPS_PROXY and NO_PROXY.",
    );
  }
}

/**
 * What `@azure/identity` last heard of the identity service. Its errors leave out why an answer did not come, and repeat
 * the headers and the body of an answer that is not JSON.
 */
export class IdentityTraffic {
  /** Undefined if the last answer was a success. */
  failure: SignInFailure | undefined;

  /** For the option `additionalPolicies` of a credential. */
  readonly policy: PolicyConfig = {
    position: "perCall",
    policy: {
      name: "pulumiIntuneIdentityTraffic",
      sendRequest: async (request, next) => {
        const { protocol, host } = new URL(request.url);
        // `DefaultAzureCredential` asks http addresses of the machine only to see whether they exist.
        if (protocol !== "https:") return next(request);
        this.failure = undefined;
        try {
          const response = await next(request);
          this.failure = failureOf(
            host,
            response.status,
            response.headers.get("content-type"),
            response.bodyAsText,
          );
          return response;
        } catch (error) {
          this.failure = SignInFailure.ofFault(host, new TransportFault(error, request.timeout));
          throw error;
        }
      },
    },
  };
}

function failureOf(
  host: string,
  status: number,
  contentType: string | undefined,
  text: string | null | undefined,
): SignInFailure | undefined {
  const body = parseJson(text ?? "");
  if (body === undefined) return SignInFailure.ofPage(host, status, contentType);
  if (status < 400) return undefined;
  const { error_description: description } = Object(body) as Record<string, unknown>;
  const says = typeof description === "string" ? `: ${description}` : "";
  return new SignInFailure(`${host} answered ${status}${says}`);
}
