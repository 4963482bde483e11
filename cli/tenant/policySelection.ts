import type { Command } from "commander";
import { Option } from "commander";
import { likeliestFirst } from "../../provider/lookups/findPolicy";
import { listNamed, type NamedPolicy } from "../../provider/lookups/namedPolicy";
import { type PolicyKindName, policyKinds } from "../../provider/policyKind";
import { UsageError } from "../usageError";

/** Which policies a command is about; what is left out does not narrow. @internal */
export interface PolicySelection {
  /** Kinds of policy. */
  readonly kind?: readonly PolicyKindName[];
  /** Ids or display names. */
  readonly policy?: readonly string[];
  /** A pattern of display names, in which `*` stands for anything. */
  readonly name?: string;
}

/** A policy with its kind. */
export interface KnownPolicy extends NamedPolicy {
  readonly kindName: PolicyKindName;
  readonly builtIn: boolean;
}

/** Adds the options of {@link PolicySelection}. @internal */
export function selectionOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--kind <kind...>", "only policies of these kinds").choices(Object.keys(policyKinds)),
    )
    .option("--policy <id or name...>", "only these policies, by id or display name")
    .option("--name <pattern>", "only policies whose display name is like this, with * for anything");
}

/** @internal */
export function selectedKinds({ kind }: PolicySelection): readonly PolicyKindName[] {
  const all = Object.keys(policyKinds) as PolicyKindName[];
  return kind === undefined ? all : all.filter((name) => kind.includes(name));
}

/**
 * The policies that are selected. Letter case is no difference.
 *
 * @throws UsageError if a policy was asked for that is not there.
 * @internal
 */
export function selectPolicies(
  policies: readonly KnownPolicy[],
  { policy: wanted, name }: PolicySelection,
): KnownPolicy[] {
  for (const one of wanted ?? []) {
    if (!policies.some((policy) => isCalled(policy, one))) throw unknownPolicy(policies, one);
  }
  const pattern = name === undefined ? undefined : likePattern(name);
  return policies.filter(
    (policy) =>
      (wanted?.some((one) => isCalled(policy, one)) ?? true) && (pattern?.test(policy.displayName) ?? true),
  );
}

function isCalled({ id, displayName }: NamedPolicy, name: string): boolean {
  return [id, displayName].some((own) => own.toLowerCase() === name.toLowerCase());
}

function likePattern(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "isu");
}

function unknownPolicy(policies: readonly KnownPolicy[], name: string): UsageError {
  const problem = `No policy has the id or the display name ${JSON.stringify(name)}. There are:`;
  return new UsageError([problem, ...listNamed(likeliestFirst(policies, name))].join("\n"));
}
