import { onTestFinished } from "vitest";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../../../emulator";

export const compliancePolicy = "c0000000-0000-4000-8000-000000000001";
export const otherCompliancePolicy = "c0000000-0000-4000-8000-000000000002";
export const statusPage =
  "e0000000-0000-4000-8000-000000000001_Windows10EnrollmentCompletionPageConfiguration";
const platformRestriction = "e0000000-0000-4000-8000-000000000002_PlatformRestrictions";
export const pilotRing = "a0000000-0000-4000-8000-000000000001";
export const broadRing = "a0000000-0000-4000-8000-000000000002";

export const compliance = `/v1.0/deviceManagement/deviceCompliancePolicies/${compliancePolicy}`;
export const complianceBeta = compliance.replace("v1.0", "beta");
export const enrollment = `/v1.0/deviceManagement/deviceEnrollmentConfigurations/${platformRestriction}`;

/** What tests look at in bodies of Graph, whichever of it a body has. */
interface Body extends Entity {
  readonly value: readonly Entity[];
  readonly responses: readonly { id: string; status: number; headers: Record<string, string>; body: Body }[];
  readonly error: { readonly code: string; readonly message: string };
  readonly "@odata.nextLink"?: string;
}

interface Entity {
  readonly assignments: readonly Entity[];
  readonly id: string;
  readonly displayName: string;
  readonly target: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text. Without `@odata.context`. */
  readonly body: Body;
  /** `@odata.context`, where the body has one. */
  readonly context: string | undefined;
}

/** An emulator of one test, and a client that speaks to it through a real socket. */
export class EmulatorUnderTest {
  constructor(readonly emulator: RunningEmulator) {}

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.send("GET", path, undefined, headers);
  }

  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.send("POST", path, body, headers);
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.send("PATCH", path, body);
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send("PUT", path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.send("DELETE", path);
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { authorization: "Bearer opaque" },
  ): Promise<Answer> {
    const response = await fetch(path.startsWith("http") ? path : `${this.emulator.url}${path}`, {
      method,
      redirect: "manual",
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, ...parsed(text) };
  }
}

function parsed(text: string): Pick<Answer, "body" | "context"> {
  try {
    const json = JSON.parse(text);
    if (Array.isArray(json)) {
      return { body: json as unknown as Body, context: undefined };
    }
    const { "@odata.context": context, ...body } = json;
    return { body, context };
  } catch {
    return { body: text as unknown as Body, context: undefined };
  }
}

/** Both behaviors of the service. */
export const behaviors = ["documented", "observed"] as const;

/** The service as Microsoft documents it, on which single writes have a route. */
export const documented = { service: "documented" } as const;

/** Starts an emulator that is closed at the end of the test. */
export async function start(options?: EmulatorOptions): Promise<EmulatorUnderTest> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return new EmulatorUnderTest(emulator);
}

/** What Intune says in the JSON that it puts into `error.message`, without its trace. */
export function nestedMessage(answer: Answer): string {
  return JSON.parse(answer.body.error.message).Message.split(" - Operation ID")[0];
}

export function toGroup(groupId: string, more: Record<string, unknown> = {}) {
  return { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId, ...more };
}

export function exceptGroup(groupId: string) {
  return { "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", groupId };
}

export const allDevices = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" };
export const allUsers = { "@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget" };
