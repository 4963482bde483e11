import { NotFoundError } from "../graph";
import { type Policy, policyKey } from "../policyKind";

type Version = "v1.0" | "beta";

/**
 * Sends writes through v1.0 of Graph, and through beta where v1.0 does not know the policy. v1.0 lists policies of types
 * that only beta has (msgraph-sdk-dotnet #2259). Nobody has reported whether it also takes writes to them.
 */
export class WriteVersions {
  readonly #onlyInBeta = new Set<string>();

  /**
   * The policy was read through beta just before. If v1.0 does not find it, that says nothing about the policy.
   *
   * @param version - The version that can carry what is written.
   */
  async send<T>(policy: Policy, version: Version, request: (version: Version) => Promise<T>): Promise<T> {
    if (version === "beta") return request("beta");
    if (!this.#onlyInBeta.has(policyKey(policy))) {
      try {
        return await request("v1.0");
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
      }
    }
    const answer = await request("beta");
    this.#onlyInBeta.add(policyKey(policy));
    return answer;
  }
}
