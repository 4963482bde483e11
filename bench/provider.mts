import type * as policyAssignments from "../provider/assignments/policyAssignments.ts";
import type * as config from "../provider/config/index.ts";
import type * as graph from "../provider/graph/index.ts";
import type * as kinds from "../provider/policyKind.ts";
import type { Target } from "../provider/targets/target.ts";
import { imported } from "../tools/build/built.mts";
import ids from "./program/ids.cjs";

const { PolicyAssignments } = await imported<typeof policyAssignments>(
  "provider/assignments/policyAssignments.js",
);
const { readSettings } = await imported<typeof config>("provider/config/index.js");
const { GraphClient } = await imported<typeof graph>("provider/graph/index.js");
const { policyKinds } = await imported<typeof kinds>("provider/policyKind.js");

/** The compiled provider as one process of the engine has it, without an engine. */
export function provider(
  graphEndpoint: string,
  more: Record<string, string> = {},
): policyAssignments.PolicyAssignments {
  const given: Record<string, string> = { graphEndpoint, accessToken: "bench", ...more };
  const settings = readSettings((key) => given[key.replace("intune:", "")], {});
  return new PolicyAssignments(new GraphClient(settings.graph), { ...settings, notify() {} });
}

export function policy(number: number): kinds.Policy {
  return { kind: policyKinds.DeviceCompliancePolicy, id: ids.policyId(number) };
}

export function target(number: number): Target {
  return { type: "groupAssignmentTarget", groupId: ids.groupId(number) };
}

/** How calls reach the provider. */
export interface Arrival {
  readonly n: number;
  /** Neighbouring calls are on different policies. */
  readonly policies: number;
  /** How many calls are under way at most, as `--parallel` says. */
  readonly inFlight: number;
  /** How long the engine takes from one call to the next, in milliseconds. */
  readonly everyMs: number;
}

/** Makes calls as the engine does, and answers how long that took, in seconds. */
export async function arrive(
  { n, policies, inFlight, everyMs }: Arrival,
  call: (policy: number, target: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  const underWay = new Set<Promise<unknown>>();
  for (let index = 0; index < n; index++) {
    if (underWay.size >= inFlight) await Promise.race(underWay);
    const done: Promise<unknown> = call(index % policies, index).finally(() => underWay.delete(done));
    underWay.add(done);
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  await Promise.all(underWay);
  return (performance.now() - started) / 1_000;
}
