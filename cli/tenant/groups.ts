import {
  type GraphClient,
  graphPath,
  NotFoundError,
  type Operation,
  PermissionError,
} from "../../provider/graph";
import { plainText } from "../../provider/lookups/plainText";
import { concurrently } from "../concurrently";
import type { Terminal } from "../terminal";
import { type NotSeen, reasonFor } from "./notSeen";

/** A group that a policy includes or excludes. */
export interface Group {
  /** On one line. Undefined where it could not be read. */
  readonly displayName: string | undefined;
  /** The group does not exist, though assignments name it. Intune accepts such assignments. */
  readonly deleted: boolean;
}

/** Groups by id in lower case. A group that could not be read is not there. */
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

/** Looks groups up. Without the permission, the ids have to do. */
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
        if (error instanceof NotFoundError) groups.set(id, { displayName: undefined, deleted: true });
        else if (error instanceof PermissionError) {
          problem ??= `Groups are shown by id. Their names can be read with ${permissions[0]}.`;
        } else problem ??= `Some groups are shown by id. ${reasonFor(error)}`;
      }
    },
  );
  for (const [id, { deleted }] of groups) {
    if (deleted) terminal.say(`Group ${id} does not exist any more.`);
  }
  if (problem === undefined) return { groups, notSeen: [] };
  terminal.say(problem);
  return { groups, notSeen: [{ about: "groupNames", message: problem }] };
}

async function readName(client: GraphClient, operation: Operation, id: string): Promise<string | undefined> {
  const path = graphPath`groups/${id}`;
  const { body } = await client.send({
    method: "GET",
    path,
    query: { $select: "id,displayName" },
    operation,
  });
  const { displayName } = body as { displayName?: unknown };
  return plainText(typeof displayName === "string" ? displayName : "") || undefined;
}
