import { policyKinds } from "../../provider/policyKind";
import type { Connection } from "../connection/connect";
import { plural } from "../nouns";
import { describePolicy } from "../tenant/assignedPolicy";
import { describeDeleted, type Group } from "../tenant/groups";
import type { NotSeen } from "../tenant/notSeen";
import { type PolicySelection, selectedKinds } from "../tenant/policySelection";
import type { UnreadablePolicy } from "../tenant/readPolicies";
import type { TenantReading } from "../tenant/readTenant";
import { assembleReport, type FoundPolicy } from "./assemble";
import type { Report } from "./facts";

/** Reports whom the policies of a tenant reach, including assignments that no stack manages. */
export function reportOnTenant(
  { endpoint }: Connection,
  reading: TenantReading,
  selection: PolicySelection,
): Report {
  const found = reading.policies.map(
    ({ entries, displayName, ...policy }): FoundPolicy => ({
      ...policy,
      name: displayName,
      assignments: entries.map(({ target, direct, raw }) => ({
        target,
        ...(!direct && { policySet: String(raw["sourceId"]) }),
      })),
    }),
  );
  const unreadable = reading.unreadable.map(
    ({ reason, displayName, ...policy }): FoundPolicy => ({
      ...policy,
      name: displayName,
      assignments: [],
      unreadable: reason,
    }),
  );
  return assembleReport({
    source: { type: "tenant", endpoint },
    notSeen: [
      ...reading.notSeen.filter(({ about }) => about === "kind"),
      ...reading.unreadable.map(policyNotSeen),
      ...[...reading.groups].flatMap(([id, group]) => (group.deleted ? [deletedGroup(id, group)] : [])),
      ...reading.notSeen.filter(({ about }) => about !== "kind"),
      ...limits(selection),
    ],
    kinds: selectedKinds(selection),
    policies: [...found, ...unreadable],
    groups: reading.groups,
    filterNames: reading.filterNames,
  });
}

function policyNotSeen(policy: UnreadablePolicy): NotSeen {
  return {
    about: "policy",
    message: `The assignments of ${describePolicy(policy)} could not be read: ${policy.reason}`,
  };
}

function deletedGroup(id: string, group: Group): NotSeen {
  return { about: "group", message: describeDeleted(id, group) };
}

/** What no report on a tenant can show. */
function limits(selection: PolicySelection): NotSeen[] {
  const { policy, name } = selection;
  const narrowed = [
    ...(policy === undefined ? [] : [`--policy ${policy.join(" ")}`]),
    ...(name === undefined ? [] : [`--name ${name}`]),
  ].join(" ");
  const nouns = selectedKinds(selection).map((kind) => plural(policyKinds[kind].noun));
  const read =
    selection.kind === undefined ? "the kinds of policy that this package can assign" : nouns.join(", ");
  return [
    ...(narrowed === ""
      ? []
      : [{ about: "selection", message: `The report shows only policies that match ${narrowed}.` } as const]),
    {
      about: "scope",
      message:
        "Graph lists only what the signed-in identity may see. Policies outside its scope tags and roles are " +
        "missing, and Graph does not say how many there are.",
    },
    {
      about: "otherKinds",
      message: `The report reads ${read}. It does not read apps, remediations and other kinds of policy.`,
    },
  ];
}
