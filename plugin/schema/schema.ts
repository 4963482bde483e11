import { type PolicyKind, type PolicyKindName, policyKinds } from "../../provider/policyKind";
import { lookupToken, typeToken } from "../tokens";
import { settings } from "./settings";
import type { FunctionSpec, PackageSpec, PropertySpec, ResourceSpec } from "./spec";
import { assignedTargetType, targetType, types } from "./targets";

/** What is known of the package beside its tables. */
export interface PackageFacts {
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
  /** `owner/name` on GitHub, where release archives can be downloaded from. */
  readonly repository?: string | undefined;
}

const goPackage = "example.com/pulumi-intune/sdk/go/intune";

/**
 * Pulumi's schema of the package, made from the tables of kinds, settings and targets: what SDKs in other languages
 * are generated from, and what `pulumi import` and YAML programs go by.
 *
 * Source: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
export function packageSchema(facts: PackageFacts): PackageSpec {
  const { version, description, keywords, license, repository } = facts;
  const kinds = Object.entries(policyKinds) as [PolicyKindName, PolicyKind][];
  const home = repository && `https://github.com/${repository}`;
  return {
    name: "intune",
    displayName: "Microsoft Intune",
    version,
    description,
    keywords: [...keywords, "category/infrastructure"],
    license,
    ...(home && {
      homepage: home,
      repository: home,
      pluginDownloadURL: `github://api.github.com/${repository}`,
    }),
    meta: { moduleFormat: "(.*)" },
    config: { variables: settings },
    provider: {
      description:
        "Another tenant than that of the stack's `intune:` configuration, or another way to sign in. Only what is given " +
        "here and what the environment says holds for it.",
      inputProperties: settings,
    },
    types,
    resources: Object.fromEntries(
      kinds.flatMap(([name, kind]) => [
        [typeToken(`${name}Assignment`), single(name, kind)],
        [typeToken(`${name}AssignmentSet`), set(name, kind)],
      ]),
    ),
    functions: Object.fromEntries(kinds.map(([name, kind]) => [lookupToken(name), lookup(kind)])),
    language: {
      nodejs: { respectSchemaVersion: true },
      python: { respectSchemaVersion: true, pyproject: { enabled: true } },
      csharp: { respectSchemaVersion: true, namespaces: { intune: "Intune" } },
      go: {
        respectSchemaVersion: true,
        generateResourceContainerTypes: true,
        // Nobody serves it: a program has the SDK beside it, by a replace directive.
        importBasePath: goPackage,
      },
    },
  };
}

function single(name: PolicyKindName, kind: PolicyKind): ResourceSpec {
  const policyId = policyIdProperty(kind);
  const target: PropertySpec = {
    $ref: targetType,
    description: "Whom the assignment reaches. A change is made in place.",
  };
  return {
    description: lines(
      `Assigns one ${kind.noun} to one target. Assignments of the same policy that this stack did not make stay as they are. ` +
        `To own all of them, use ${name}AssignmentSet; the two do not mix on one policy.`,
      "An assignment that exists already is adopted, not made twice.",
      permissions(kind),
      "## Import",
      "By the policy's id and the assignment's:",
      code(`pulumi import ${typeToken(`${name}Assignment`)} pilot {policyId}/{assignmentId}`),
    ),
    ...aliased(`${name}Assignment`),
    inputProperties: { [kind.policyIdProperty]: policyId, target },
    requiredInputs: [kind.policyIdProperty, "target"],
    properties: {
      [kind.policyIdProperty]: policyId,
      target,
      assignmentId: {
        type: "string",
        description:
          "Graph's id of the assignment: opaque, and another one when Graph makes the assignment again.",
      },
    },
    required: [kind.policyIdProperty, "target", "assignmentId"],
  };
}

function set(name: PolicyKindName, kind: PolicyKind): ResourceSpec {
  const policyId = policyIdProperty(kind);
  const targets: PropertySpec = {
    type: "array",
    items: { $ref: targetType },
    description:
      "All targets, in any order; none for a policy that is assigned to nobody. A change is made in place.",
  };
  return {
    description: lines(
      `Owns **all** assignments of one ${kind.noun}: whatever else is assigned to it is removed, on creation too, and ` +
        "shows as drift when it comes back. Deleting the resource assigns the policy to nobody. Only assignments that a " +
        "policy set of Intune made stay, since they are governed there.",
      `Use ${name}Assignment where others assign the same policy too; the two do not mix on one policy.`,
      permissions(kind),
      "## Import",
      "By the policy's id:",
      code(`pulumi import ${typeToken(`${name}AssignmentSet`)} everybody {policyId}`),
    ),
    ...aliased(`${name}AssignmentSet`),
    inputProperties: { [kind.policyIdProperty]: policyId, targets },
    requiredInputs: [kind.policyIdProperty, "targets"],
    properties: {
      [kind.policyIdProperty]: policyId,
      targets,
      assignments: {
        type: "array",
        items: { $ref: assignedTargetType },
        description: "The assignments as Graph holds them, in the order of `targets`.",
      },
    },
    required: [kind.policyIdProperty, "targets", "assignments"],
  };
}

/** A resource that a Node.js program declared without the plugin is the same resource. */
function aliased(name: Parameters<typeof typeToken>[0]): Pick<ResourceSpec, "aliases"> {
  return { aliases: [{ type: `pulumi-nodejs:dynamic/intune:${name}` }] };
}

function policyIdProperty(kind: PolicyKind): PropertySpec {
  return {
    type: "string",
    description: `The \`id\` of the ${kind.noun}, as Graph shows it. Another policy makes a new resource.${builtIns(kind)}`,
    willReplaceOnChanges: true,
  };
}

function builtIns(kind: PolicyKind): string {
  return kind.builtIn === undefined
    ? ""
    : " The ones that Intune made itself (`…_Default…`, `…_WindowsRestore`) cannot be assigned and are refused.";
}

function lookup(kind: PolicyKind): FunctionSpec {
  const [id, displayName]: [PropertySpec, PropertySpec] = [
    { type: "string", description: "Graph's id of the policy. Give either this or the display name." },
    { type: "string", description: "The display name, in any letter case. Give either this or the id." },
  ];
  return {
    description: lines(
      `Looks up one ${kind.noun} by its display name or id. It is an error when there is none, or when several have the ` +
        "name; the error lists the candidates.",
      "A lookup asks Graph in a preview too, so a preview needs credentials.",
      `## API Permissions\n\nOne of ${listed(kind.permissions.read)}, the least privileged first.`,
    ),
    inputs: { type: "object", properties: { id, displayName } },
    outputs: {
      type: "object",
      properties: {
        id: { type: "string", description: "Graph's id of the policy." },
        displayName: { type: "string", description: "The display name; empty where Graph has none." },
        type: {
          type: "string",
          description:
            "The policy's type in Graph, such as `windows10CompliancePolicy`; empty where Graph does not say.",
        },
      },
      required: ["id", "displayName", "type"],
    },
  };
}

function permissions({ permissions: { read, write } }: PolicyKind): string {
  return lines(
    "## API Permissions",
    `To write, one of ${listed(write)}; to refresh only, one of ${listed(read)}. The least privileged come first. Application ` +
      "permissions, or delegated ones of a work or school account.",
  );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function code(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}

function lines(...paragraphs: readonly string[]): string {
  return paragraphs.join("\n\n");
}
