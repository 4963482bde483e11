import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { EngineLog } from "../../plugin/engineLog";
import { receive, send } from "../../plugin/properties";
import { ProviderService } from "../../plugin/service";
import { isUnknown, unknownValue } from "../../provider/problems";
import { takeOwnTmp } from "../support/ownTmp";
import { Tenant } from "../support/tenant";

const single = "DeviceCompliancePolicyAssignment";
const urn = (name: string, kind = single) => `urn:pulumi:dev::project::intune:index:${kind}::${name}`;
const target = { type: "groupAssignmentTarget", groupId: "2b3c4d5e-0000-4000-8000-000000000001" };

let emulator: RunningEmulator;
let tenant: Tenant;
let policy: string;
let service: ProviderService;
let engines = 0;

// The runs of these tests leave their notes there.
beforeAll(takeOwnTmp);

beforeAll(async () => {
  emulator = await startEmulator({ service: "observed" });
  tenant = new Tenant(emulator.url);
  [policy] = (await tenant.policies("deviceCompliancePolicies")) as [string];
  return () => emulator.close();
});

beforeEach(async () => {
  await tenant.assign("deviceCompliancePolicies", policy, []);
  service = new ProviderService({ version: "1.2.3", schema: async () => "{}", log: new EngineLog() });
  // A run of its own for each test: what one has made, another one of the same run could not make again.
  await service.handshake(new rpc.ProviderHandshakeRequest().setEngineAddress(`127.0.0.1:${++engines}`));
  const args = send({ graphEndpoint: emulator.url, accessToken: "the-token-of-this-test" });
  await service.configure(new rpc.ConfigureRequest().setArgs(args));
  emulator.clearRequests();
});

const inputs = (more: object = {}) => ({ deviceCompliancePolicyId: policy, target, ...more });
const create = (secrets: string[] = [], preview = false) =>
  service.resources.create(
    new rpc.CreateRequest()
      .setUrn(urn("pilot"))
      .setProperties(send(inputs(), new Set(secrets)))
      .setPreview(preview),
  );
const check = (name: string, values: object) =>
  service.resources.check(new rpc.CheckRequest().setUrn(urn(name)).setNews(send({ ...values })));

describe("a preview", () => {
  it("asks nothing of Graph, and knows all but what Graph will make", async () => {
    const { values } = receive((await create([], true)).getProperties());
    expect(values).toMatchObject(inputs());
    expect(isUnknown(values["assignmentId"])).toBe(true);
    const request = new rpc.UpdateRequest().setUrn(urn("pilot")).setId("a/b").setPreview(true);
    await service.resources.update(request.setOlds(send(inputs())).setNews(send(inputs())));
    expect(emulator.requests).toEqual([]);
  });
});

describe("secrets", () => {
  it("stay secret, and what Graph makes of them is secret too", async () => {
    const { values, secrets } = receive((await create(["target"])).getProperties());
    expect([...secrets].sort()).toEqual(["assignmentId", "target"]);
    expect(values["target"]).toEqual(target);
    const read = new rpc.ReadRequest()
      .setUrn(urn("pilot"))
      .setId(`${policy}/${String(values["assignmentId"])}`);
    const found = await service.resources.read(read.setProperties(send(values, secrets)));
    expect([...receive(found.getProperties()).secrets].sort()).toEqual(["assignmentId", "target"]);
    expect([...receive(found.getInputs()).secrets]).toEqual(["target"]);
  });

  it("among the settings are marked whether or not the program marks them", async () => {
    const request = new rpc.CheckRequest().setUrn(
      "urn:pulumi:dev::p::pulumi:providers:intune::default_1_0_0",
    );
    const checked = await service.checkConfig(
      request.setNews(send({ accessToken: "a-token", tenantId: "contoso.example" })),
    );
    expect([...receive(checked.getInputs()).secrets]).toEqual(["accessToken"]);
    expect(checked.getFailuresList()).toEqual([]);
  });
});

describe("the provider's configuration", () => {
  it("is wrong in words that show no value that only the program made secret", async () => {
    const given = { operationTimeout: "hunter2", requestTimeout: "soon" };
    const args = send(given, new Set(["operationTimeout"]));
    await service.configure(new rpc.ConfigureRequest().setArgs(args));
    const failed = check("pilot", inputs());
    await expect(failed).rejects.toThrow("intune:operationTimeout: given a value that is not shown");
    await expect(failed).rejects.toThrow('intune:requestTimeout: given "soon"');
    await expect(failed).rejects.not.toThrow("hunter2");
  });
});

describe("an import by the id alone", () => {
  it("finds inputs and outputs", async () => {
    const id = (await create()).getId();
    const found = await service.resources.read(new rpc.ReadRequest().setUrn(urn("imported")).setId(id));
    expect(receive(found.getInputs()).values).toEqual(inputs());
    expect(receive(found.getProperties()).values).toEqual({ ...inputs(), assignmentId: id.split("/")[1] });
  });

  it("finds the whole set of a policy", async () => {
    await create();
    const request = new rpc.ReadRequest().setUrn(urn("all", `${single}Set`)).setId(policy);
    expect(receive((await service.resources.read(request)).getInputs()).values).toEqual({
      deviceCompliancePolicyId: policy,
      targets: [target],
    });
  });

  it("finds nothing where nothing is, and names the form of an id that is none", async () => {
    const read = (id: string) =>
      service.resources.read(new rpc.ReadRequest().setUrn(urn("imported")).setId(id));
    expect((await read(`${policy}/nothing`)).getId()).toBe("");
    await expect(read("nonsense")).rejects.toThrow(
      /^id: given "nonsense"; accepted: .*\{policyId\}\/\{assignmentId\}/,
    );
  });
});

describe("a check", () => {
  it("returns the inputs as they came, secrets too", async () => {
    const news = send(inputs(), new Set(["target"]));
    const checked = await service.resources.check(new rpc.CheckRequest().setUrn(urn("pilot")).setNews(news));
    expect(checked.getInputs()?.toJavaScript()).toEqual(news.toJavaScript());
    expect(checked.getFailuresList()).toEqual([]);
  });

  it("refuses a second resource with the same target, by the names of both, until the next run", async () => {
    await check("pilot", inputs());
    const [failure] = (await check("ring::twin", inputs())).getFailuresList();
    expect(failure?.getReason()).toContain('"ring::twin" and "pilot" claim the same: "pilot" assigns group');
    expect((await check("pilot", inputs())).getFailuresList()).toEqual([]);
    await service.configure(
      new rpc.ConfigureRequest().setArgs(send({ graphEndpoint: emulator.url, accessToken: "x" })),
    );
    expect((await check("ring::twin", inputs())).getFailuresList()).toEqual([]);
  });

  it("names what is wrong with a secret, and not the secret", async () => {
    const group = { type: "groupAssignmentTarget", groupId: "hunter2" };
    const wrong = { ...inputs({ target: group }), deviceCompliancePolicyId: "not/an id" };
    const request = new rpc.CheckRequest().setUrn(urn("pilot")).setNews(send(wrong, new Set(["target"])));
    const failures = (await service.resources.check(request)).getFailuresList();
    const [policyId, groupId] = failures.map((failure) => failure.getReason());
    expect(policyId).toContain('deviceCompliancePolicyId: given "not/an id"');
    expect(groupId).toBe(
      "target.groupId: given a value that is not shown, because it may be secret; accepted: the object id of an Entra group, a GUID.",
    );
  });

  it("shows no secret of a property that does not exist, whatever its name", async () => {
    const news = send({ ...inputs(), "client-secret": "hunter2" }, new Set(["client-secret"]));
    const checked = await service.resources.check(new rpc.CheckRequest().setUrn(urn("pilot")).setNews(news));
    expect(checked.getFailuresList()[0]?.getReason()).toBe(
      "client-secret: unknown property of this resource, given a value that is not shown, because it may be secret; accepted: deviceCompliancePolicyId, target.",
    );
  });

  it("names no property, whose value the engine would print", async () => {
    const [failure] = (await check("pilot", inputs({ target: { type: "nonsense" } }))).getFailuresList();
    expect(failure?.getProperty()).toBe("");
    expect(failure?.getReason()).toContain("target.type");
  });
});

describe("a diff", () => {
  const kinds = Object.entries(rpc.PropertyDiff.Kind);
  const detailsOf = (response: rpc.DiffResponse) => {
    const details: Record<string, string | undefined> = {};
    response.getDetaileddiffMap().forEach((change, path) => {
      details[path] = kinds.find(([, kind]) => kind === change.getKind())?.[0];
    });
    return details;
  };
  const diff = (kind: string, olds: object, news: object) =>
    service.resources.diff(
      new rpc.DiffRequest()
        .setUrn(urn("it", kind))
        .setOlds(send({ ...olds }))
        .setNews(send({ ...news })),
    );

  it("names the elements of a set that come and go", async () => {
    const [a, b, c] = [1, 2, 3].map((n) => ({
      ...target,
      groupId: `2b3c4d5e-0000-4000-8000-00000000000${n}`,
    }));
    const on = (targets: unknown[]) => ({ deviceCompliancePolicyId: policy, targets });
    const response = await diff(`${single}Set`, on([a, b]), on([b, a, c]));
    expect(response.getChanges()).toBe(rpc.DiffResponse.DiffChanges.DIFF_SOME);
    expect(detailsOf(response)).toEqual({ "targets[2]": "ADD" });
    expect(response.getDiffsList()).toEqual(["targets"]);
  });

  it("names the properties of a target that change", async () => {
    const on = (targets: unknown[]) => ({ deviceCompliancePolicyId: policy, targets });
    const [a, b] = [2, 3].map((n) => ({ ...target, groupId: `2b3c4d5e-0000-4000-8000-00000000000${n}` }));
    const filtered = { ...b, filter: { id: "f0000000-0000-4000-8000-000000000001", type: "include" } };
    const changed = { ...filtered, filter: { ...filtered.filter, type: "exclude" } };
    const all = { type: "allDevicesAssignmentTarget" };
    const inSet = await diff(`${single}Set`, on([a, filtered, target]), on([a, changed, all]));
    expect(detailsOf(inSet)).toEqual({
      "targets[1].filter.type": "UPDATE",
      "targets[2].type": "UPDATE",
      "targets[2].groupId": "DELETE",
    });
    const alone = await diff(single, inputs({ target: a }), inputs({ target: filtered }));
    expect(detailsOf(alone)).toEqual({ "target.groupId": "UPDATE", "target.filter": "ADD" });
    expect(alone.getDiffsList()).toEqual(["target"]);
    const unknown = await diff(single, inputs(), inputs({ target: unknownValue }));
    expect(detailsOf(unknown)).toEqual({ target: "UPDATE" });
  });

  it("replaces for another policy, and sees nothing where nothing differs", async () => {
    const response = await diff(single, inputs(), { ...inputs(), deviceCompliancePolicyId: "another" });
    expect(response.getReplacesList()).toEqual(["deviceCompliancePolicyId"]);
    expect(response.getDetaileddiffMap().get("deviceCompliancePolicyId")?.getKind()).toBe(
      rpc.PropertyDiff.Kind.UPDATE_REPLACE,
    );
    const same = await diff(single, { ...inputs(), assignmentId: "x" }, inputs());
    expect(same.getChanges()).toBe(rpc.DiffResponse.DiffChanges.DIFF_NONE);
  });
});

describe("the rest of the protocol", () => {
  it("looks policies up", async () => {
    const args = send({ id: policy });
    const request = new rpc.InvokeRequest().setTok("intune:index:getDeviceCompliancePolicy").setArgs(args);
    expect(receive((await service.invoke(request)).getReturn()).values).toMatchObject({ id: policy });
  });

  it("names what it has when asked for a resource or function that it has not", async () => {
    const unknownClass = new rpc.CheckRequest().setUrn(urn("it", "Nonsense")).setNews(send({}));
    await expect(service.resources.check(unknownClass)).rejects.toThrow(
      `no resource "Nonsense"; it has ${single}`,
    );
    const unknownFunction = new rpc.InvokeRequest().setTok("intune:index:getNonsense");
    await expect(service.invoke(unknownFunction)).rejects.toThrow(
      'no function "intune:index:getNonsense"; it has',
    );
  });

  it("takes a cancellation at any time without an error", async () => {
    await service.cancel();
    await create();
    await service.cancel();
    await service.cancel();
  });
});

describe("customTimeouts", () => {
  it("limits the operation of the resource that has it, in seconds, and no other", async () => {
    const pause = { kind: "answer", status: 429, headers: { "Retry-After": "120" } } as const;
    emulator.setFaults([{ fault: pause }]);
    onTestFinished(() => emulator.setFaults([]));
    const request = () => new rpc.CreateRequest().setUrn(urn("pilot")).setProperties(send(inputs()));
    await expect(service.resources.create(request().setTimeout(90))).rejects.toThrow(/within the 90 s /);
    await expect(service.resources.create(request().setTimeout(60))).rejects.toThrow(/within the 60 s /);
  });
});
