export { ConfigurationError } from "./configurationError";
export type { Config } from "./settingReader";
export { readSettings, type Settings } from "./settings";
