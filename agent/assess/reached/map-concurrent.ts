/**
 * Runs `act` over all items, at most `limit` at once; results in the items' order. After the first failure nothing new
 * begins, and it is thrown once what runs has ended.
 */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  act: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failures.length > 0 || signal.aborted) return;
      try {
        results[index] = await act(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return results;
}
