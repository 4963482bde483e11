export { ConfigurationError } from "./configurationError";
export { readSettings, type Settings } from "./settings";
