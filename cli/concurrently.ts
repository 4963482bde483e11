/**
 * Calls `task` for each item, a few at a time.
 *
 * @returns The results in the order of the items. Rejects with the first failure, and then starts no more work.
 */
export async function concurrently<T, R>(
  items: readonly T[],
  atOnce: number,
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const waiting = [...items.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, item] = next;
      results[index] = await task(item);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  } finally {
    waiting.length = 0;
  }
  return results;
}
