import { type SettingRow, settingRows } from "../../provider/config/settingRows";
import type { PropertySpec } from "./spec";

/** Every setting, as configuration of the stack and as a property of an explicit provider. */
export const settings: Readonly<Record<string, PropertySpec>> = Object.fromEntries(
  Object.entries<SettingRow<unknown>>(settingRows).map(([name, { parser, purpose, env, secret }]) => [
    name,
    {
      type: parser.type ?? "string",
      description: `${purpose} Accepted: ${parser.accepted}. Environment: ${env.map((variable) => `\`${variable}\``).join(", ")}.`,
      ...(secret && { secret }),
    },
  ]),
);
