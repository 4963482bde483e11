import { expect, test } from "vitest";
import { mistypedKeys } from "../../provider/config/settingNames";
import { settingRows } from "../../provider/config/settingRows";

test("keys of the stack that look like settings are warned of, and no others", () => {
  const names = ["tenantID", "settleSecond", "graphEndpiont", "plugin", "myOwn", "useMsi"];
  expect(mistypedKeys(names, Object.keys(settingRows))).toEqual([
    expect.stringContaining("intune:tenantID in the stack's configuration is not a setting"),
    expect.stringContaining("Did you mean intune:settleSeconds?"),
    expect.stringContaining("Did you mean intune:graphEndpoint?"),
  ]);
});
