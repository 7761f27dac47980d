import { describe, expect, it } from 'vitest';
import { countUses } from '../../agent/daemon/count-uses.js';
import { DAY_MS, HOUR_MS } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { handClock } from '../respond/fake-ports.js';

describe('uses of something scarce', () => {
  it('are counted over a restart, and free up as the first of them is a day old', async () => {
    const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
    const clock = handClock('2026-03-20T12:00:00.000Z');
    const take = (limit = 2) => countUses(store, clock).take('audit-search', limit, DAY_MS);
    expect(await take()).toBeNull();
    clock.move(HOUR_MS);
    expect(await take()).toBeNull();
    expect(await take()).toBe(DAY_MS - HOUR_MS);
    expect(await take(3)).toBeNull();
    clock.move(DAY_MS - HOUR_MS);
    // Three were counted: the one that is a day old is gone, and two of the last hour are still there.
    expect(await take()).toBe(HOUR_MS);
  });

  it('of a clock that was set back hold nobody up for longer than the day', async () => {
    const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
    await store.write('test', (tx) =>
      tx.putMeta('uses:x', JSON.stringify([Date.parse('2030-01-01T00:00:00Z')])),
    );
    const clock = handClock('2026-03-20T12:00:00.000Z');
    expect(await countUses(store, clock).take('x', 1, DAY_MS)).toBe(DAY_MS);
  });
});
