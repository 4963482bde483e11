import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { GraphError, intuneBadRequest } from "../../graph/errors";
import type { FaultEffect } from "../effect";

/**
 * Multi Admin Approval for writes. A write without a justification is answered 400. With one, it is answered 412, with
 * a code in `x-msft-approval-code`. While that request is open, others are answered 409. After the approval, the
 * service carries out the identical request with that header. Reads pass. Source: "Use Multi Admin Approval in Intune";
 * for applications also Micke-K/IntuneManagement discussion #426 and Microsoft365DSC #7236.
 */
export interface ApprovalFault {
  /** The name of this fault. */
  readonly kind: "approval";
  /** Whether somebody has approved the request. Default false. */
  readonly approved?: boolean;
}

/** The code of each open request, by rule and path. */
const open = new WeakMap<ApprovalFault, Map<string, string>>();

export const approval: FaultEffect<ApprovalFault> = {
  schema: v.strictObject({ kind: v.literal("approval"), approved: v.exactOptional(v.boolean()) }),
  async apply(fault, { c, handle }) {
    if (c.req.method === "GET") {
      return handle();
    }
    const codes = open.get(fault) ?? new Map<string, string>();
    open.set(fault, codes);
    const { path } = c.req;
    const code = c.req.header("x-msft-approval-code");
    if (code !== undefined && fault.approved === true) {
      codes.delete(path);
      return handle();
    }
    if (c.req.header("x-msft-approval-justification") === undefined) {
      throw intuneBadRequest(
        "Header 'x-msft-approval-justification' is required to request approval for this operation",
      );
    }
    if (codes.has(path)) {
      throw new GraphError(
        409,
        "Conflict",
        "An approval request for this resource is open already.",
        "nested",
      );
    }
    codes.set(path, randomUUID());
    throw new GraphError(412, "PreconditionFailed", "The operation needs an approval.", "nested", {
      "x-msft-approval-code": codes.get(path) ?? "",
    });
  },
};
