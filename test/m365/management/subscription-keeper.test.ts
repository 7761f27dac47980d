import { describe, expect, it } from 'vitest';
import type { ActivityApi } from '../../../agent/m365/management/activity-api.js';
import { createSubscriptionKeeper } from '../../../agent/m365/management/subscription-keeper.js';
import { notesInMemory } from '../../../agent/m365/notes-in-memory.js';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, shift } from '../../../agent/model/time.js';
import { silentLog } from '../../../agent/runtime/log.js';
import { handClock } from '../../respond/fake-ports.js';
import { NEVER } from '../connect-fake.js';

const START = '2026-03-10T12:00:00.000Z';

/** A feed that somebody else can stop, with contents of these moments. */
function bench(contents: readonly Instant[] = []) {
  const clock = handClock(START);
  const notes = notesInMemory();
  const listings: string[] = [];
  const feed = { isOn: false, starts: 0, isListing: true };
  const api: ActivityApi = {
    isSubscribed: async () => feed.isOn,
    subscribe: async () => {
      feed.isOn = true;
      feed.starts += 1;
    },
    list: async ({ from, to }) => {
      listings.push(from);
      if (!feed.isListing) throw new Error('no listing');
      return contents
        .filter((at) => at >= from && at < to)
        .map((createdAt) => ({ id: createdAt, uri: '', createdAt }));
    },
    fetch: async () => [],
    async *stream() {},
  };
  const start = () => createSubscriptionKeeper('exchangeAudit', { api, notes, clock, log: silentLog });
  const lost = async (keeper = start()) => {
    const window = { from: shift(clock.now(), -DAY_MS), to: clock.now() };
    const items = await keeper.unkept(window, NEVER);
    return items.flatMap((item) => (item.type === 'gap' ? [[item.from, item.to, item.reason]] : []));
  };
  return { clock, feed, listings, start, lost };
}

describe('what a feed kept', () => {
  it('before its first start is nothing, where it has nothing of that time: the next process knows it too', async () => {
    const { clock, start, lost, listings } = bench();
    await start().ensure(NEVER);
    clock.move(HOUR_MS);
    await start().ensure(NEVER);
    const gap = [shift(START, HOUR_MS - DAY_MS), START, 'expired-content'];
    expect(await lost()).toEqual([gap]);
    expect(await lost()).toEqual([gap]);
    // It was looked for once, day by day as far as the feed reaches.
    expect(listings).toHaveLength(7);
    clock.move(DAY_MS);
    expect(await lost()).toEqual([]);
  });

  it('before its first start is there, where it has content of that time', async () => {
    const { start, lost } = bench([shift(START, -3 * DAY_MS)]);
    await start().ensure(NEVER);
    expect(await lost()).toEqual([]);
  });

  it('that was on before we came is all of it', async () => {
    const { feed, start, lost } = bench();
    feed.isOn = true;
    await start().ensure(NEVER);
    expect(await lost()).toEqual([]);
    expect(feed.starts).toBe(0);
  });

  it('between a stop and the next start is a gap, whatever else was listed', async () => {
    const { clock, feed, start, lost } = bench([shift(START, -HOUR_MS)]);
    feed.isOn = true;
    await start().ensure(NEVER);
    clock.move(HOUR_MS);
    await start().ensure(NEVER);
    const seen = clock.now();
    clock.move(2 * HOUR_MS);
    feed.isOn = false;
    await start().ensure(NEVER);
    const onAgain = clock.now();
    clock.move(MINUTE_MS);
    expect(await lost()).toEqual([[seen, onAgain, 'expired-content']]);
  });

  it('is not taken for whole when the look for it failed: it is looked for again', async () => {
    const { feed, start, lost } = bench();
    await start().ensure(NEVER);
    feed.isListing = false;
    await expect(lost()).rejects.toThrow('no listing');
    feed.isListing = true;
    expect(await lost()).toHaveLength(1);
  });
});
