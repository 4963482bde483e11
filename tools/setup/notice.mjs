/** The beginning of a notice's line. */
export const noticeMark = "[pulumi-intune] ";

/**
 * Tells the user what a tool is about to do. On stderr, because another program may read a command's stdout.
 *
 * @param {string} text
 */
export function notice(text) {
  process.stderr.write(`${noticeMark}${text}\n`);
}
