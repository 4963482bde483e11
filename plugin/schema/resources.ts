import { type AssignmentClass, type PolicyKind, policyKinds } from "../../provider/policyKind";
import { policyPropertiesOf } from "../../provider/resources";
import { dynamicToken, typeToken } from "../tokens";
import type { PackageSpec, PropertySpec, ResourceSpec } from "./spec";
import { assignedTargetType, targetType } from "./targets";
import { code, lines, listed, policyTypeProperty } from "./words";

const classes = Map.groupBy(Object.values<PolicyKind>(policyKinds), ({ className }) => className);

/** The differences between the schemas of the classes. */
interface ClassFacts {
  readonly className: AssignmentClass;
  readonly noun: string;
  /** The properties that name the policy. */
  readonly policy: Readonly<Record<string, PropertySpec>>;
  /** The policy in the form of an id, such as `{policyId}`. */
  readonly idForm: string;
  readonly permissions: string;
}

function factsOf(className: AssignmentClass, kinds: readonly PolicyKind[]): ClassFacts {
  const [kind, second] = kinds;
  if (kind === undefined) throw new Error(`there is no kind of policy for ${className}`);
  const { names } = policyPropertiesOf(kind);
  const policyId = policyIdProperty(kind);
  const common = {
    className,
    idForm: names.map((name) => (name === kind.policyIdProperty ? "{policyId}" : `{${name}}`)).join("/"),
  };
  if (second === undefined) {
    return {
      ...common,
      noun: kind.noun,
      policy: { [kind.policyIdProperty]: policyId },
      permissions: permissions(kind),
    };
  }
  return {
    ...common,
    noun: "policy of the kind that `policyType` names",
    policy: {
      policyType: { ...policyTypeProperty, willReplaceOnChanges: true },
      policyId: {
        type: "string",
        description: "The `id` of the policy, as Graph shows it. Changing the policy replaces the resource.",
        willReplaceOnChanges: true,
      },
    },
    permissions: permissionsByType(kinds),
  };
}

function single({ className, noun, policy, idForm, permissions }: ClassFacts): ResourceSpec {
  return resource(policy, className, {
    description: lines(
      `Assigns one ${noun} to one target, and leaves all other assignments of the policy alone. To own all of them, use ` +
        `${className}Set. Do not use both on one policy.`,
      "If the assignment exists already, the resource adopts it.",
      permissions,
      "## Import",
      "Use the ids of the policy and of the assignment:",
      code(`pulumi import ${typeToken(className)} pilot ${idForm}/{assignmentId}`),
    ),
    content: {
      target: {
        $ref: targetType,
        description: "Whom the assignment reaches. Changing the target updates the resource in place.",
      },
    },
    output: {
      assignmentId: {
        type: "string",
        description:
          "Graph's id of the assignment. It is opaque, and changes when Graph creates the assignment again.",
      },
    },
  });
}

function set({ className, noun, policy, idForm, permissions }: ClassFacts): ResourceSpec {
  return resource(policy, `${className}Set`, {
    description: lines(
      `Owns **all** assignments of one ${noun}. It removes every other assignment, on creation too, and shows assignments that ` +
        "come back as drift. Deleting the resource removes all assignments. Only the assignments that an Intune policy set " +
        "made stay, because Intune governs them there.",
      `If others assign the same policy too, use ${className}. Do not use both on one policy.`,
      permissions,
      "## Import",
      "Use the id of the policy:",
      code(`pulumi import ${typeToken(`${className}Set`)} everybody ${idForm}`),
    ),
    content: {
      targets: {
        type: "array",
        items: { $ref: targetType },
        description:
          "All targets, in any order. Without any, the policy is assigned to nobody. Changing the targets updates the resource in place.",
      },
    },
    output: {
      assignments: {
        type: "array",
        items: { $ref: assignedTargetType },
        description: "The assignments as Graph holds them, in the order of `targets`.",
      },
    },
  });
}

type Properties = Readonly<Record<string, PropertySpec>>;

interface ResourceFacts {
  readonly description: string;
  /** Whom the policy reaches. */
  readonly content: Properties;
  readonly output: Properties;
}

function resource(
  policy: Properties,
  name: Parameters<typeof typeToken>[0],
  { description, content, output }: ResourceFacts,
): ResourceSpec {
  const inputs = { ...policy, ...content };
  const all = { ...inputs, ...output };
  return {
    description,
    // The dynamic resource is the same resource.
    aliases: [{ type: dynamicToken(name) }],
    inputProperties: inputs,
    requiredInputs: Object.keys(inputs),
    properties: all,
    required: Object.keys(all),
  };
}

function policyIdProperty(kind: PolicyKind): PropertySpec {
  return {
    type: "string",
    description: `The \`id\` of the ${kind.noun}, as Graph shows it. Changing the policy replaces the resource.${builtIns(kind)}`,
    willReplaceOnChanges: true,
  };
}

function builtIns(kind: PolicyKind): string {
  return kind.builtIn === undefined
    ? ""
    : " Intune's built-in configurations (`…_Default…`, `…_WindowsRestore`) cannot be assigned, so the preview refuses them.";
}

function permissions({ permissions: { read, write } }: PolicyKind): string {
  return lines(
    "## API Permissions",
    `To write, one of ${listed(write)}. To refresh only, one of ${listed(read)}. The least privileged come first. ` +
      "Application, or delegated with a work or school account.",
  );
}

function permissionsByType(kinds: readonly PolicyKind[]): string {
  return lines(
    "## API Permissions",
    "The permissions depend on `policyType`. The list has those to write, then those to refresh only. You need one of each; the " +
      "least privileged come first.",
    kinds
      .map(
        ({ collection, permissions: { read, write } }) =>
          `- \`${collection}\`: ${listed(write)}; ${listed(read)}`,
      )
      .join("\n"),
  );
}

/** Every resource class, by its token. */
export const resources: PackageSpec["resources"] = Object.fromEntries(
  [...classes].flatMap(([className, kinds]) => {
    const facts = factsOf(className, kinds);
    return [
      [typeToken(className), single(facts)],
      [typeToken(`${className}Set`), set(facts)],
    ];
  }),
);
