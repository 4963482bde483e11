import { beforeAll, expect, it } from "vitest";
import { readGroups } from "../../cli/tenant/groups";
import { clientOf } from "../graph/support/client";
import { type GraphServer, json, startGraphServer } from "../hostile/graphServer";

const id = (n: number) => `a0000000-0000-4000-8000-00000000000${n}`;
const notFound = JSON.stringify({ error: { code: "Request_ResourceNotFound", message: "Not there." } });

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraphServer(({ target }, response) => {
    if (target.includes(`groups/${id(1)}`)) json(response, 200, `{"id":"${id(1)}","displayName":"Pilot"}`);
    else if (target.includes(`deletedItems/${id(2)}`))
      json(response, 200, `{"id":"${id(2)}","displayName":"Old pilot"}`);
    else if (target.includes(`deletedItems/${id(3)}`)) json(response, 403, "{}");
    else json(response, 404, notFound);
  });
  return () => graph.close();
});

it("tells groups that are there, that can be restored, and that do not exist", async () => {
  const said: string[] = [];
  const terminal = { say: (line: string) => void said.push(line) } as Parameters<typeof readGroups>[2];
  const { groups } = await readGroups(clientOf(graph.url), [id(1), id(2), id(3), id(4)], terminal);
  expect(Object.fromEntries(groups)).toEqual({
    [id(1)]: { displayName: "Pilot", deleted: false },
    [id(2)]: { displayName: "Old pilot", deleted: true, restorable: true },
    [id(3)]: { displayName: undefined, deleted: true },
    [id(4)]: { displayName: undefined, deleted: true },
  });
  expect(said.sort()).toEqual([
    `Group ${id(2)} (Old pilot) is deleted. You can restore it in the Entra admin center within 30 days of its deletion.`,
    `Group ${id(3)} does not exist, although policies are assigned to it.`,
    `Group ${id(4)} does not exist, although policies are assigned to it.`,
  ]);
});
