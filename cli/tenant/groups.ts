import {
  type GraphAnswer,
  type GraphClient,
  graphPath,
  NotFoundError,
  type Operation,
  PermissionError,
  ResponseError,
} from "../../provider/graph";
import { concurrently } from "../concurrently";
import { plainText } from "../plainText";
import type { Terminal } from "../terminal";
import type { NotSeen } from "./notSeen";
import { reasonFor } from "./reason";

/** A group that a policy includes or excludes. */
export interface Group {
  /** On one line. Undefined if it could not be read. A deleted group keeps its name while it can be restored. */
  readonly displayName: string | undefined;
  /** The group does not exist, though assignments name it. Intune accepts and keeps such assignments. */
  readonly deleted: boolean;
  /** The group was deleted less than 30 days ago, so that an administrator can restore it. */
  readonly restorable?: boolean;
}

/** Groups by id in lower case. Groups that could not be read are missing. */
export type Groups = ReadonlyMap<string, Group>;

/** Display names by id in lower case. */
export type Names = ReadonlyMap<string, string>;

/** The names that are known. */
export function namesOf(groups: Groups): Names {
  return new Map(
    [...groups].flatMap(([id, { displayName }]) =>
      displayName === undefined ? [] : [[id, displayName] as const],
    ),
  );
}

const permissions = ["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"];
const requestsAtOnce = 8;

/** Looks groups up. Without the permission, commands show ids. */
export async function readGroups(
  client: GraphClient,
  ids: Iterable<string>,
  terminal: Terminal,
): Promise<{ readonly groups: Groups; readonly notSeen: readonly NotSeen[] }> {
  const groups = new Map<string, Group>();
  let problem: string | undefined;
  const operation = client.operation({ attempt: "read the names of groups", permissions });
  await concurrently(
    [...new Set([...ids].map((id) => id.toLowerCase()))].sort(),
    requestsAtOnce,
    async (id) => {
      if (problem !== undefined) return;
      try {
        groups.set(id, { displayName: await readName(client, operation, id), deleted: false });
      } catch (error) {
        if (error instanceof NotFoundError) groups.set(id, await readDeleted(client, operation, id));
        else if (error instanceof PermissionError) {
          problem ??= `Groups are shown by id. Their names can be read with ${permissions[0]}.`;
        } else problem ??= `Some groups are shown by id. ${reasonFor(error)}`;
      }
    },
  );
  for (const [id, group] of groups) if (group.deleted) terminal.say(describeDeleted(id, group));
  if (problem === undefined) return { groups, notSeen: [] };
  terminal.say(problem);
  return { groups, notSeen: [{ about: "groupNames", message: problem }] };
}

async function readName(client: GraphClient, operation: Operation, id: string): Promise<string | undefined> {
  return nameOf(await client.send({ method: "GET", path: graphPath`groups/${id}`, query, operation }));
}

/**
 * A deleted group keeps its name for 30 days.
 * Source: https://learn.microsoft.com/graph/api/directory-deleteditems-get
 */
async function readDeleted(client: GraphClient, operation: Operation, id: string): Promise<Group> {
  try {
    const path = graphPath`directory/deletedItems/${id}`;
    const displayName = nameOf(await client.send({ method: "GET", path, query, operation }));
    return { displayName, deleted: true, restorable: true };
  } catch (error) {
    // The group is gone for good, or the list of deleted groups needs another permission. In both cases, it does not
    // exist.
    if (error instanceof ResponseError) return { displayName: undefined, deleted: true };
    throw error;
  }
}

/** One or two sentences on a deleted group. */
export function describeDeleted(id: string, { displayName, restorable }: Group): string {
  return restorable
    ? `Group ${id} (${displayName ?? "without a name"}) is deleted. You can restore it in the Entra admin center within 30 days of its deletion.`
    : `Group ${id} does not exist, although policies are assigned to it.`;
}

const query = { $select: "id,displayName" };

function nameOf({ body }: GraphAnswer): string | undefined {
  const { displayName } = Object(body) as { displayName?: unknown };
  return plainText(typeof displayName === "string" ? displayName : "") || undefined;
}
