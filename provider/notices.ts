/** Tells the person at the command line something that is no error. */
export type Notify = (line: string) => void;

/** Console output of the provider process appears as info lines of the stack. */
export const notifyOnConsole: Notify = (line) => {
  // biome-ignore lint/suspicious/noConsole: the one way from a provider process to the user
  console.log(line);
};
