import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type PolicyKind, policyKinds } from "../../provider/policyKind";

/** What the types that Microsoft generates from beta's metadata say of the rows' names. */
describe("the table of kinds has Graph's own names", () => {
  let declarations: string;
  beforeAll(() => {
    declarations = readFileSync(
      require.resolve("@microsoft/microsoft-graph-types-beta/microsoft-graph.d.ts"),
      "utf8",
    );
  });

  /** The type of a property, declared by an interface or by what it extends. */
  function typeOf(property: string, owner: string): string | undefined {
    const start = declarations.indexOf(`\nexport interface ${owner} `);
    if (start < 0) return undefined;
    const text = declarations.slice(start, declarations.indexOf("\n}", start));
    const own = new RegExp(`^ {4}${property}\\?: (?:NullableOption<)?([\\w]+)`, "m").exec(text)?.[1];
    const parent = /^\nexport interface \w+ extends (\w+)/.exec(text)?.[1];
    return own ?? (parent === undefined ? undefined : typeOf(property, parent));
  }
  const capital = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

  it.each(Object.values<PolicyKind>(policyKinds))("$collection", (kind) => {
    const policy = typeOf(kind.collection, capital(kind.root)) ?? "";
    expect(policy).not.toBe("");
    expect(typeOf(kind.nameProperty, policy)).toBe("string");
    const assignment = typeOf("assignments", policy) ?? "";
    expect(kind.assignmentType).toBe(
      `#microsoft.graph.${assignment.charAt(0).toLowerCase()}${assignment.slice(1)}`,
    );
    if (kind.assignCast !== undefined) expect(`microsoft.graph.${policy}`).toBe(castType(kind.assignCast));
  });

  const castType = (cast: string) => `microsoft.graph.${capital(cast.replace("microsoft.graph.", ""))}`;
});
