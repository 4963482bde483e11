import { readFileSync } from "node:fs";
import path from "node:path";
import {
  createSourceFile,
  getJSDocCommentsAndTags,
  getTextOfJSDocComment,
  type InterfaceDeclaration,
  isInterfaceDeclaration,
  ScriptTarget,
} from "typescript";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type SettingName, type SettingRow, settingRows } from "../../provider/config/settingRows";
import { Provider, type ProviderArgs } from "../../sdk";
import { isSecretSetting } from "../../sdk/provider";
import { root } from "../../tools/setup/root.mjs";

describe("Provider", () => {
  it("has every setting and no other", () => {
    expectTypeOf<keyof ProviderArgs>().toEqualTypeOf<SettingName>();
  });

  it("says of each what the settings say", () => {
    const file = path.join(root, "sdk", "provider.ts");
    const args = createSourceFile(
      file,
      readFileSync(file, "utf8"),
      ScriptTarget.Latest,
      true,
    ).statements.find(
      (statement) => isInterfaceDeclaration(statement) && statement.name.text === "ProviderArgs",
    );
    const said = (args as InterfaceDeclaration).members.map((member) => [
      member.name?.getText(),
      getTextOfJSDocComment(getJSDocCommentsAndTags(member)[0]?.comment)?.replaceAll("`", ""),
    ]);
    const settings = Object.entries<SettingRow<unknown>>(settingRows).map(([name, { purpose, secret }]) => [
      name,
      secret ? `${purpose} Kept secret in the state.` : purpose,
    ]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(settings));
  });

  it("keeps secret what the settings call secret", () => {
    const secret = Object.entries(settingRows).map(([name, row]) => [name, "secret" in row && row.secret]);
    expect(isSecretSetting).toEqual(Object.fromEntries(secret));
  });

  it("refuses a name that is no setting, whichever way the resources go", () => {
    const args = { graphEndpiont: "https://graph.microsoft.us" } as object;
    expect(() => new Provider("mistyped", args)).toThrow(
      /^Provider "mistyped": graphEndpiont: unknown setting; did you mean graphEndpoint\? the provider accepts /,
    );
  });
});
