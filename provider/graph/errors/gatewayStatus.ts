/**
 * Statuses of a gateway that stopped waiting. It does not know what the service behind it has done, or will do.
 *
 * Sources: https://www.rfc-editor.org/rfc/rfc9110 (408, 502, 504), https://www.rfc-editor.org/rfc/rfc8470 (425),
 * https://nginx.org/en/docs/dev/development_guide.html (499),
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html (460)
 */
const statuses = [408, 425, 460, 499, 502, 504];

/** Whether the answer is a gateway's, so that nobody knows what became of the request. */
export function isOfGateway(status: number): boolean {
  return statuses.includes(status);
}
