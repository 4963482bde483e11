/** "1.5 s". @internal */
export function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s`;
}

/** "one request", "3 requests". @internal */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return n === 1 ? `one ${noun}` : `${n} ${plural}`;
}
