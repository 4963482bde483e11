/** The input and output of a command: the process, or a test. */
export interface Terminal {
  /** The folder that relative paths start from. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadableStream;
  /** The result of a command, such as a path or a report. Scripts can rely on it. */
  out(text: string): void;
  /** A message for the user, on one line. */
  say(line: string): void;
}

export const processTerminal: Terminal = {
  directory: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  say: (line) => void process.stderr.write(`${line}\n`),
};
