import { type PolicyKindName, policyKey, policyKinds } from "../../provider/policyKind";
import { plainText } from "../plainText";
import type { StateResource } from "../state/deployment";
import {
  hiddenValue,
  isOfPackage,
  type ObscureAssignment,
  stackAssignments,
} from "../state/stackAssignments";
import type { NotSeen } from "../tenant/notSeen";
import { assembleReport, type FoundAssignment, type FoundPolicy } from "./assemble";
import type { Report } from "./facts";

/**
 * Reports whom the policies of a stack reach, from its state alone. The state has ids. Names come from the other
 * resources of the stack, such as groups of @pulumi/azuread.
 */
export function reportOnState(resources: readonly StateResource[]): Report {
  // A set has the id of its policy, and would give the policy its own name.
  const names = new Map(resources.filter((resource) => !isOfPackage(resource)).flatMap(namesIn));
  const policies = new Map<string, FoundPolicy & { assignments: FoundAssignment[] }>();
  const { assignments, obscure } = stackAssignments(resources);
  for (const { name: resource, kind, kindName, policyId, targets } of assignments) {
    const key = policyKey({ kind, id: policyId });
    const name = names.get(policyId.toLowerCase()) ?? plainText(policyId);
    const policy = policies.get(key) ?? {
      kind,
      kindName,
      id: policyId,
      name,
      builtIn: false,
      assignments: [],
    };
    policies.set(key, policy);
    policy.assignments.push(...targets.map((target) => ({ target, resource })));
  }
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.name ?? "";
  return assembleReport({
    source: { type: "state", stack },
    notSeen: [
      ...obscure.map(resourceNotSeen),
      ...limits(JSON.stringify([...policies.values()]).includes(hiddenValue)),
    ],
    kinds: Object.keys(policyKinds) as PolicyKindName[],
    policies: [...policies.values()],
    groups: new Map([...names].map(([id, displayName]) => [id, { displayName, deleted: false }])),
    filterNames: names,
  });
}

/** Display names, by the id of the resource in its own service. */
function namesIn({ id, name, outputs }: StateResource): [string, string][] {
  const { displayName, objectId } = outputs;
  const shown = plainText(typeof displayName === "string" ? displayName : name);
  return [id, objectId].flatMap((key): [string, string][] =>
    typeof key === "string" && key !== "" && shown !== "" ? [[key.toLowerCase(), shown]] : [],
  );
}

function resourceNotSeen({ name, reason }: ObscureAssignment): NotSeen {
  return {
    about: "resource",
    message: plainText(`The report does not show what "${name}" assigns: ${reason}.`),
  };
}

function limits(hasSecrets: boolean): NotSeen[] {
  return [
    {
      about: "state",
      message:
        "This report shows only what the stack manages, according to its state. Other assignments of the same policies, and " +
        "policies that the stack does not assign, are missing.",
    },
    ...(hasSecrets
      ? [
          {
            about: "state",
            message:
              `The stack keeps some targets or filters as secrets. The report shows them as ${hiddenValue}, and ` +
              "does not know whether a secret filter includes or excludes devices.",
          } as const,
        ]
      : []),
  ];
}
