/**
 * Runs `fetch` for several items at a time and gives the results in the items' order. While `width()` are under way or
 * waiting to be taken, no more are begun. On the first error no more are begun, and it is raised at its place.
 */
export async function* fetchInOrder<Item, Result>(
  items: readonly Item[],
  width: () => number,
  fetch: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  let next = 0;
  try {
    while (next < items.length || underWay.length > 0) {
      while (underWay.length < width() && next < items.length) {
        const result = fetch(items[next] as Item);
        // Its turn to be awaited may come later than its failure.
        result.catch(() => {});
        underWay.push(result);
        next += 1;
      }
      const first = underWay.shift();
      if (first !== undefined) yield await first;
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
