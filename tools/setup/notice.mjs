/** How the line of a notice begins. */
export const noticeMark = "[pulumi-intune] ";

/**
 * Says what a tool is about to do. On stderr, because a command's stdout may be read by another program.
 *
 * @param {string} text
 */
export function notice(text) {
  process.stderr.write(`${noticeMark}${text}\n`);
}
