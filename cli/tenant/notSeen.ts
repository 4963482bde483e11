/** Something that exists, or may exist, and that a command does not show. */
export interface NotSeen {
  /** What is missing. */
  readonly about:
    | /** All policies of a kind. */ "kind"
    | /** One policy's assignments. */ "policy"
    | /** A group that policies name and that does not exist. */ "group"
    | /** The names of groups. */ "groupNames"
    | /** The names of assignment filters. */ "filterNames"
    | /** What permissions and scope tags hide. */ "scope"
    | /** Kinds of policy that this package does not know. */ "otherKinds"
    | /** Who the members of a group are. */ "membership"
    | /** Policies that the options of the command leave out. */ "selection"
    | /** What the state of a stack does not have. */ "state"
    | /** What one resource of a stack assigns. */ "resource";
  /** One or two sentences for the reader. */
  readonly message: string;
}
