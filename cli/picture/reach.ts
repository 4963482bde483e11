/** Which policies reach whom: what all pictures are drawn from. @internal */
export interface PolicyReach {
  /** Unlike that of any other policy. */
  readonly key: string;
  /** "compliance policy". */
  readonly noun: string;
  readonly name: string;
  readonly edges: readonly Edge[];
}

/** @internal */
export interface Edge {
  readonly audience: Audience;
  readonly excluded: boolean;
  /** What narrows it: "where filter 1f3c… matches". */
  readonly condition: string | undefined;
}

/** Whom an assignment is about: the same for every policy that is assigned to it. @internal */
export interface Audience {
  readonly key: string;
  readonly name: string;
}

/** The audiences of all policies, each once, in the order in which they come. @internal */
export function audiencesOf(policies: readonly PolicyReach[]): Audience[] {
  const audiences = policies.flatMap(({ edges }) => edges.map(({ audience }) => audience));
  return [...new Map(audiences.map((audience) => [audience.key, audience])).values()];
}

/** "excluded, where filter …": what is said of an edge; empty where it says nothing more. @internal */
export function remarkOn({ excluded, condition }: Edge): string {
  return [excluded ? "excluded" : undefined, condition].filter(Boolean).join(", ");
}
