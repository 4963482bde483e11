import { seconds } from "../errors/words";
import { codeOf } from "../redact";

/**
 * A request got no complete answer.
 */
export class TransportFault extends Error {
  override readonly name = "TransportFault";
  readonly code: string | undefined;
  /** Whether the service may have received the request. */
  readonly maybeSent: boolean;
  /** Whether trying again could help. */
  readonly lasting: boolean;

  constructor(cause: unknown, timeoutMs: number) {
    const timedOut = cause instanceof Error && cause.name === "TimeoutError";
    const text = cause instanceof Error ? cause.message || codeOf(cause) || cause.name : String(cause);
    super(timedOut ? `no complete answer within ${seconds(timeoutMs)}` : text);
    this.code = codeOf(cause);
    const code = this.code ?? "";
    const unready = [certificateCodes, missingCodes, malformedCodes].some((codes) => codes.test(code));
    this.lasting = unready || proxyRefusal.test(text);
    this.maybeSent = !(this.lasting || isUnconnected(cause, this.code, text));
  }

  /** Advice for the user. */
  get advice(): string {
    if (this.code !== undefined && certificateCodes.test(this.code)) {
      return "The server's certificate is not trusted here. Behind a proxy that inspects TLS, name its root in NODE_EXTRA_CA_CERTS.";
    }
    if (this.code !== undefined && missingCodes.test(this.code)) {
      return "Node does not find a dependency of this package. Install again. With Yarn PnP, run Pulumi by yarn exec.";
    }
    return "Check the network, the endpoint, and HTTPS_PROXY and NO_PROXY.";
  }
}

/** Codes of OpenSSL and Node for a certificate that is not trusted. Nothing was sent. */
const certificateCodes = /CERT|^ERR_TLS_|SELF_SIGNED|UNABLE_TO_VERIFY/;

/** Codes of Node if it does not find undici. Nothing was sent. */
const missingCodes = /^(ERR_)?MODULE_NOT_FOUND$/;

/** Codes of a request that could not be made, such as with an invalid address of a proxy. */
const malformedCodes = /^(UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|ERR_INVALID_URL)$/;

/** undici's message if a proxy opened no tunnel. Trying again would not help. */
const proxyRefusal = /^Proxy response \(4\d\d\)/;

/** Codes of a connection that was never made. */
const unconnectedCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_PRX_CONN",
  "UND_ERR_PRX_TLS",
]);

function isUnconnected(cause: unknown, code: string | undefined, text: string): boolean {
  if (code !== undefined && unconnectedCodes.has(code)) return true;
  if (text.startsWith("Proxy response (")) return true;
  return cause instanceof Error && "syscall" in cause && cause.syscall === "connect";
}
