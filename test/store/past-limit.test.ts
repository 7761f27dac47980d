import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Store, Timeline } from '../../agent/model/store.js';
import { DAY_MS, toInstant } from '../../agent/model/time.js';
import { openTemporary } from './open-temporary.js';
import { accessEvent } from './samples.js';

const ANN = 'ann@contoso.com';
const NOW = toInstant(Date.parse('2026-11-01T12:00:00.000Z'));

function daysAgo(days: number, hour = 0): string {
  return toInstant(Date.parse(NOW) - days * DAY_MS + hour * 3_600_000);
}

function event(days: number, id = `${days} days ago`): AccessEvent {
  return accessEvent(id, { at: daysAgo(days) });
}

async function storeOf(events: readonly AccessEvent[]): Promise<Store> {
  const store = await openTemporary();
  await store.write('test', (tx) => tx.putEvents(events));
  return store;
}

async function limited(store: Store, days: number): Promise<Timeline> {
  const limit = { pastMs: days * DAY_MS, now: NOW };
  const found = (await store.read((tx) => tx.timelines([ANN], limit))).get(ANN);
  if (found === undefined) throw new Error('there is no timeline');
  return found;
}

const idsOf = ({ events }: Timeline): readonly string[] => events.map(({ id }) => id);

describe('a timeline with a limit', () => {
  it('begins with the day that lies so far before the newest event, and says so', async () => {
    const store = await storeOf([event(100), event(61), event(60, 'of that day'), event(30)]);
    const timeline = await limited(store, 30);
    expect(idsOf(timeline)).toEqual(['of that day', '30 days ago']);
    expect(timeline.from).toBe(`${daysAgo(60).slice(0, 10)}T00:00:00.000Z`);
  });

  it('is the whole of a young account', async () => {
    const timeline = await limited(await storeOf([event(20), event(1)]), 30);
    expect(idsOf(timeline)).toHaveLength(2);
    expect(timeline).not.toHaveProperty('from');
  });

  it('is not pushed away by an event with a time in the future, which is in it', async () => {
    const store = await storeOf([event(20), event(1), event(-4_000, 'of the future')]);
    expect(idsOf(await limited(store, 30))).toEqual(['20 days ago', '1 days ago', 'of the future']);
  });

  it('leaves out matches of what is left out', async () => {
    const store = await storeOf([event(100, 'old'), event(1, 'new')]);
    const matches = ['old', 'new'].map((id) => ({ rule: 'some-rule', event: id }));
    await store.write('test', (tx) => tx.putMatches(['old', 'new'], matches));
    expect((await limited(store, 30)).matches).toEqual([{ rule: 'some-rule', event: 'new' }]);
  });

  it('is the same, packed or not; and packing by it loses nothing of what lies before', async () => {
    const packs = fc.array(
      fc.record({ before: fc.integer({ min: -1, max: 120 }), days: fc.constantFrom(30, 60, 500) }),
      {
        maxLength: 4,
      },
    );
    const ages = fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(ages, packs, async (days, rounds) => {
        const plain = await storeOf(days.map((age) => event(age)));
        const packed = await storeOf(days.map((age) => event(age)));
        for (const round of rounds) {
          const timeline = await limited(packed, round.days);
          await packed.write('test', (tx) => tx.packTimeline(timeline, daysAgo(round.before)));
        }
        for (const limit of [30, 60, 500])
          expect(await limited(packed, limit)).toEqual(await limited(plain, limit));
        await plain.close();
        await packed.close();
      }),
      { numRuns: 40 },
    );
  });
});
