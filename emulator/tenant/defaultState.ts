import type { EmulatorStateInput, PolicyStateInput } from "./state";

/**
 * The tenant of an emulator that is given none: policies and groups to try things on, and no assignment.
 * The ids are easy to tell apart: `c…` compliance policies, `e…` enrollment configurations, `d…` the built-in ones,
 * `a…` groups.
 *
 * @internal
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
      builtIn(1, "DefaultLimit"),
      builtIn(2, "DefaultPlatformRestrictions"),
      builtIn(3, "DefaultWindowsHelloForBusiness"),
      builtIn(4, "DefaultWindows10EnrollmentCompletionPageConfiguration"),
    ],
    groups: [
      group(1, "Pilot ring"),
      group(2, "Broad ring"),
      group(3, "Excluded devices"),
      group(4, "Kiosks"),
    ],
  };
}

function guid(letter: string, number: number): string {
  return `${letter}0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function compliancePolicy(number: number, type: string, displayName: string): PolicyStateInput {
  return {
    "@odata.type": `#microsoft.graph.${type}`,
    id: guid("c", number),
    displayName,
    description: null,
    version: 1,
  };
}

const configurationTypes: Readonly<Record<string, string>> = {
  Limit: "deviceEnrollmentLimitConfiguration",
  PlatformRestrictions: "deviceEnrollmentPlatformRestrictionsConfiguration",
  WindowsHelloForBusiness: "deviceEnrollmentWindowsHelloForBusinessConfiguration",
  Windows10EnrollmentCompletionPageConfiguration: "windows10EnrollmentCompletionPageConfiguration",
};

function configuration(number: number, type: string, displayName: string): PolicyStateInput {
  const odataType = `#microsoft.graph.${configurationTypes[type]}`;
  return {
    "@odata.type": odataType,
    id: `${guid("e", number)}_${type}`,
    displayName,
    priority: number,
    version: 1,
  };
}

function builtIn(number: number, type: string): PolicyStateInput {
  const odataType = `#microsoft.graph.${configurationTypes[type.replace(/^Default/, "")]}`;
  const displayName = "All users and all devices";
  return {
    "@odata.type": odataType,
    id: `${guid("d", number)}_${type}`,
    displayName,
    priority: 0,
    version: 1,
  };
}

function group(number: number, displayName: string) {
  return {
    id: guid("a", number),
    displayName,
    mailEnabled: false,
    mailNickname: displayName.toLowerCase().replaceAll(" ", "-"),
    securityEnabled: true,
  };
}
