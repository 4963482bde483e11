// Every row of the table of kinds, and what people reported of single ones.
import { beforeAll, describe, expect, it } from "vitest";
import { type EmulatorState, startEmulator } from "../../emulator";
import { policyKinds } from "../../emulator/policyKind";
import {
  allDevices,
  behaviors,
  documented,
  EmulatorUnderTest,
  exceptGroup,
  nestedMessage,
  pilotRing,
  start,
  toGroup,
} from "./support/emulator";

const cases = policyKinds.flatMap((kind) =>
  behaviors.map((service) => ({ collection: kind.collection, kind, service })),
);
type Kind = (typeof policyKinds)[number];

let shared: EmulatorUnderTest;
let initial: EmulatorState;
beforeAll(async () => {
  const emulator = await startEmulator();
  initial = emulator.getState();
  shared = new EmulatorUnderTest(emulator);
  return () => emulator.close();
});

/** The emulator of all kinds as it was at first. To start one for each kind and test takes longer than the tests. */
function startOver(service: (typeof behaviors)[number]): EmulatorUnderTest {
  shared.emulator.setState(initial);
  shared.emulator.configure({ service });
  shared.emulator.clearRequests();
  return shared;
}

const rootOf = ({ root, collection }: Kind, version = "beta") => `/${version}/${root}/${collection}`;

/** The path of the kind's policy in the default tenant. */
async function policyOf(client: EmulatorUnderTest, kind: Kind): Promise<string> {
  const { value } = (await client.get(`${rootOf(kind)}?$select=id`)).body;
  return `${rootOf(kind)}/${value[0]?.id}`;
}

function assign(client: EmulatorUnderTest, kind: Kind, policy: string, ...targets: object[]) {
  const action = kind.assignCast === undefined ? "assign" : `microsoft.graph.${kind.assignCast}/assign`;
  return client.post(`${policy}/${action}`, {
    [kind.assignParameter]: targets.map((target) => ({ target })),
  });
}

/** The kind's set, read in the way that the kind has. */
async function setOf(
  client: EmulatorUnderTest,
  kind: Kind,
  service: "documented" | "observed",
  policy: string,
) {
  if (kind[service].assignmentsRoute) {
    return (await client.get(`${policy}/assignments`)).body.value;
  }
  return (await client.get(`${policy}?$expand=assignments`)).body.assignments;
}

describe.each(cases)("$collection on the $service service", ({ kind, service }) => {
  it("is listed and filtered by its name, and read", async () => {
    const client = startOver(service);
    const listed = await client.get(`${rootOf(kind)}?$select=id,${kind.nameProperty}`);
    const [first] = listed.body.value as unknown as Record<string, string>[];
    const name = first?.[kind.nameProperty] ?? "";
    expect(name).not.toBe("");
    const filter = encodeURIComponent(`${kind.nameProperty} eq '${name}'`);
    const filtered = await client.get(`${rootOf(kind)}?$filter=${filter}`);
    expect(filtered.status).toBe(kind[service].filtersLists ? 200 : 400);
    expect((await client.get(`${rootOf(kind)}('${first?.["id"]}')/`)).body).toMatchObject({
      [kind.nameProperty]: name,
    });
    const other = kind.nameProperty === "name" ? "displayName" : "name";
    expect((await client.get(`${rootOf(kind)}?$select=${other}`)).status).toBe(400);
  });

  it("is assigned, and shows its set", async () => {
    const client = startOver(service);
    const policy = await policyOf(client, kind);
    const answer = await assign(client, kind, policy, toGroup(pilotRing));
    expect([answer.status, nestedOrNone(answer)]).toEqual([kind[service].assignStatus, undefined]);
    const [entry, ...others] = await setOf(client, kind, service, policy);
    expect([entry?.target["groupId"], others]).toEqual([pilotRing, []]);
    const own = [
      "id",
      "target",
      ...(kind.hasSource ? ["source", "sourceId"] : []),
      ...Object.keys(kind.assignmentDefaults),
    ];
    expect(
      Object.keys(entry ?? {})
        .filter((name) => !name.startsWith("@"))
        .sort(),
    ).toEqual(own.sort());
  });

  it.each(["POST", "PATCH", "DELETE"] as const)(
    "routes %s of single assignments as the table says",
    async (verb) => {
      const client = startOver(service);
      const policy = await policyOf(client, kind);
      await assign(client, kind, policy, toGroup(pilotRing));
      const [entry] = await setOf(client, kind, service, policy);
      const path = `${policy}/assignments${verb === "POST" ? "" : `/${entry?.id}`}`;
      const body =
        verb === "DELETE" ? undefined : { target: exceptGroup("a0000000-0000-4000-8000-000000000009") };
      const answer = await client.send(verb, path, body);
      const { singleVerbs, assignmentsRoute } = kind[service];
      const isRouted = assignmentsRoute && singleVerbs.includes(verb);
      const code = isRouted ? undefined : "No method match route template";
      expect([answer.status, answer.body.error?.code]).toEqual([
        isRouted ? { POST: 201, PATCH: 200, DELETE: 204 }[verb] : 400,
        code,
      ]);
    },
  );

  it("says of a policy that is not there that it is gone, as the kind does", async () => {
    const client = startOver(service);
    const missing = await client.get(`${rootOf(kind)}/11111111-1111-4111-8111-111111111111`);
    expect([missing.status, missing.body.error.code]).toEqual([kind[service].gone, "ResourceNotFound"]);
  });

  it("has no segment in a version that does not know it, and its own permissions where it has", async () => {
    const client = startOver(service);
    const inV1 = await client.get(rootOf(kind, "v1.0"));
    const message = `Resource not found for the segment '${kind.collection}'.`;
    expect([inV1.status, inV1.body.error?.message]).toEqual(
      kind.versions.includes("v1.0") ? [200, undefined] : [400, message],
    );
    const status = async (role: string) => {
      const authorization = `Bearer ${client.emulator.mintToken({ roles: [role] })}`;
      return (await client.get(rootOf(kind), { authorization })).status;
    };
    expect(await status(kind[service].permissions.read[0] ?? "")).toBe(200);
    expect(await status("User.Read.All")).toBe(403);
  });
});

/** The error of an answer, where it is one. */
function nestedOrNone(answer: Awaited<ReturnType<EmulatorUnderTest["get"]>>): unknown {
  return answer.status < 300 ? undefined : answer.body.error;
}

const kindOf = (collection: string) => policyKinds.find((kind) => kind.collection === collection) as Kind;

describe("what was reported of single kinds", () => {
  // SkipToTheEndpoint/TenuVault, lab of September 2026; msgraph-sdk-powershell #3337.
  it("settings catalog policies expand to nothing one by one, and rightly in a list", async () => {
    const client = await start();
    const kind = kindOf("configurationPolicies");
    const policy = await policyOf(client, kind);
    await assign(client, kind, policy, toGroup(pilotRing));
    expect((await client.get(`${policy}?$expand=assignments`)).body.assignments).toEqual([]);
    const listed = await client.get(`${rootOf(kind)}?$expand=assignments`);
    expect(listed.body.value[0]?.assignments).toHaveLength(1);
  });

  // SkipToTheEndpoint/TenuVault: pages of 25.
  it("settings catalog policies come in pages of 25", async () => {
    const configurationPolicies = Array.from({ length: 30 }, (_, n) => ({
      id: `p${n}`,
      name: `Policy ${n}`,
    }));
    const client = await start({ state: { configurationPolicies } });
    const { body } = await client.get(rootOf(kindOf("configurationPolicies")));
    expect(body.value).toHaveLength(25);
    expect((await client.get(body["@odata.nextLink"] ?? "")).body.value).toHaveLength(5);
  });

  // microsoft-graph-docs #15359, #20609.
  it("app configurations are assigned with a cast only", async () => {
    const kind = kindOf("mobileAppConfigurations");
    for (const service of behaviors) {
      const client = startOver(service);
      const policy = await policyOf(client, kind);
      const answer = await client.post(`${policy}/assign`, { assignments: [{ target: allDevices }] });
      expect(answer.status).toBe(service === "documented" ? 204 : 400);
      if (service === "observed") {
        expect(answer.body.error.message).toContain(
          "match template ~/singleton/navigation/key/action with http verb POST for request /AppLifecycle_2205/StatelessAppMetadataFEService/deviceAppManagement/mobileAppConfigurations('",
        );
      }
    }
  });

  // KelvinTegelaar/CIPP #4677; deploymenttheory/terraform-provider-microsoft365, a capture of October 2025.
  it("app protection takes groups only, one of them both ways, under ids that say which", async () => {
    const client = await start();
    const kind = kindOf("iosManagedAppProtections");
    const policy = await policyOf(client, kind);
    const refused = await assign(client, kind, policy, allDevices);
    expect([refused.status, nestedMessage(refused)]).toEqual([
      400,
      expect.stringContaining("Unsupported AssignmentTarget"),
    ]);
    expect((await assign(client, kind, policy, toGroup(pilotRing), exceptGroup(pilotRing))).status).toBe(204);
    expect((await client.get(`${policy}/assignments`)).body.value).toMatchObject([
      { id: `${pilotRing}_incl`, sourceId: "00000000-0000-0000-0000-000000000000" },
      { id: `${pilotRing}_excl` },
    ]);
    // "All users" of these kinds is a group with the well-known id, as the portal writes it.
    const everyUser = toGroup("acacacac-9df4-4c7d-9d50-4ef0226f57a9");
    expect((await assign(client, kind, policy, everyUser)).status).toBe(204);
  });

  // SkipToTheEndpoint/TenuVault; IntuneCD reads just these two kinds expanded.
  it("scripts of macOS have no route to their assignments, not even for reading", async () => {
    const client = await start();
    const kind = kindOf("deviceShellScripts");
    const policy = await policyOf(client, kind);
    const read = await client.get(`${policy}/assignments`);
    expect([read.status, read.body.error.code]).toEqual([400, "No method match route template"]);
    const asDocumented = await start(documented);
    expect((await asDocumented.get(`${await policyOf(asDocumented, kind)}/assignments`)).status).toBe(200);
  });

  // Microsoft's change of July 2025 (ugurkocde/IntuneAssignmentChecker #125); ids: Pacers31Colts18/Intune.Docs.
  it("scripts need their own permission, and have ids with a colon", async () => {
    const client = await start();
    const kind = kindOf("deviceManagementScripts");
    const policy = await policyOf(client, kind);
    await assign(client, kind, policy, toGroup(pilotRing));
    const { value } = (await client.get(`${policy}/assignments`)).body;
    expect(value[0]?.id).toBe(`${policy.split("/").at(-1)}:${pilotRing}`);
    const roles = ["DeviceManagementConfiguration.ReadWrite.All"];
    const authorization = `Bearer ${client.emulator.mintToken({ roles })}`;
    expect((await client.get(policy, { authorization })).status).toBe(403);
  });
});
