import { type PolicyKindName, policyKinds } from "../policyKind";
import type { Session } from "../session";
import { checkQuery, findPolicy } from "./findPolicy";
import type { NamedPolicy } from "./namedPolicy";
import { PolicyDirectory } from "./policyDirectory";

/**
 * The directories of each run of a program: a process can run many stacks, and one stack many times, and
 * what the second run looks up may be what the first one made.
 */
const runs = new WeakMap<object, Map<Session, PolicyDirectory>>();

/**
 * Looks one policy up. All lookups of a run with the same settings share a connection, a token and one list
 * of each kind.
 *
 * @param session - Called once it is known that the arguments make a lookup.
 * @param run - Stands for one run of a program.
 * @internal
 */
export async function lookUpPolicy(
  name: PolicyKindName,
  args: unknown,
  session: () => Session,
  run: object,
): Promise<Omit<NamedPolicy, "builtIn">> {
  const kind = policyKinds[name];
  const query = checkQuery(kind, args);
  const policies = await directoryOf(session(), run).list(kind);
  const { id, displayName, type } = findPolicy(kind, policies, query);
  return { id, displayName, type };
}

function directoryOf(session: Session, run: object): PolicyDirectory {
  const directories = runs.get(run) ?? new Map<Session, PolicyDirectory>();
  runs.set(run, directories);
  const directory = directories.get(session) ?? new PolicyDirectory(session.client);
  directories.set(session, directory);
  return directory;
}
