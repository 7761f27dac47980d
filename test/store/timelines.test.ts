import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Store, Timeline } from '../../agent/model/store.js';
import { DAY_MS, toInstant } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { packEvents, unpackEvents } from '../../agent/store/timeline-codec.js';
import { openTemporary, temporaryFile } from './open-temporary.js';
import { accessEvent, at } from './samples.js';

const ANN = 'ann@contoso.com';
const BOB = { id: 'u-bob', upn: 'bob@contoso.com' };
const DAY_ONE_MS = Date.parse('2026-03-01T00:00:00.000Z');

function onDay(day: number, id: string, more: Partial<AccessEvent> = {}): AccessEvent {
  return accessEvent(id, { at: toInstant(DAY_ONE_MS + day * DAY_MS + 3_600_000), ...more });
}

async function timelineOf(store: Store, subject = ANN): Promise<Timeline> {
  const found = (await store.read((tx) => tx.timelines([subject]))).get(subject);
  if (found === undefined) throw new Error('there is no timeline');
  return found;
}

async function ids(store: Store, subject = ANN): Promise<readonly string[]> {
  return (await timelineOf(store, subject)).events.map((event) => event.id);
}

function pack(store: Store, beforeDay: number): Promise<void> {
  return store.write('test', async (tx) => {
    const timeline = (await tx.timelines([ANN])).get(ANN);
    if (timeline !== undefined) await tx.packTimeline(timeline, toInstant(DAY_ONE_MS + beforeDay * DAY_MS));
  });
}

describe('a packed timeline', () => {
  it('gives the same events as before, in the same order', async () => {
    const store = await openTemporary();
    const events = [0, 0, 1, 2, 5].map((day, index) => onDay(day, `e-${index}`));
    await store.write('test', (tx) => tx.putEvents(events));
    const before = await timelineOf(store);
    await pack(store, 3);
    expect(await timelineOf(store)).toEqual(before);
    await pack(store, 9);
    expect(await timelineOf(store)).toEqual(before);
  });

  const LATE: readonly { readonly name: string; readonly day: number; readonly expected: string }[] = [
    { name: 'on a packed day', day: 1, expected: 'a b late c' },
    { name: 'before the first packed day', day: -3, expected: 'late a b c' },
    { name: 'on a day between packed days', day: 2, expected: 'a b late c' },
    { name: 'after the packed days', day: 8, expected: 'a b c late' },
  ];
  it.each(LATE)('takes in what comes late $name', async ({ day, expected }) => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.putEvents([onDay(0, 'a'), onDay(1, 'b'), onDay(3, 'c')]));
    await pack(store, 6);
    await store.write('test', (tx) => tx.putEvents([onDay(day, 'late')]));
    expect((await ids(store)).join(' ')).toBe(expected);
    await pack(store, 6);
    expect((await ids(store)).join(' ')).toBe(expected);
  });

  it('follows an event that changes, moves to another day or to another account', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.putEvents([onDay(0, 'a'), onDay(1, 'b'), onDay(2, 'c')]));
    await pack(store, 9);
    await store.write('test', (tx) => tx.putEvents([onDay(1, 'b', { outcome: 'failure' })]));
    expect((await timelineOf(store)).events[1]).toMatchObject({ id: 'b', outcome: 'failure' });
    await pack(store, 9);
    await store.write('test', (tx) => tx.putEvents([onDay(4, 'b')]));
    expect(await ids(store)).toEqual(['a', 'c', 'b']);
    await pack(store, 9);
    await store.write('test', (tx) => tx.putEvents([onDay(4, 'b', { user: BOB, mailbox: BOB })]));
    expect(await ids(store)).toEqual(['a', 'c']);
    expect(await ids(store, BOB.upn)).toEqual(['b']);
  });

  it('leaves out the background, but for what a rule matched, also when the day was packed before', async () => {
    const store = await openTemporary();
    const background = { actorType: 'service' } as const;
    await store.write('test', (tx) =>
      tx.putEvents([
        onDay(0, 'a'),
        onDay(0, 'bg', background),
        onDay(0, 'own', { facts: { isOwnRead: true } }),
      ]),
    );
    expect(await ids(store)).toEqual(['a']);
    await pack(store, 9);
    await store.write('test', (tx) => tx.putMatches(['bg'], [{ rule: 'r', event: 'bg' }]));
    expect(await timelineOf(store)).toMatchObject({
      events: [{ id: 'a' }, { id: 'bg' }],
      matches: [{ rule: 'r', event: 'bg' }],
    });
  });

  it('is packed anew, and whole meanwhile, where another version of the product packed part of it', async () => {
    const file = temporaryFile();
    const store = await openTemporary({ file });
    await store.write('test', (tx) => tx.putEvents([onDay(0, 'a'), onDay(1, 'b'), onDay(2, 'c')]));
    await pack(store, 9);
    const db = new Database(file);
    db.exec(
      "update timeline_part set payload = x'00' || substr(payload, 2) where day = (select min(day) + 1 from timeline_part)",
    );
    expect(await ids(store)).toEqual(['a', 'b', 'c']);
    await pack(store, 9);
    expect(await ids(store)).toEqual(['a', 'b', 'c']);
    const forms = db.prepare('select distinct hex(substr(payload, 1, 1)) as form from timeline_part').all();
    expect(forms).toHaveLength(1);
    expect(db.prepare('select day from timeline_part').all()).toHaveLength(3);
    db.close();
  });

  it('comes back as it was when the transaction that changed it fails', async () => {
    const store = await openTemporary();
    await store.write('test', (tx) => tx.putEvents([onDay(0, 'a'), onDay(1, 'b')]));
    await pack(store, 9);
    const failing = store.write('test', async (tx) => {
      await tx.putEvents([onDay(0, 'late')]);
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(await ids(store)).toEqual(['a', 'b']);
  });

  it('is the timeline of all events, whatever came when and was packed when (property)', async () => {
    const step = fc.record({
      events: fc.array(
        fc.record({ id: fc.integer({ min: 0, max: 9 }), day: fc.integer({ min: 0, max: 6 }) }),
        {
          maxLength: 4,
        },
      ),
      packedBefore: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
        const latest = new Map<string, AccessEvent>();
        for (const { events, packedBefore } of steps) {
          const made = events.map(({ id, day }) => onDay(day, `e-${id}`));
          for (const event of made) latest.set(event.id, event);
          await store.write('test', (tx) => tx.putEvents(made));
          if (packedBefore !== null) await pack(store, packedBefore);
        }
        const expected = [...latest.values()].sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1));
        expect((await timelineOf(store)).events).toEqual(expected);
        await store.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe('packing events', () => {
  it('loses nothing, not even a field that only some have', () => {
    const events = [
      accessEvent('a'),
      { ...accessEvent('b', { at: at(7), facts: {} }), later: [1, { two: null }] },
      accessEvent('c', {
        mail: { messages: [{ messageId: '<1@x>', folderId: null }], folders: [], isThrottled: false },
      }),
      accessEvent('d', {
        recordHash: 'ab'.repeat(32),
        mail: {
          messages: [
            { messageId: '<2@x>', folderId: 'inbox' },
            { messageId: '<3@x>', folderId: 'archive' },
            { messageId: '<4@x>', folderId: 'inbox' },
          ],
          folders: [{ id: 'inbox', path: null }],
          isThrottled: true,
        },
      }),
    ];
    expect(unpackEvents(packEvents(events))).toEqual(events);
    const hashed = events.map((event, at) => ({ ...event, recordHash: `0${at}`.repeat(32) }));
    expect(unpackEvents(packEvents(hashed))).toEqual(hashed);
    expect(unpackEvents(packEvents([]))).toEqual([]);
  });

  it('says so when what is stored does not open', () => {
    const packed = Buffer.from(packEvents([accessEvent('a')]));
    expect(() => unpackEvents(packed.subarray(0, packed.length - 5))).toThrow(/backup/);
  });
});
