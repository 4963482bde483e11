// @microsoft/msgraph-sdk, which is generated from Graph's metadata: its models, its errors and its request adapter, on
// requests that are built from their paths.
import {
  AnonymousAuthenticationProvider,
  HttpMethod,
  type Parsable,
  type ParsableFactory,
  RequestInformation,
} from "@microsoft/kiota-abstractions";
import { GraphRequestAdapter } from "@microsoft/msgraph-sdk";
import {
  createDeviceCompliancePolicyAssignmentCollectionResponseFromDiscriminatorValue,
  createDeviceCompliancePolicyAssignmentFromDiscriminatorValue,
  createDeviceCompliancePolicyCollectionResponseFromDiscriminatorValue,
  createDeviceCompliancePolicyFromDiscriminatorValue,
  type DeviceCompliancePolicyAssignment,
  type DeviceCompliancePolicyAssignmentCollectionResponse,
  type DeviceCompliancePolicyCollectionResponse,
  type GroupAssignmentTarget,
  serializeDeviceCompliancePolicyAssignment,
} from "@microsoft/msgraph-sdk/models/index.js";
import { createODataErrorFromDiscriminatorValue } from "@microsoft/msgraph-sdk/models/oDataErrors/index.js";
import { describe, it } from "vitest";
import { behaviors, compliancePolicy, type EmulatorUnderTest, pilotRing, start } from "../support/emulator";
import { withTls } from "./tls";

const policies = "/deviceManagement/deviceCompliancePolicies";
const assignments = `${policies}/${compliancePolicy}/assignments`;
const errors = { XXX: createODataErrorFromDiscriminatorValue } as Record<string, ParsableFactory<Parsable>>;
const toPilotRing: DeviceCompliancePolicyAssignment = {
  target: {
    odataType: "#microsoft.graph.groupAssignmentTarget",
    groupId: pilotRing,
  } as GroupAssignmentTarget,
};

/** The SDK's writer (1.0.0-preview.90) leaves out what only a derived type has: `groupId` has to be sent as additional. */
const asWritten: DeviceCompliancePolicyAssignment = {
  target: { odataType: "#microsoft.graph.groupAssignmentTarget", additionalData: { groupId: pilotRing } },
};

/** The SDK's adapter, and a request of a path below v1.0. */
async function adapterOf({ emulator }: EmulatorUnderTest) {
  const root = `${await withTls(emulator.url)}/v1.0`;
  const adapter = new GraphRequestAdapter(new AnonymousAuthenticationProvider());
  const request = (method: HttpMethod, path: string, body?: Parsable) => {
    const information = new RequestInformation(method, path.startsWith("http") ? path : `${root}${path}`, {});
    information.headers.add("Authorization", "Bearer any-token");
    information.headers.add("Accept", "application/json");
    if (body !== undefined) {
      information.setContentFromParsable(
        adapter,
        "application/json",
        body,
        serializeDeviceCompliancePolicyAssignment,
      );
    }
    return information;
  };
  return { adapter, request };
}

describe.each(behaviors)("msgraph-sdk on the %s service", (service) => {
  it("lists page by page into its models, and gets one of its derived type", async ({ expect }) => {
    const { adapter, request } = await adapterOf(await start({ service, pageSize: 3 }));
    const names: unknown[] = [];
    let next: string | null | undefined = policies;
    while (next) {
      const page: DeviceCompliancePolicyCollectionResponse | undefined = await adapter.send(
        request(HttpMethod.GET, next),
        createDeviceCompliancePolicyCollectionResponseFromDiscriminatorValue,
        errors,
      );
      names.push(...(page?.value ?? []).map(({ displayName }) => displayName));
      next = page?.odataNextLink;
    }
    expect(names).toEqual(["Windows 11 baseline", "iOS baseline", "Android work profile", "macOS baseline"]);
    const one = await adapter.send(
      request(HttpMethod.GET, `${policies}/${compliancePolicy}`),
      createDeviceCompliancePolicyFromDiscriminatorValue,
      errors,
    );
    expect(one).toMatchObject({
      odataType: "#microsoft.graph.windows10CompliancePolicy",
      createdDateTime: new Date("2026-01-05T08:30:00Z"),
    });
  });

  it("reads what is assigned as typed targets", async ({ expect }) => {
    const under = await start({ service });
    const { adapter, request } = await adapterOf(under);
    const assign = request(HttpMethod.POST, `${policies}/${compliancePolicy}/assign`);
    const target = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: pilotRing };
    const body = new TextEncoder().encode(JSON.stringify({ assignments: [{ target }] }));
    assign.setStreamContent(body.buffer, "application/json");
    const answered = await adapter.send<DeviceCompliancePolicyAssignmentCollectionResponse>(
      assign,
      createDeviceCompliancePolicyAssignmentCollectionResponseFromDiscriminatorValue,
      errors,
    );
    const read = await adapter.send<DeviceCompliancePolicyAssignmentCollectionResponse>(
      request(HttpMethod.GET, assignments),
      createDeviceCompliancePolicyAssignmentCollectionResponseFromDiscriminatorValue,
      errors,
    );
    expect(read?.value).toMatchObject([toPilotRing]);
    expect(answered?.value).toMatchObject([toPilotRing]);
  });

  it("creates and deletes what its own writer serializes, or throws its own error", async ({ expect }) => {
    const { adapter, request } = await adapterOf(await start({ service }));
    const create = adapter.send<DeviceCompliancePolicyAssignment>(
      request(HttpMethod.POST, assignments, asWritten),
      createDeviceCompliancePolicyAssignmentFromDiscriminatorValue,
      errors,
    );
    if (service === "observed") {
      await expect(create).rejects.toMatchObject({
        responseStatusCode: 400,
        errorEscaped: {
          code: "No method match route template",
          innerError: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), date: expect.any(Date) },
        },
      });
      return;
    }
    const created = await create;
    expect(created).toMatchObject(toPilotRing);
    await adapter.sendNoResponseContent(request(HttpMethod.DELETE, `${assignments}/${created?.id}`), errors);
    const withoutGroup = request(HttpMethod.POST, assignments, toPilotRing);
    await expect(adapter.sendNoResponseContent(withoutGroup, errors)).rejects.toMatchObject({
      errorEscaped: { code: "ModelValidationFailure", message: expect.stringContaining("'groupId'") },
    });
  });

  it("waits after 429 as Retry-After says, and sends again", async ({ expect }) => {
    const under = await start({
      service,
      faults: [{ nth: 1, fault: { kind: "answer", status: 429, headers: { "Retry-After": "1" } } }],
    });
    const { adapter, request } = await adapterOf(under);
    const page: DeviceCompliancePolicyCollectionResponse | undefined = await adapter.send(
      request(HttpMethod.GET, policies),
      createDeviceCompliancePolicyCollectionResponseFromDiscriminatorValue,
      errors,
    );
    expect(page?.value).toHaveLength(4);
    expect(under.emulator.requests.map(({ status }) => status)).toEqual([429, 200]);
  });
});
