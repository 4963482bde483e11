import type { SettingRow } from "../../provider/config/settingRows.ts";

/** The table of all settings in Markdown. */
export function settingsMarkdown(settings: Readonly<Record<string, SettingRow<unknown>>>): string {
  const rows = Object.entries(settings).map(([name, { env, parser, purpose, secret }]) => {
    const variables = env.map((variable) => `\`${variable}\``).join(", ");
    return `| \`intune:${name}\`${secret ? " (secret)" : ""} | ${variables} | ${purpose} | ${parser.accepted} |`;
  });
  return ["| key | environment | purpose | accepted |", "|---|---|---|---|", ...rows, ""].join("\n");
}
