import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { PropertyChange } from "../provider/lifecycle/lifecycle";

/** The differences for the engine: property by property, and the names of the top-level properties. */
export function diffResponse(changes: readonly PropertyChange[]): rpc.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
  const response = new rpc.DiffResponse()
    .setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setHasdetaileddiff(true)
    .setDiffsList([...new Set(changes.map(({ path }) => topLevel(path)))])
    .setReplacesList(changes.filter(({ replaces }) => replaces).map(({ path }) => topLevel(path)));
  for (const { path, kind, replaces } of changes) {
    const name = `${kind.toUpperCase()}${replaces ? "_REPLACE" : ""}` as keyof typeof rpc.PropertyDiff.Kind;
    response.getDetaileddiffMap().set(path, new rpc.PropertyDiff().setKind(rpc.PropertyDiff.Kind[name]));
  }
  return response;
}

function topLevel(path: string): string {
  return path.replace(/[.[].*$/, "");
}
