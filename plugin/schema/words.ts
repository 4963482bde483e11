import { policyTypes } from "../../provider/policyType";
import type { PropertySpec } from "./spec";

/** Names as code, with commas between. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

export function code(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}

export function lines(...paragraphs: readonly string[]): string {
  return paragraphs.join("\n\n");
}

/** The property that names a kind of policy. */
export const policyTypeProperty: PropertySpec = {
  type: "string",
  description: `Graph's name of the collection that the policy is in: one of ${listed(policyTypes)}.`,
};
