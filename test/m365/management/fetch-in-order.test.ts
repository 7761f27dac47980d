import { describe, expect, it } from 'vitest';
import { fetchInOrder } from '../../../agent/m365/management/fetch-in-order.js';
import { gather } from '../gather.js';

/** Ends when told to, and says what is under way. */
function slowFetch() {
  const ends = new Map<number, (error?: Error) => void>();
  const begun: number[] = [];
  return {
    begun,
    end: (item: number, error?: Error) => ends.get(item)?.(error),
    fetch: (item: number): Promise<number> => {
      begun.push(item);
      return new Promise((resolve, reject) => {
        ends.set(item, (error) => (error === undefined ? resolve(item * 10) : reject(error)));
      });
    },
  };
}

describe('fetchInOrder', () => {
  it('keeps the order of the items, however they end', async () => {
    const slow = slowFetch();
    const all = gather(fetchInOrder([1, 2, 3], () => 3, slow.fetch));
    await expect.poll(() => slow.begun.length).toBe(3);
    for (const item of [3, 2, 1]) slow.end(item);
    expect(await all).toEqual([10, 20, 30]);
  });

  it('begins no more than its width before one is taken', async () => {
    const slow = slowFetch();
    const results = fetchInOrder([1, 2, 3, 4], () => 2, slow.fetch);
    const first = results.next();
    await expect.poll(() => slow.begun.length).toBe(2);
    slow.end(2);
    slow.end(1);
    await first;
    expect(slow.begun).toEqual([1, 2]);
    const second = await results.next();
    expect(second.value).toBe(20);
    expect(slow.begun).toEqual([1, 2, 3]);
    slow.end(3);
    await results.return(undefined);
  });

  it('raises an error at its place and begins nothing afterwards', async () => {
    const slow = slowFetch();
    const results = fetchInOrder([1, 2, 3, 4, 5], () => 2, slow.fetch);
    const first = results.next();
    slow.end(2, new Error('gone'));
    slow.end(1);
    expect((await first).value).toBe(10);
    const second = results.next();
    slow.end(3);
    await expect(second).rejects.toThrow('gone');
    expect(slow.begun).toEqual([1, 2, 3]);
  });
});
