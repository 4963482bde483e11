import type * as pulumi from "@pulumi/pulumi";
import { type LookupArgs, type LookupOutputArgs, lookUp, lookUpOutput } from "./lookUp";

/** What identifies the configuration of {@link getEnrollmentConfiguration}: its name or its id. */
export type GetEnrollmentConfigurationArgs = LookupArgs;

/** What identifies the configuration of {@link getEnrollmentConfigurationOutput}: its name or its id. */
export type GetEnrollmentConfigurationOutputArgs = LookupOutputArgs;

/** A device enrollment configuration, as far as its assignment needs it. */
export interface GetEnrollmentConfigurationResult {
  /** The configuration's `id` in Graph: what `deviceEnrollmentConfigurationId` takes. */
  id: string;
  /** The configuration's display name. */
  displayName: string;
  /** Graph's name of the configuration's type, such as `windows10EnrollmentCompletionPageConfiguration`. */
  type: string;
}

/**
 * Looks up a device enrollment configuration by its display name or id. The lookup fails if there is none, or if several have
 * the name. The error lists the candidates. Intune's built-in configurations cannot be assigned, so the
 * lookup does not find them.
 *
 * A lookup asks Graph in a preview too. It signs in with the stack's `intune:` configuration and the environment,
 * as the resources do in `up`. **A preview without credentials fails at a lookup.** Where previews have to run
 * without them, as in pull requests, put the id into the stack's configuration
 * (`new pulumi.Config().require("configurationId")`). All lookups of a program share one token and one list of all
 * configurations, of which only names are read. In unit tests with `pulumi.runtime.setMocks`, a lookup is a call of
 * `intune:index:getEnrollmentConfiguration`.
 *
 * ## API Permissions
 *
 * - `DeviceManagementServiceConfig.Read.All` (application, or delegated with a work or school account).
 *   `DeviceManagementConfiguration.Read.All` does not read enrollment configurations.
 *
 * ## Example Usage
 *
 * ```ts
 * import { EnrollmentConfigurationAssignment, getEnrollmentConfigurationOutput } from "pulumi-intune";
 *
 * const statusPage = getEnrollmentConfigurationOutput({ displayName: "Enrollment status page" });
 * new EnrollmentConfigurationAssignment("status-page-everywhere", {
 *   deviceEnrollmentConfigurationId: statusPage.id,
 *   target: { type: "allDevicesAssignmentTarget" },
 * });
 * ```
 *
 * @param args - The configuration's display name or its id.
 * @param opts - Pulumi's options. Set `provider`, or a `parent` that hands one down, to a {@link Provider} for
 *   another tenant.
 * @returns The configuration. Rejects with a `pulumi.RunError`, whose `cause` is the error itself.
 * @see https://learn.microsoft.com/graph/api/intune-onboarding-deviceenrollmentconfiguration-list
 */
export function getEnrollmentConfiguration(
  args: GetEnrollmentConfigurationArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetEnrollmentConfigurationResult> {
  return lookUp("EnrollmentConfiguration", args, opts);
}

/**
 * {@link getEnrollmentConfiguration} for a name or an id that is an output of another resource. While a preview does
 * not know that output, the lookup does not ask Graph and its result is unknown too.
 *
 * @param args - The configuration's display name or its id.
 * @param opts - Pulumi's options, as in {@link getEnrollmentConfiguration}, and `dependsOn`.
 * @returns The configuration, as an output.
 */
export function getEnrollmentConfigurationOutput(
  args: GetEnrollmentConfigurationOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetEnrollmentConfigurationResult> {
  return lookUpOutput("EnrollmentConfiguration", args, opts);
}
