/** What a command reads and writes: the process, or a test. */
export interface Terminal {
  /** The folder that relative paths start from. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadableStream;
  /** What a command was asked for: a path, a picture. Scripts can rely on it. */
  out(text: string): void;
  /** One line for the person who waits. */
  say(line: string): void;
}

export const processTerminal: Terminal = {
  directory: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  say: (line) => void process.stderr.write(`${line}\n`),
};
