import { policyKinds } from "../policyKind";
import type { EmulatorStateInput, GroupState, PolicyStateInput } from "./state";

/**
 * The default tenant: policies and groups to try things on. Only the built-in configurations are assigned: they reach
 * all devices. The first letter of an id tells what it is: `c` compliance policies, `e` enrollment configurations, `d`
 * built-in ones, `a` groups, `b` policies of the other kinds.
 */
export function defaultState(): EmulatorStateInput {
  return {
    deviceCompliancePolicies: [
      compliancePolicy(1, "windows10CompliancePolicy", "Windows 11 baseline"),
      compliancePolicy(2, "iosCompliancePolicy", "iOS baseline"),
      compliancePolicy(3, "androidWorkProfileCompliancePolicy", "Android work profile"),
      compliancePolicy(4, "macOSCompliancePolicy", "macOS baseline"),
    ],
    deviceEnrollmentConfigurations: [
      configuration(1, "Windows10EnrollmentCompletionPageConfiguration", "Enrollment status page"),
      configuration(2, "PlatformRestrictions", "Corporate platforms only"),
      configuration(3, "Limit", "Five devices"),
      configuration(4, "EnrollmentNotificationsConfiguration", "Welcome mail"),
      builtIn(1, "DefaultLimit"),
      builtIn(2, "DefaultPlatformRestrictions"),
      builtIn(3, "DefaultWindowsHelloForBusiness"),
      builtIn(4, "DefaultWindows10EnrollmentCompletionPageConfiguration"),
      builtIn(5, "WindowsRestore"),
    ],
    ...examples(),
    groups: [
      group(1, "Pilot ring"),
      group(2, "Broad ring"),
      group(3, "Excluded devices"),
      group(4, "Kiosks"),
    ],
  };
}

const dates = { createdDateTime: "2026-01-05T08:30:00Z", lastModifiedDateTime: "2026-01-05T08:30:00Z" };

function guid(letter: string, number: number): string {
  return `${letter}0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function compliancePolicy(number: number, type: string, displayName: string): PolicyStateInput {
  return {
    "@odata.type": `#microsoft.graph.${type}`,
    id: guid("c", number),
    displayName,
    description: null,
    ...dates,
    roleScopeTagIds: ["0"],
    version: 1,
  };
}

/** One policy of each further kind. */
function examples(): EmulatorStateInput {
  const policies = policyKinds.flatMap(({ collection, nameProperty, example }, index) => {
    const [type, name, prefix = ""] = example ?? [];
    const id = `${prefix}${guid("b", index)}`;
    const policy = { "@odata.type": `#microsoft.graph.${type}`, id, [nameProperty]: name, description: null };
    return example === undefined ? [] : [[collection, [{ ...policy, ...dates, roleScopeTagIds: ["0"] }]]];
  });
  return Object.fromEntries(policies);
}

const configurationTypes: Readonly<Record<string, string>> = {
  Limit: "deviceEnrollmentLimitConfiguration",
  PlatformRestrictions: "deviceEnrollmentPlatformRestrictionsConfiguration",
  WindowsHelloForBusiness: "deviceEnrollmentWindowsHelloForBusinessConfiguration",
  Windows10EnrollmentCompletionPageConfiguration: "windows10EnrollmentCompletionPageConfiguration",
  EnrollmentNotificationsConfiguration: "deviceEnrollmentNotificationConfiguration",
  WindowsRestore: "windowsRestoreDeviceEnrollmentConfiguration",
};

function configuration(number: number, type: string, displayName: string): PolicyStateInput {
  return enrollment(`${guid("e", number)}_${type}`, displayName, number);
}

function builtIn(number: number, type: string): PolicyStateInput {
  return enrollment(`${guid("d", number)}_${type}`, "All users and all devices", 0);
}

function enrollment(id: string, displayName: string, priority: number): PolicyStateInput {
  const type = id.slice(id.indexOf("_") + 1);
  return {
    "@odata.type": `#microsoft.graph.${configurationTypes[type.replace(/^Default/, "")]}`,
    id,
    displayName,
    description: null,
    priority,
    ...dates,
    roleScopeTagIds: ["0"],
    deviceEnrollmentConfigurationType: type.charAt(0).toLowerCase() + type.slice(1),
    version: 1,
  };
}

function group(number: number, displayName: string): GroupState {
  return {
    id: guid("a", number),
    deletedDateTime: null,
    displayName,
    mailEnabled: false,
    mailNickname: displayName.toLowerCase().replaceAll(" ", "-"),
    securityEnabled: true,
  };
}
