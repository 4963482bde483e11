import { targetOf } from "../../provider/assignments/entry";
import { type GraphClient, graphPath, NotFoundError, PermissionError } from "../../provider/graph";
import { plainText } from "../../provider/lookups/plainText";
import { groupOf } from "../../provider/targets/identity";
import { isGuid } from "../../provider/targets/targetTypes";
import { concurrently } from "../concurrently";
import type { Terminal } from "../terminal";
import type { AssignedPolicy } from "./assignedPolicy";

/** Display names by id in small letters. @internal */
export type Names = ReadonlyMap<string, string>;

/** The groups that policies reach or leave out. @internal */
export function groupIds(policies: readonly AssignedPolicy[]): string[] {
  const groups = policies.flatMap(({ entries }) => entries.map((entry) => groupOf(targetOf(entry)) ?? ""));
  // A target of a type that is not known here may mean something else by a group's id.
  return groups.filter(isGuid);
}

const permissions = ["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"];

/**
 * The display names of groups. They only make things readable: without the permission, and for a group that
 * is gone, the id has to do.
 *
 * @internal
 */
export async function readGroupNames(
  client: GraphClient,
  ids: Iterable<string>,
  terminal: Terminal,
): Promise<Names> {
  const names = new Map<string, string>();
  const gone: string[] = [];
  let forbidden = false;
  const operation = client.operation({ attempt: "read the names of groups", permissions });
  await concurrently([...new Set([...ids].map((id) => id.toLowerCase()))].sort(), 8, async (id) => {
    if (forbidden) return;
    try {
      const path = graphPath`groups/${id}`;
      const { body } = await client.send({
        method: "GET",
        path,
        query: { $select: "id,displayName" },
        operation,
      });
      const name = plainText(String((body as { displayName?: unknown }).displayName ?? ""));
      if (name !== "") names.set(id, name);
    } catch (error) {
      if (error instanceof NotFoundError) gone.push(id);
      else if (error instanceof PermissionError) forbidden = true;
      else throw error;
    }
  });
  if (forbidden) {
    terminal.say(`Groups are shown by id: their names can only be read with ${permissions[0]}.`);
  }
  for (const id of gone.sort()) terminal.say(`Group ${id} does not exist any more.`);
  return names;
}
