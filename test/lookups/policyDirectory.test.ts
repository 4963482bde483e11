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
let refusal: { status: number; message: string } | undefined;
beforeAll(async () => {
  graph = await startGraphServer(({ target }, response) => {
    const isFiltered = target.includes("$filter=");
    if (isFiltered && refusal !== undefined) {
      const { status, message } = refusal;
      json(response, status, JSON.stringify({ error: { code: "BadRequest", message } }));
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
  refusal = undefined;
  expect(await lookUp("Welcome")).toMatchObject({ id: notification.id });
});

it.each([
  "Invalid filter clause",
  "Invalid filter clause: The string 'EnrollmentNotificationsConfiguration' is not a valid enumeration type constant.",
  "The query specified in the URI is not valid. Could not find a property named 'deviceEnrollmentConfigurationType'.",
])("does without the notifications where the service does not know them: %s", async (message) => {
  refusal = { status: 400, message };
  expect(await lookUp("Ten devices")).toMatchObject({ id: `${guid}_Limit` });
  await expect(lookUp("Welcome")).rejects.toThrow("The tenant has no enrollment configuration");
});

it("takes what has priority 0 as built in, whatever its id", async () => {
  refusal = undefined;
  await expect(lookUp("Made by Intune")).rejects.toThrow("is built in");
});

it.each([
  [400, "An error has occurred"],
  [410, "Gone."],
  [431, "Too large."],
])("fails if the list of notifications fails for another reason (%i %s)", async (status, message) => {
  refusal = { status, message };
  await expect(lookUp("Ten devices")).rejects.toThrow(message);
});
