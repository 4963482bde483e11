import { typeToken, withProvider } from "../../sdk/dynamicResource";
import { pluginToken } from "../../sdk/pluginResource";
import type { Importable } from "./importable";

/**
 * Writes the file for `pulumi import --file`. The engine cannot read a dynamic resource by its id, because its read
 * carries no `__provider` (pulumi/pulumi #3550, #16175). If the file has inputs and outputs, the engine does not need
 * to read. The plugin reads by the id, and then Pulumi writes the code, too.
 */
export function writeImportFile(
  names: ReadonlyMap<Importable, string>,
  { plugin }: { plugin: boolean },
): string {
  const resources = [...names].map(([{ className, id, inputs, outputs }, name]) => {
    const type = typeToken(className);
    if (plugin) return { type: pluginToken(type), name, id };
    return {
      type,
      name,
      id,
      inputs: withProvider(className, inputs),
      outputs: withProvider(className, outputs),
    };
  });
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}
