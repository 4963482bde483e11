import type { Emulator } from "../emulator";
import { type PolicyKind, policyKinds } from "../policies/kinds";
import type { Subject } from "../policies/set";

/** The policy that a path of Graph is about, where it is about one that exists. @internal */
export function policyOf(path: string, { tenant, service }: Emulator): Subject | undefined {
  const [, , area, collection, id] = path.split("/");
  const kind: PolicyKind | undefined = policyKinds.find((each) => each.collection === collection);
  if (area !== "deviceManagement" || kind === undefined || id === undefined) {
    return undefined;
  }
  const policy = tenant.findPolicy(kind, id);
  return policy === undefined ? undefined : { kind, policy, service };
}
