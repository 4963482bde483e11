import { typeToken, withProvider } from "../../sdk/dynamicResource";
import type { Importable } from "./importable";

/**
 * Writes the file for `pulumi import --file`. The engine cannot read a dynamic resource by its id, because
 * its read carries no `__provider` (pulumi/pulumi #3550, #16175); with inputs and outputs in the file it
 * does not have to.
 *
 * @internal
 */
export function writeImportFile(names: ReadonlyMap<Importable, string>): string {
  const resources = [...names].map(([{ kind, id, inputs, outputs }, name]) => ({
    type: typeToken(kind),
    name,
    id,
    inputs: withProvider(kind, inputs),
    outputs: withProvider(kind, outputs),
  }));
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}
