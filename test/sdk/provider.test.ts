import { describe, expect, expectTypeOf, it } from "vitest";
import { type SettingName, settingRows } from "../../provider/config/settingRows";
import type { ProviderArgs } from "../../sdk";
import { secretSettings } from "../../sdk/provider";

describe("Provider", () => {
  it("has every setting and no other", () => {
    expectTypeOf<keyof ProviderArgs>().toEqualTypeOf<SettingName>();
  });

  it("keeps secret what the settings call secret", () => {
    const secret = Object.entries(settingRows).filter(([, row]) => "secret" in row && row.secret === true);
    expect([...secretSettings].sort()).toEqual(secret.map(([name]) => name).sort());
  });
});
