import type { GraphClient } from "../graph";
import type { AssignAction } from "./assignAction";
import type { Delays } from "./delays";
import type { PolicyReader } from "./policyReader";
import type { Run } from "./run";
import type { SingleVerbs } from "./singleVerbs";
import type { Traffic } from "./traffic";
import type { WriteRoutes } from "./writeRoute";

/** What the writers of all policies share. */
export interface WriterParts {
  readonly client: GraphClient;
  readonly reader: PolicyReader;
  readonly verbs: SingleVerbs;
  readonly assign: AssignAction;
  readonly routes: WriteRoutes;
  readonly run: Run;
  readonly traffic: Traffic;
  readonly delays: Delays;
  /** Whether other deployments write the same policies. Then each set is built on a read of its own. */
  readonly shared: boolean;
}
