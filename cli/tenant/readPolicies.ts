import { LicenceError, PermissionError, ResponseError } from "../../provider/graph";
import { saysPolicyIsGone } from "../../provider/policyGone";
import { type PolicyKind, type PolicyKindName, policyKinds } from "../../provider/policyKind";
import { concurrently } from "../concurrently";
import type { Connection } from "../connection/connect";
import { count } from "../nouns";
import { plainText } from "../plainText";
import type { Terminal } from "../terminal";
import { type AssignedPolicy, describePolicy } from "./assignedPolicy";
import type { NotSeen } from "./notSeen";
import { type KnownPolicy, type PolicySelection, selectedKinds, selectPolicies } from "./policySelection";
import { reasonFor } from "./reason";

/** A policy that the tenant lists, but whose assignments could not be read. */
export interface UnreadablePolicy extends Omit<AssignedPolicy, "entries"> {
  /** On one line. */
  readonly reason: string;
}

interface PolicyReading {
  readonly policies: readonly AssignedPolicy[];
  readonly unreadable: readonly UnreadablePolicy[];
  readonly notSeen: readonly NotSeen[];
  /** Kinds of policy that the query names and that could not be listed. */
  readonly missingKinds: readonly PolicyKindName[];
}

/** Which policies are read. */
export interface TenantQuery extends PolicySelection {
  /** Whether to read the policies that Intune made itself, too. */
  readonly builtIn: boolean;
}

/** How many policies to read at a time: far below Graph's limits, and enough for hundreds of policies in seconds. */
const requestsAtOnce = 8;
/** How many policies are read between two lines of progress. */
const progressEvery = 25;

/** Reads the selected policies with their assignments. */
export async function readPolicies(
  connection: Connection,
  query: TenantQuery,
  terminal: Terminal,
): Promise<PolicyReading> {
  const { listed, notSeen, missingKinds } = await listPolicies(connection, query, terminal);
  const selected = selectPolicies(listed, query);
  terminal.say(`Reading the assignments of ${count(selected.length, "policy", "policies")}.`);
  let read = 0;
  const results = await concurrently(selected, requestsAtOnce, async (policy) => {
    const result = await readPolicy(connection, policy, terminal);
    if (++read % progressEvery === 0) terminal.say(`${read} of ${selected.length}`);
    return result;
  });
  const known = results.filter((result) => result !== undefined);
  return {
    policies: known.filter((result) => "entries" in result),
    unreadable: known.filter((result) => "reason" in result),
    notSeen,
    missingKinds,
  };
}

async function listPolicies(connection: Connection, query: TenantQuery, terminal: Terminal) {
  const failures: unknown[] = [];
  let absent = 0;
  const notSeen: NotSeen[] = [];
  const missingKinds: PolicyKindName[] = [];
  const kinds = selectedKinds(query);
  const lists = await concurrently(kinds, requestsAtOnce, async (kindName) => {
    const { collection } = policyKinds[kindName];
    try {
      const listed = await listKind(connection, kindName);
      const own = listed.filter((policy) => !policy.builtIn);
      const builtIn = listed.length - own.length;
      const rest = builtIn === 0 ? "" : `, and ${builtIn} built in, which nobody can assign`;
      terminal.say(`${collection}: ${own.length}${rest}`);
      return query.builtIn ? listed : own;
    } catch (error) {
      if (isAbsent(error)) {
        // Not every cloud has every kind. The user needs a line only about a kind that they named.
        if (query.kind !== undefined) terminal.say(`${collection}: this service does not have them.`);
        absent++;
        return [];
      }
      const message = `No policy in ${collection} is shown: ${reasonFor(error)}`;
      terminal.say(message);
      notSeen.push({ about: "kind", message });
      failures.push(error);
      if (query.kind !== undefined || !isDenied(error)) missingKinds.push(kindName);
      return [];
    }
  });
  if (failures.length > 0 && failures.length + absent === kinds.length) throw failures[0];
  return { listed: lists.flat(), notSeen, missingKinds };
}

/** Few identities may read every kind. If the user named no kinds, the command shows what this identity may read. */
function isDenied(error: unknown): boolean {
  return error instanceof PermissionError || error instanceof LicenceError;
}

/** Whether the service does not have a collection at all. */
function isAbsent(error: unknown): boolean {
  if (!(error instanceof ResponseError)) return false;
  if (error.status === 501) return true;
  return (
    [400, 404].includes(error.status) && /resource not found for the segment/i.test(error.graphMessage ?? "")
  );
}

async function listKind({ policies }: Connection, kindName: PolicyKindName): Promise<KnownPolicy[]> {
  const kind: PolicyKind = policyKinds[kindName];
  const listed = await policies.list(kind);
  return listed.map((policy) => ({ ...policy, kindName }));
}

/** Undefined if the policy was deleted since it was listed. */
async function readPolicy(
  { assignments }: Connection,
  { kindName, id, displayName, builtIn }: KnownPolicy,
  terminal: Terminal,
): Promise<AssignedPolicy | UnreadablePolicy | undefined> {
  const kind = policyKinds[kindName];
  const policy = { kind, kindName, id, displayName: plainText(displayName) || id, builtIn };
  try {
    return { ...policy, entries: await assignments.listAll(policy) };
  } catch (error) {
    if (saysPolicyIsGone(error)) {
      terminal.say(`The ${describePolicy(policy)} was deleted a moment ago and is left out.`);
      return undefined;
    }
    const reason = reasonFor(error);
    terminal.say(`The assignments of ${describePolicy(policy)} could not be read: ${reason}`);
    return { ...policy, reason };
  }
}
