import { homedir } from "node:os";
import path from "node:path";

/**
 * The only folder outside the clone that the tools write to. Set `PULUMI_INTUNE_CACHE` for another folder.
 *
 * @returns {string}
 */
export function cacheFolder() {
  const { PULUMI_INTUNE_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (PULUMI_INTUNE_CACHE) {
    return path.resolve(PULUMI_INTUNE_CACHE);
  }
  switch (process.platform) {
    case "win32":
      return path.join(LOCALAPPDATA ?? path.join(homedir(), "AppData", "Local"), "pulumi-intune", "Cache");
    case "darwin":
      return path.join(homedir(), "Library", "Caches", "pulumi-intune");
    default:
      return path.join(XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "pulumi-intune");
  }
}
