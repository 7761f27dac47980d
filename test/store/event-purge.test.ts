import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, toInstant } from '../../agent/model/time.js';
import { incidentOf } from '../respond/incidents.js';
import { openTemporary } from './open-temporary.js';
import { accessEvent, rawRecord } from './samples.js';

const ANN = 'ann@contoso.com';
const BOB = { id: 'u-bob', upn: 'bob@contoso.com' };
const FIRST_MS = Date.parse('2026-01-01T00:00:00.000Z');

function onDay(day: number, id: string, more: Partial<AccessEvent> = {}): AccessEvent {
  return accessEvent(id, { at: toInstant(FIRST_MS + day * DAY_MS + 3_600_000), ...more });
}

async function purge(store: Store, beforeDay: number): Promise<number> {
  let dropped = 0;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const before = toInstant(FIRST_MS + beforeDay * DAY_MS);
    const purged = await store.write('test', (tx) => tx.purgeEvents(before, from, 1));
    dropped += purged.dropped;
    after = purged.last;
  }
  return dropped;
}

async function ids(store: Store, subject: string): Promise<readonly string[]> {
  const found = (await store.read((tx) => tx.timelines([subject]))).get(subject);
  return found?.events.map(({ id }) => id) ?? [];
}

async function pack(store: Store, beforeDay: number): Promise<void> {
  await store.write('test', async (tx) => {
    const timeline = (await tx.timelines([ANN])).get(ANN);
    if (timeline === undefined) return;
    await tx.packTimeline(timeline, toInstant(FIRST_MS + beforeDay * DAY_MS));
  });
}

describe('dropping events', () => {
  it.each([{ packedDays: 0 }, { packedDays: 60 }])(
    'takes what is old of every account, with what rules said of it ($packedDays days packed)',
    async ({ packedDays }) => {
      const store = await openTemporary();
      await store.write('test', async (tx) => {
        await tx.putEvents([
          onDay(1, 'old'),
          onDay(50, 'new'),
          onDay(2, 'old of bob', { user: BOB, mailbox: BOB }),
        ]);
        await tx.putMatches(['old'], [{ rule: 'some-rule', event: 'old' }]);
      });
      await pack(store, packedDays);
      expect(await purge(store, 40)).toBe(2);
      expect(await ids(store, ANN)).toEqual(['new']);
      expect(await ids(store, BOB.upn)).toEqual([]);
      expect(await store.read((tx) => tx.events(['old', 'old of bob']))).toEqual([]);
      expect(await store.read((tx) => tx.matchedEvents(['some-rule'], '', 10))).toEqual([]);
      expect(await purge(store, 40)).toBe(0);
    },
  );

  it('leaves those whose record is still kept: old history that was read lately', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.mergeRecords([rawRecord('read lately', {})], (left) => left, toInstant(FIRST_MS));
      await tx.putEvents([onDay(1, 'read lately'), onDay(1, 'read long ago')]);
    });
    expect(await purge(store, 40)).toBe(1);
    expect(await ids(store, ANN)).toEqual(['read lately']);
  });

  it('leaves what a case rests on, with its days, as long as the case is there', async () => {
    const store = await openTemporary();
    const [first, last] = [onDay(10, 'first'), onDay(12, 'last')];
    await store.write('test', async (tx) => {
      await tx.putEvents([onDay(1, 'before'), first, last, onDay(20, 'after')]);
      await tx.putIncident(
        incidentOf({
          ...{ subject: ANN, mailbox: { id: 'u-ann', upn: ANN }, status: 'closed' },
          ...{ firstEvent: first.at, lastEvent: last.at },
        }),
      );
    });
    await pack(store, 60);
    expect(await purge(store, 40)).toBe(2);
    expect(await ids(store, ANN)).toEqual(['first', 'last']);
  });

  it('leaves an act in another’s mailbox until both accounts have dropped it', async () => {
    const store = await openTemporary();
    const shared = onDay(10, 'shared', { user: BOB });
    await store.write('test', async (tx) => {
      await tx.putEvents([shared]);
      await tx.putIncident(
        incidentOf({
          ...{ subject: BOB.upn, mailbox: BOB, firstEvent: shared.at, lastEvent: shared.at },
        }),
      );
    });
    expect(await purge(store, 40)).toBe(1);
    expect(await ids(store, ANN)).toEqual([]);
    expect(await ids(store, BOB.upn)).toEqual(['shared']);
  });

  it('forgets the habits of an account of which nothing is left', async () => {
    const store = await openTemporary();
    await store.write('test', async (tx) => {
      await tx.putEvents([onDay(1, 'old')]);
      await tx.putUsage([{ subject: ANN, value: 'asn:64500', firstDay: 20_000 }]);
    });
    await purge(store, 40);
    const answer = await store.read((tx) => tx.peerAnswer(BOB.upn, { value: 'asn:64500', day: 30_000 }, 1));
    expect(answer).toBeNull();
  });
});
