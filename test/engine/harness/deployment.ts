import { nameOf } from "./events";

/** A resource in the state. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

/** The state of a stack. */
export interface Deployment {
  /** The program's resources by their name, without stack and providers. */
  readonly resources: Readonly<Record<string, StateResource>>;
  /** What an interrupted operation had begun. */
  readonly pendingOperations: readonly { readonly type: string; readonly resource: StateResource }[];
  /** The export as it was printed. */
  readonly text: string;
}

/** Reads what `pulumi stack export` prints. */
export function stateOf(text: string): Deployment {
  const { deployment } = JSON.parse(text) as {
    deployment: { resources?: StateResource[]; pending_operations?: Deployment["pendingOperations"] };
  };
  const own = (deployment.resources ?? []).filter(
    ({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"),
  );
  return {
    resources: Object.fromEntries(own.map((resource) => [nameOf(resource.urn), resource])),
    pendingOperations: deployment.pending_operations ?? [],
    text,
  };
}
