export { readSettings, type Settings } from "./settings";
export { settingsMarkdown, settingsTable } from "./settingsTable";
