import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EmulatorStateInput, type RunningEmulator, startEmulator } from "../../emulator";
import { lookUpPolicy } from "../../provider/lookups/lookUpPolicy";
import { Session } from "../../provider/session";

const id = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const builtIn = "d0000000-0000-4000-8000-000000000001_DefaultLimit";
const restore = "d0000000-0000-4000-8000-000000000001_WindowsRestore";
const state: EmulatorStateInput = {
  deviceCompliancePolicies: [
    {
      "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
      id: id(1),
      displayName: "Windows 11 baseline",
    },
    { "@odata.type": "#microsoft.graph.iosCompliancePolicy", id: id(2), displayName: "Mobile" },
    { "@odata.type": "#microsoft.graph.androidCompliancePolicy", id: id(3), displayName: "mobile" },
    { id: id(4), displayName: "O'Brien's" },
    { id: id(5), displayName: "macOS baseline" },
  ],
  deviceEnrollmentConfigurations: [
    { id: builtIn, displayName: "All users and all devices" },
    { id: restore, displayName: "All users and all devices" },
    { id: "e0000000-0000-4000-8000-000000000001_Limit", displayName: "Five devices" },
  ],
  groups: [],
};

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ pageSize: 2 });
  return () => emulator.close();
});
beforeEach(() => {
  emulator.setState(state);
  emulator.setFaults([]);
  emulator.clearRequests();
});

const config = (more: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    "intune:graphEndpoint": emulator.url,
    "intune:accessToken": "any",
    "intune:retryPause": "10ms",
    ...more,
  };
  return (key: string) => values[key];
};
const compliance = (args: object, run: object = {}) =>
  lookUpPolicy("DeviceCompliancePolicy", args, () => Session.of(config()), run);
const enrollment = (args: object) =>
  lookUpPolicy("EnrollmentConfiguration", args, () => Session.of(config()), {});

describe("a lookup", () => {
  it("finds by name, whatever its letter case, on any page", async () => {
    expect(await compliance({ displayName: "MACOS baseline" })).toEqual({
      id: id(5),
      displayName: "macOS baseline",
      type: "",
    });
    expect(emulator.requests).toHaveLength(3);
  });

  it("finds by id, with name and type", async () => {
    expect(await compliance({ id: id(1).toUpperCase() })).toEqual({
      id: id(1),
      displayName: "Windows 11 baseline",
      type: "windows10CompliancePolicy",
    });
  });

  it("takes an argument that is undefined as not given", async () => {
    expect(await compliance({ id: id(1), displayName: undefined })).toMatchObject({ id: id(1) });
    expect(await compliance({ displayName: "O'Brien's", id: undefined })).toMatchObject({ id: id(4) });
  });

  it("takes a name with a quote as it is", async () => {
    expect(await compliance({ displayName: "O'Brien's" })).toMatchObject({ id: id(4) });
  });

  it("reads only what names a policy, and what the plain list leaves out", async () => {
    emulator.configure({ pageSize: 100 });
    await enrollment({ displayName: "Five devices" });
    expect(emulator.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      "GET /beta/deviceManagement/deviceEnrollmentConfigurations?$select=id,displayName,priority",
      "GET /beta/deviceManagement/deviceEnrollmentConfigurations?$select=id,displayName,priority&$filter=deviceEnrollmentConfigurationType eq 'EnrollmentNotificationsConfiguration'",
    ]);
    emulator.configure({ pageSize: 2 });
  });

  it("shares one list with the others of its run, and not with the next run", async () => {
    emulator.configure({ pageSize: 100 });
    const run = {};
    const names = ["Windows 11 baseline", "macOS baseline", "O'Brien's"];
    await Promise.all(names.map((displayName) => compliance({ displayName }, run)));
    await compliance({ id: id(2) }, run);
    expect(emulator.requests).toHaveLength(1);
    await compliance({ id: id(2) }, {});
    expect(emulator.requests).toHaveLength(2);
    emulator.configure({ pageSize: 2 });
  });

  it("asks again after a list that failed", async () => {
    const run = {};
    emulator.setFaults([
      {
        path: "/deviceManagement/deviceCompliancePolicies",
        times: 1,
        fault: { kind: "answer", status: 403 },
      },
    ]);
    await expect(compliance({ id: id(1) }, run)).rejects.toThrow("list the name of every compliance policy");
    expect(await compliance({ id: id(1) }, run)).toMatchObject({ id: id(1) });
  });

  it("lists what there is when there is none, the likeliest first", async () => {
    await expect(compliance({ displayName: "Baseline for Windows" })).rejects.toThrow(
      [
        'The tenant has no compliance policy with the displayName "Baseline for Windows". It has:',
        `- "Windows 11 baseline" (windows10CompliancePolicy) ${id(1)}`,
        `- "macOS baseline" ${id(5)}`,
        `- "mobile" (androidCompliancePolicy) ${id(3)}`,
        `- "Mobile" (iosCompliancePolicy) ${id(2)}`,
        `- "O'Brien's" ${id(4)}`,
      ].join("\n"),
    );
  });

  it("prefers the name in the letter case that was asked for", async () => {
    expect(await compliance({ displayName: "Mobile" })).toMatchObject({ id: id(2) });
    expect(await compliance({ displayName: "mobile" })).toMatchObject({ id: id(3) });
  });

  it("lists those that share a name", async () => {
    await expect(compliance({ displayName: "MOBILE" })).rejects.toThrow(
      [
        'More than one compliance policy has the displayName "MOBILE". Choose by id:',
        `- "mobile" (androidCompliancePolicy) ${id(3)}`,
        `- "Mobile" (iosCompliancePolicy) ${id(2)}`,
      ].join("\n"),
    );
  });

  it("finds a name whatever its spaces and its Unicode form", async () => {
    const displayName = "Baseline  \u00a0for Zu\u0308rich ";
    emulator.setState({ deviceCompliancePolicies: [{ id: id(1), displayName }] });
    expect(await compliance({ displayName: "Baseline for Z\u00fcrich" })).toMatchObject({ id: id(1) });
  });

  it("shows the spaces of the candidates, and where Linux policies are", async () => {
    emulator.setState({ deviceCompliancePolicies: [{ id: id(1), displayName: "Mac\u00a0OS " }] });
    await expect(compliance({ displayName: "macOS" })).rejects.toThrow(
      `It has:\n- "Mac\\u00a0OS " ${id(1)}\nLinux compliance policies are in another collection, compliancePolicies, which getPolicy looks up.`,
    );
  });

  it("lists hostile names on a line each, without what could drive a terminal", async () => {
    const displayName = "x\n- evil \u001b[31m\u202e";
    emulator.setState({ deviceCompliancePolicies: [{ id: id(1), displayName }] });
    await expect(compliance({ displayName: "y" })).rejects.toThrow(
      `It has:\n- "x\\n- evil \\u001b[31m\\u202e" ${id(1)}`,
    );
  });

  it("lists twenty of many", async () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ id: id(n), displayName: `Policy ${n}` }));
    emulator.setState({ deviceCompliancePolicies: many });
    const error = await compliance({ displayName: "None" }).catch((caught: Error) => caught);
    expect(String(error).match(/^- /gm)).toHaveLength(20);
    expect(String(error)).toContain("\nand 30 more");
  });

  it("does not find what is built in, and says why", async () => {
    await expect(enrollment({ displayName: "All users and all devices" })).rejects.toThrow("is built in");
    await expect(enrollment({ id: builtIn })).rejects.toThrow("is built in");
    await expect(enrollment({ id: restore })).rejects.toThrow("is built in");
    await expect(enrollment({ displayName: "Six" })).rejects.not.toThrow("_DefaultLimit");
  });

  it("prefers a configuration of one's own to built-in namesakes", async () => {
    const own = {
      id: "e0000000-0000-4000-8000-000000000002_Limit",
      displayName: "All users and all devices",
    };
    emulator.setState({
      deviceEnrollmentConfigurations: [...(state.deviceEnrollmentConfigurations ?? []), own],
    });
    expect(await enrollment({ displayName: "All users and all devices" })).toMatchObject({ id: own.id });
  });

  it.each([
    [{}, "id: given an object with no properties; accepted: either"],
    [{ id: "", displayName: undefined }, 'id: given ""'],
    [{ displayName: " " }, 'displayName: given " "'],
    [{ displayName: 7 }, "displayName: given 7"],
    [{ id: "a", displayName: "b" }, "id, displayName: given"],
    [{ displayname: "b" }, "displayname: unknown property"],
  ])("refuses %j before any request", async (args, message) => {
    await expect(compliance(args)).rejects.toThrow(message);
    expect(emulator.requests).toEqual([]);
  });

  it("says that a tenant without any policy has none", async () => {
    emulator.setState({});
    await expect(compliance({ displayName: "X" })).rejects.toThrow("It has none that can be assigned");
  });
});
