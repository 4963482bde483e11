/** Graph compares ids without letter case. @internal */
export function samePolicyId(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}
