import type { Names } from "../tenant/groups";
import type { Importable } from "./importable";
import { type Comment, lineWidth, literal } from "./literal";

/**
 * Writes a formatted program that declares the resources in their order.
 *
 * @param displayNames - Of groups and filters, for comments.
 */
export function writeProgram(names: ReadonlyMap<Importable, string>, displayNames: Names): string {
  const found = [...names.keys()];
  const classes = [...new Set(found.map(({ className }) => className))].sort();
  const comment = commentWith(found, displayNames);
  const policies = Map.groupBy(names, ([{ policy }]) => policy);
  const blocks = [...policies].map(([policy, resources]) =>
    [
      `// ${policy.kind.noun}: ${policy.displayName}`,
      ...resources.map(([resource, name]) => declaration(resource, name, comment)),
    ].join("\n"),
  );
  return `${[importStatement(classes), ...blocks].join("\n\n")}\n`;
}

function commentWith(found: readonly Importable[], displayNames: Names): Comment {
  const policies = new Map(found.map(({ policy }) => [policy.id, policy.displayName]));
  return (value) => {
    const name = policies.get(value) ?? displayNames.get(value.toLowerCase());
    return name === value ? undefined : name;
  };
}

function importStatement(classes: readonly string[]): string {
  if (classes.length === 0) return "export {};";
  const line = `import { ${classes.join(", ")} } from "pulumi-intune";`;
  if (line.length <= lineWidth || classes.length === 1) return line;
  return ["import {", ...classes.map((name) => `  ${name},`), '} from "pulumi-intune";'].join("\n");
}

function declaration({ className, inputs }: Importable, name: string, comment: Comment): string {
  const start = `new ${className}(${JSON.stringify(name)}, `;
  // A formatter breaks all arguments if the first line would be too long.
  if (start.length + 1 <= lineWidth) return `${start}${args(inputs, comment, "")});`;
  return [`new ${className}(`, `  ${JSON.stringify(name)},`, `  ${args(inputs, comment, "  ")},`, ");"].join(
    "\n",
  );
}

function args(inputs: object, comment: Comment, indent: string): string {
  return literal(inputs, comment, indent, lineWidth);
}
