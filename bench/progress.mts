/** Prints what the bench is measuring, because a run takes minutes. */
export function progress(text: string): void {
  process.stderr.write(`[bench] ${text}\n`);
}
