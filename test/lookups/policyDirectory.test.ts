import { beforeAll, expect, it } from "vitest";
import { lookUpPolicy } from "../../provider/lookups/lookUpPolicy";
import { Session } from "../../provider/session";
import { type GraphServer, json, startGraphServer } from "../hostile/graphServer";

const guid = "e0000000-0000-4000-8000-000000000001";
const listed = [
  { id: `${guid}_Limit`, displayName: "Ten devices", priority: 1 },
  { id: `${guid}_Tomorrow`, displayName: "Made by Intune", priority: 0 },
];
const notification = {
  id: `${guid}_EnrollmentNotificationsConfiguration`,
  displayName: "Welcome",
  priority: 1,
};

let graph: GraphServer;
let refuseFilter = false;
beforeAll(async () => {
  graph = await startGraphServer(({ target }, response) => {
    const isFiltered = target.includes("$filter=");
    if (isFiltered && refuseFilter) {
      json(response, 400, JSON.stringify({ error: { code: "BadRequest", message: "Unknown value." } }));
    } else {
      json(response, 200, JSON.stringify({ value: isFiltered ? [notification] : listed }));
    }
  });
  return () => graph.close();
});

function lookUp(displayName: string) {
  const values: Record<string, string> = { "intune:graphEndpoint": graph.url, "intune:accessToken": "any" };
  return lookUpPolicy("EnrollmentConfiguration", { displayName }, () => Session.of((key) => values[key]), {});
}

it("finds an enrollment notification, which the plain list leaves out", async () => {
  refuseFilter = false;
  expect(await lookUp("Welcome")).toMatchObject({ id: notification.id });
});

it("does without the notifications where the service does not know them", async () => {
  refuseFilter = true;
  expect(await lookUp("Ten devices")).toMatchObject({ id: `${guid}_Limit` });
  await expect(lookUp("Welcome")).rejects.toThrow("The tenant has no enrollment configuration");
});

it("takes what has priority 0 as built in, whatever its id", async () => {
  refuseFilter = false;
  await expect(lookUp("Made by Intune")).rejects.toThrow("is built in");
});
