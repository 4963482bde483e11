/** Says what is being measured: a run takes minutes. */
export function progress(text: string): void {
  process.stderr.write(`[bench] ${text}\n`);
}
