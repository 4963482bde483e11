import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Answer, type GraphServer, json, startGraphServer } from "../hostile/graphServer";
import { configuredHandler } from "../support/providerProcess";

const policyId = "9f2b6c1e-0000-4000-8000-000000000001";
const target = { type: "allDevicesAssignmentTarget" };
const single = { deviceCompliancePolicyId: policyId, target, assignmentId: `${policyId}_x` };
const set = { deviceCompliancePolicyId: policyId, targets: [target], assignments: [] };

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraphServer((_request, response) => json(response, 500, "{}"));
  return () => graph.close();
});
beforeEach(() => void graph.requests.splice(0));

const resource = (className: string) =>
  configuredHandler(className, graph.url, { "intune:retryPause": "1ms" });

const says =
  (status: number, code: string, message: string): Answer =>
  (_request, response) =>
    json(response, status, JSON.stringify({ error: { code, message } }));
const page: Answer = (_request, response) =>
  void response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>");

describe("a policy is gone where Graph says ResourceNotFound of it", () => {
  it.each([404, 400])("with status %i: refresh and delete", async (status) => {
    graph.answer = says(status, "ResourceNotFound", "The policy does not exist.");
    const one = await resource("DeviceCompliancePolicyAssignment");
    expect(await one.read(`${policyId}/x`, single)).toEqual({ id: "" });
    await one.delete(`${policyId}/x`, single);
    const whole = await resource("DeviceCompliancePolicyAssignmentSet");
    expect(await whole.read(policyId, set)).toEqual({ id: "" });
    await whole.delete(policyId, set);
  });
});

describe("a policy is not gone", () => {
  it.each([
    [
      "where the address is wrong",
      says(400, "BadRequest", "Resource not found for the segment 'deviceCompliancePolicies'."),
    ],
    ["where the service behind Graph cannot be reached", says(404, "UnknownError", "")],
    ["where a gateway answers", page],
  ])("%s", async (_where, answer) => {
    graph.answer = answer;
    const said = answer === page ? "it is no JSON (404, text/html)" : "Graph answered 40";
    const one = await resource("DeviceCompliancePolicyAssignment");
    await expect(one.read(`${policyId}/x`, single)).rejects.toThrow(said);
    const whole = await resource("DeviceCompliancePolicyAssignmentSet");
    await expect(whole.read(policyId, set)).rejects.toThrow(said);
    await expect(whole.delete(policyId, set)).rejects.toThrow(said);
  });
});

it("a create that failed without an effect is gone for a refresh", async () => {
  graph.answer = ({ method }, response) =>
    method === "GET" ? json(response, 200, '{"value":[]}') : json(response, 500, "{}");
  const config = { "intune:writeRoute": "assign", "intune:retryPause": "1ms" };
  const { create, read } = await configuredHandler("DeviceCompliancePolicyAssignment", graph.url, config);
  const failed: unknown = await create({ deviceCompliancePolicyId: policyId, target }).catch(
    (error: unknown) => error,
  );
  const { id, properties } = failed as { id: string; properties: Record<string, unknown> };
  expect(await read(id, properties)).toEqual({ id: "" });
});
