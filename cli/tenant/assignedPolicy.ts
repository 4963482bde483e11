import type { Entry } from "../../provider/assignments/entry";
import { saysPolicyIsGone } from "../../provider/assignments/faults";
import { plainText } from "../../provider/lookups/plainText";
import { type Policy, type PolicyKind, type PolicyKindName, policyKinds } from "../../provider/policyKind";
import { concurrently } from "../concurrently";
import type { Connection } from "../connection/connect";
import type { Terminal } from "../terminal";
import { type KnownPolicy, type PolicySelection, selectedKinds, selectPolicies } from "./policySelection";

/** A policy with all its assignments. @internal */
export interface AssignedPolicy extends Policy {
  readonly kindName: PolicyKindName;
  /** On one line. The id where the policy has no name. */
  readonly displayName: string;
  readonly entries: readonly Entry[];
}

/** Far below what Graph's limits allow, and enough that a tenant of hundreds of policies is read in seconds. */
const requestsAtOnce = 8;
/** How many policies are read between two lines of progress. */
const progressEvery = 25;

/** Reads the selected policies that can be assigned, with their assignments. @internal */
export async function readPolicies(
  connection: Connection,
  selection: PolicySelection,
  terminal: Terminal,
): Promise<AssignedPolicy[]> {
  const lists = await concurrently(selectedKinds(selection), requestsAtOnce, async (kindName) => {
    const kind: PolicyKind = policyKinds[kindName];
    const all = await connection.policies.list(kind);
    const own = all.filter(({ id }) => !kind.builtIn?.test(id));
    const builtIn = all.length - own.length;
    const rest = builtIn === 0 ? "" : `, and ${builtIn} built in, which nobody can assign`;
    terminal.say(`${kind.collection}: ${own.length}${rest}`);
    return own.map((policy): KnownPolicy => ({ ...policy, kindName }));
  });
  const selected = selectPolicies(lists.flat(), selection);
  terminal.say(`Reading the assignments of ${selected.length} policies.`);
  let read = 0;
  const policies = await concurrently(selected, requestsAtOnce, async (policy) => {
    const assigned = await readPolicy(connection, policy, terminal);
    if (++read % progressEvery === 0) terminal.say(`${read} of ${selected.length}`);
    return assigned;
  });
  return policies.filter((policy) => policy !== undefined);
}

async function readPolicy(
  { assignments }: Connection,
  { kindName, id, displayName }: KnownPolicy,
  terminal: Terminal,
): Promise<AssignedPolicy | undefined> {
  const kind = policyKinds[kindName];
  const name = plainText(displayName) || id;
  try {
    return { kind, kindName, id, displayName: name, entries: await assignments.listAll({ kind, id }) };
  } catch (error) {
    if (!saysPolicyIsGone(error)) throw error;
    terminal.say(`${name} was deleted in this moment and is left out.`);
    return undefined;
  }
}
