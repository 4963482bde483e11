export { ConfigurationError, type ConfigurationProblem } from "./configurationError";
export { readSettings, type Settings } from "./settings";
