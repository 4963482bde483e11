import type * as pulumi from "@pulumi/pulumi";
import { type LookupOptions, lookUp, lookUpOutput } from "./lookUp";

/** What tells the configuration of {@link getEnrollmentConfiguration}: its name or its id. */
export type GetEnrollmentConfigurationArgs =
  | {
      /** The configuration's display name, as the Intune admin center shows it; letter case makes no difference. */
      displayName: string;
      /** Not together with `displayName`. */
      id?: undefined;
    }
  | {
      /** The configuration's `id` in Graph, `{guid}_{type}`: to have its name, or to be sure that it is there. */
      id: string;
      /** Not together with `id`. */
      displayName?: undefined;
    };

/** What tells the configuration of {@link getEnrollmentConfigurationOutput}: one of the two. */
export interface GetEnrollmentConfigurationOutputArgs {
  /** The configuration's display name; letter case makes no difference. */
  displayName?: pulumi.Input<string>;
  /** The configuration's `id` in Graph, `{guid}_{type}`. */
  id?: pulumi.Input<string>;
}

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
 * Looks up a device enrollment configuration by its display name or id. It is an error when there is none or
 * when several have the name; the error lists the candidates. Intune's built-in configurations can not be
 * assigned, so they are not found.
 *
 * A lookup asks Graph in a preview too, with the stack's `intune:` configuration and the environment, as the
 * resources do in `up`. **A preview without credentials fails at a lookup**: where previews have to run
 * without them, such as those of pull requests, put the id itself into the stack's configuration
 * (`new pulumi.Config().require("configurationId")`). All lookups of a program share one token and one list
 * of all configurations, of which only names are read. In unit tests with `pulumi.runtime.setMocks` it is a
 * call of `intune:index:getEnrollmentConfiguration`. Another tenant than the stack's own is asked through
 * {@link getEnrollmentConfigurationOutput}.
 *
 * ## API Permissions
 *
 * - `DeviceManagementServiceConfig.Read.All` (least privileged) or `DeviceManagementConfiguration.Read.All`
 *   (application, or delegated with a work or school account)
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
 * @returns The configuration. Rejects with a `pulumi.RunError`, whose `cause` is the error itself.
 * @see https://learn.microsoft.com/graph/api/intune-onboarding-deviceenrollmentconfiguration-list
 */
export function getEnrollmentConfiguration(
  args: GetEnrollmentConfigurationArgs,
): Promise<GetEnrollmentConfigurationResult> {
  return lookUp("EnrollmentConfiguration", args);
}

/**
 * {@link getEnrollmentConfiguration} for a name or an id that is an output of another resource. While that is
 * not known yet, in a preview, Graph is not asked and the result is not known either.
 *
 * @param args - The configuration's display name or its id.
 * @param opts - `provider` takes a {@link Provider} for another tenant.
 * @returns The configuration, as an output.
 */
export function getEnrollmentConfigurationOutput(
  args: GetEnrollmentConfigurationOutputArgs,
  opts?: LookupOptions,
): pulumi.Output<GetEnrollmentConfigurationResult> {
  return lookUpOutput("EnrollmentConfiguration", args, opts);
}
