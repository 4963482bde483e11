import { type SettingRow, settingRows } from "./settingRows";

/** One setting as the documentation shows it. */
export interface DocumentedSetting {
  /** The key with its namespace: `intune:tenantId`. */
  readonly key: string;
  readonly env: readonly string[];
  readonly accepted: string;
  readonly purpose: string;
  readonly secret: boolean;
}

/** Every setting, in the order of the documentation. */
export const settingsTable: readonly DocumentedSetting[] = Object.entries<SettingRow<unknown>>(
  settingRows,
).map(([name, { env, parser, purpose, secret = false }]) => ({
  key: `intune:${name}`,
  env,
  accepted: parser.accepted,
  purpose,
  secret,
}));

/** The table of all settings in Markdown. */
export function settingsMarkdown(): string {
  const rows = settingsTable.map(({ key, env, accepted, purpose, secret }) => {
    const variables = env.map((name) => `\`${name}\``).join(", ");
    return `| \`${key}\`${secret ? " (secret)" : ""} | ${variables} | ${purpose} | ${accepted} |`;
  });
  return ["| key | environment | purpose | accepted |", "|---|---|---|---|", ...rows, ""].join("\n");
}
