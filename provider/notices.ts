/** Shows an informational message to the user. */
export type Notify = (line: string) => void;

/** Console output of the provider process appears as info lines of the stack. */
export const notifyOnConsole: Notify = (line) => {
  // biome-ignore lint/suspicious/noConsole: the one way from a provider process to the user
  console.log(line);
};
