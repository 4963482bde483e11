/*
 * Names of settings, and names that are none. Pure, because programs use it too.
 */

/**
 * The key under which a configuration lists the keys whose values are or may be secret, with commas between them. The
 * engine does not tell dynamic resources which are, so the program does.
 */
export const secretSettingsKey = "intune:secretSettings";

/** What is wrong with the names of an explicit provider's arguments. Their values may be secrets with a mistyped name. */
export function unknownSettings(names: readonly string[], settings: readonly string[]): string[] {
  const unknown = names.filter((name) => !settings.includes(name));
  return unknown.map((name) => {
    const meant = nearestSetting(name, settings);
    const advice = meant === undefined ? "" : `did you mean ${meant}? `;
    return `${name}: unknown setting; ${advice}the provider accepts ${settings.join(", ")}.`;
  });
}

/** Warnings of keys that look like settings. A stack's configuration may have keys for other programs, so others are fine. */
export function mistypedKeys(names: readonly string[], settings: readonly string[]): string[] {
  return names.flatMap((name) => {
    const meant = nearestSetting(name, settings);
    if (meant === undefined || meant === name) return [];
    return `intune:${name} in the stack's configuration is not a setting of pulumi-intune. Did you mean intune:${meant}?`;
  });
}

/** The setting that a name differs from in at most two letters. Letter case does not count. */
function nearestSetting(name: string, settings: readonly string[]): string | undefined {
  const distances = settings.map((setting) => ({
    setting,
    letters: distance(name.toLowerCase(), setting.toLowerCase()),
  }));
  const [nearest] = distances.sort((a, b) => a.letters - b.letters);
  return nearest !== undefined && nearest.letters <= 2 ? nearest.setting : undefined;
}

/** How many letters to add, remove or replace, to make one text of another. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, length) => length);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
