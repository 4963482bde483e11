export { readSettings, type Settings } from "./settings";
export { type DocumentedSetting, settingsMarkdown, settingsTable } from "./settingsTable";
