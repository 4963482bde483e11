// v1.0 lists policies of types that only beta has, without their type (a capture of July 2026 by graph2otel;
// msgraph-sdk-dotnet #2259). Whether v1.0 takes writes to them is not known, so here it does not find them.
import { describe, expect, it, onTestFinished } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { providerProcess } from "../support/providerProcess";
import { groupTarget, Tenant } from "../support/tenant";

const collection = "deviceCompliancePolicies";
const policy = "5d0c1f2e-0000-4000-8000-000000000001";
const guid = (n: number) => `2b3c4d5e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const inputs = (n: number) => ({
  deviceCompliancePolicyId: policy,
  target: { type: "groupAssignmentTarget", groupId: guid(n) },
});
const notFound = { status: 404, body: { error: { code: "ResourceNotFound", message: "Not there." } } };

async function start(service: "documented" | "observed"): Promise<RunningEmulator> {
  const emulator = await startEmulator({
    service,
    state: {
      [collection]: [
        {
          "@odata.type": "#microsoft.graph.androidDeviceOwnerCompliancePolicy",
          id: policy,
          displayName: "Corporate Android",
          assignments: [groupTarget(guid(9))],
        },
      ],
    },
    faults: [{ path: `/v1.0/**/${policy}/**`, fault: { kind: "answer", ...notFound } }],
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** A provider that looks for what it wrote after milliseconds, not seconds: here, all of it is there at once. */
const processOf = (emulator: RunningEmulator, writeRoute = "auto") =>
  providerProcess(
    emulator.url,
    { "intune:writeRoute": writeRoute },
    { delays: { confirmation: [0, 1, 2, 4], conflict: 1 } },
  ).resource("DeviceCompliancePolicyAssignment");

const writes = ({ requests }: RunningEmulator) =>
  requests
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, status }) => {
      const [, version, , , , last] = path.split("/");
      return `${version} ${method} ${last} ${status}`;
    });
const inV1 = (write: string) => `v1.0 ${write.replace(/\d+$/, "404")}`;
const inBeta = (write: string) => `beta ${write}`;

describe("a policy that v1.0 does not find", () => {
  it.each([
    ["documented", "auto", "POST assignments 201", "PATCH assignments 200", "DELETE assignments 204"],
    ["documented", "documented", "POST assignments 201", "PATCH assignments 200", "DELETE assignments 204"],
    ["observed", "assign", "POST assign 200", "POST assign 200", "POST assign 200"],
  ] as const)(
    "is written through beta on the %s service by the route %s",
    async (service, writeRoute, post, patch, remove) => {
      const emulator = await start(service);
      const tenant = new Tenant(emulator.url);
      const run = () => processOf(emulator, writeRoute);

      const first = run();
      const one = await first.create(inputs(1));
      const two = await first.create(inputs(2));
      expect(await tenant.groups(collection, policy)).toEqual([1, 2, 9].map(guid));
      // What the first write has learnt holds for the process.
      expect(writes(emulator)).toEqual([inV1(post), inBeta(post), inBeta(post)]);

      emulator.clearRequests();
      const changing = run();
      await changing.update(one.id, one.outputs, inputs(3));
      await changing.delete(two.id, two.outputs);
      expect(await tenant.groups(collection, policy)).toEqual([3, 9].map(guid));
      expect(writes(emulator)).toEqual([inV1(patch), inBeta(patch), inBeta(remove)]);

      emulator.clearRequests();
      await run().delete(two.id, two.outputs);
      expect(writes(emulator)).toEqual([]);
    },
  );

  it("is tried by the documented verbs of beta too, before the assign action", async () => {
    const emulator = await start("observed");
    await processOf(emulator).create(inputs(1));
    expect(await new Tenant(emulator.url).groups(collection, policy)).toEqual([1, 9].map(guid));
    expect(writes(emulator)).toEqual([
      "v1.0 POST assignments 404",
      "beta POST assignments 400",
      "v1.0 POST assign 404",
      "beta POST assign 200",
    ]);
  });

  it("keeps beta's own refusal", async () => {
    const emulator = await start("documented");
    emulator.setFaults([{ method: "POST", fault: { kind: "answer", ...notFound } }]);
    await expect(processOf(emulator).create(inputs(1))).rejects.toThrow(/404 Not Found[\s\S]*POST \/beta\//);
    expect(await new Tenant(emulator.url).groups(collection, policy)).toEqual([guid(9)]);
  });
});
