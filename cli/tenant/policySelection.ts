import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { findAll } from "../../provider/lookups/lookupQuery";
import { listNamed, type NamedPolicy } from "../../provider/lookups/namedPolicy";
import { likeliestFirst, visibleName } from "../../provider/lookups/names";
import { type PolicyKindName, policyKinds } from "../../provider/policyKind";
import { UsageError } from "../usageError";

const kindNames = Object.keys(policyKinds) as PolicyKindName[];

/** Which policies to read. A property that you leave out does not narrow the selection. */
export interface PolicySelection {
  /** Kinds of policy. */
  readonly kind?: readonly PolicyKindName[];
  /** Ids or display names. */
  readonly policy?: readonly string[];
  /** A pattern for display names. `*` matches any text. */
  readonly name?: string;
}

/** A policy with its kind. */
export interface KnownPolicy extends NamedPolicy {
  readonly kindName: PolicyKindName;
}

/** Each kind's name, by the name of its collection. */
const kindsByCollection: ReadonlyMap<string, PolicyKindName> = new Map(
  kindNames.map((name) => [policyKinds[name].collection, name]),
);

/** Adds the options of {@link PolicySelection}. */
export function selectionOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--kind <collection...>", "only policies in these collections of Graph")
        .choices([...kindsByCollection.keys()])
        .argParser(addKind),
    )
    .option("--policy <id or name...>", "only these policies, by id or display name")
    .option("--name <pattern>", "only policies whose display name matches, with * for any text");
}

/** Takes the name of a kind too, which the JSON of a report has. */
function addKind(given: string, before: readonly PolicyKindName[] = []): readonly PolicyKindName[] {
  const name = kindsByCollection.get(given) ?? kindNames.find((known) => known === given);
  if (name !== undefined) return [...before, name];
  throw new InvalidArgumentError(`Allowed choices are ${[...kindsByCollection.keys()].join(", ")}.`);
}

export function selectedKinds({ kind }: PolicySelection): readonly PolicyKindName[] {
  return kind === undefined ? kindNames : kindNames.filter((name) => kind.includes(name));
}

/**
 * The policies that are selected. Letter case, Unicode form and kinds of white space make no difference, unless
 * several policies have names that differ only in that.
 *
 * @throws UsageError if the user named a policy that does not exist.
 */
export function selectPolicies(
  policies: readonly KnownPolicy[],
  { policy: wanted, name }: PolicySelection,
): KnownPolicy[] {
  const called = wanted && new Set(wanted.flatMap((one) => policiesCalled(policies, one)));
  const pattern = name === undefined ? undefined : likePattern(name);
  return policies.filter(
    (policy) => (called?.has(policy) ?? true) && (pattern?.test(policy.displayName) ?? true),
  );
}

function policiesCalled(policies: readonly KnownPolicy[], name: string): readonly KnownPolicy[] {
  const byId = findAll(policies, { id: name });
  const found = byId.length > 0 ? byId : findAll(policies, { displayName: name });
  if (found.length > 0) return found;
  const problem = `No policy has the id or the display name ${visibleName(name)}. These exist:`;
  throw new UsageError([problem, ...listNamed(likeliestFirst(policies, name))].join("\n"));
}

function likePattern(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "isu");
}
