/**
 * A path of Graph in one spelling. Graph accepts keys as `policies('id')` and as `policies/id`, a trailing slash, names
 * in any letter case, and actions with or without their namespace. Public tools use these: the PowerShell SDK and
 * IntuneManagement write keys in parentheses, and Microsoft's SDKs write `microsoft.graph.assign`.
 *
 * @param names - The names in paths, by their lower-case spelling.
 */
export function canonicalPath(path: string, names: ReadonlyMap<string, string>): string {
  const segments = path.split("/").flatMap((segment) => {
    const [, name, quoted, bare] = keyed.exec(decoded(segment)) ?? [];
    const key = quoted?.replaceAll("''", "'") ?? bare;
    return name === undefined || key === undefined
      ? [names.get(segment.toLowerCase()) ?? segment]
      : [names.get(name.toLowerCase()) ?? name, encodeURIComponent(key)];
  });
  return segments.length > 2 && segments.at(-1) === "" ? segments.slice(0, -1).join("/") : segments.join("/");
}

const keyed = /^([A-Za-z.]+)\((?:'((?:[^']|'')*)'|([^')]+))\)$/;

/** A decoded segment; unchanged if it is not valid percent-encoding. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
