/** "1.5 s". @internal */
export function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s`;
}

/** A message inside another one about the same attempt, without saying again what was tried. @internal */
export function withoutAttempt(message: string, attempt: string): string {
  const start = `Tried to ${attempt}: `;
  return message.startsWith(start) ? message.slice(start.length) : message;
}

/** "one request", "3 requests". @internal */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return n === 1 ? `one ${noun}` : `${n} ${plural}`;
}
