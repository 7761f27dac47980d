import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Store } from '../../agent/model/store.js';
import { openTemporary } from './open-temporary.js';
import { accessEvent, at, finding } from './samples.js';

const BOB = { id: 'u-bob', upn: 'Bob@contoso.com' };

function put(store: Store, ...events: readonly AccessEvent[]) {
  return store.write('test', (tx) => tx.putEvents(events));
}

async function timeline(store: Store, subject: string): Promise<readonly string[]> {
  const found = await store.read((tx) => tx.timelines([subject]));
  return found.get(subject)?.events.map((event) => event.id) ?? [];
}

describe('events', () => {
  it('come back as they were put in, in the order asked, each once', async () => {
    const store = await openTemporary();
    const events = [
      accessEvent('a'),
      accessEvent('b', { mail: { messages: [], folders: [], isThrottled: true } }),
    ];
    await put(store, ...events);
    expect(await store.read((tx) => tx.events(['b', 'none', 'a', 'b']))).toEqual([events[1], events[0]]);
  });

  it('are in the timelines of the mailbox and of the user, oldest first by time, then id', async () => {
    const store = await openTemporary();
    await put(
      store,
      accessEvent('c', { at: at(2), user: BOB }),
      accessEvent('b', { at: at(1) }),
      accessEvent('a', { at: at(1) }),
      accessEvent('nobody', { user: null, mailbox: { id: null, upn: '' } }),
      accessEvent('by-id', { user: null, mailbox: { id: 'U-NEW', upn: null } }),
    );
    expect(await timeline(store, 'ann@contoso.com')).toEqual(['a', 'b', 'c']);
    expect(await timeline(store, 'bob@contoso.com')).toEqual(['c']);
    expect(await timeline(store, 'id:u-new')).toEqual(['by-id']);
    expect(await store.read((tx) => tx.events(['nobody']))).toHaveLength(1);
  });

  it('name the accounts that something happened to since a time, each once, sorted', async () => {
    const store = await openTemporary();
    await put(
      store,
      accessEvent('a', { at: at(1) }),
      accessEvent('b', { at: at(2), user: BOB, mailbox: BOB }),
      accessEvent('c', { at: at(3), user: BOB }),
    );
    const since = (when: string) => store.read((tx) => tx.accountsSince(when));
    expect(await since(at(1))).toEqual(['ann@contoso.com', 'bob@contoso.com']);
    expect(await since(at(2))).toEqual(['ann@contoso.com', 'bob@contoso.com']);
    expect(await since(at(4))).toEqual([]);
  });

  it('give an empty timeline for an account without events', async () => {
    const store = await openTemporary();
    const found = await store.read((tx) => tx.timelines(['eve@contoso.com', 'eve@contoso.com']));
    expect([...found]).toEqual([
      ['eve@contoso.com', { subject: 'eve@contoso.com', events: [], matches: [] }],
    ]);
  });

  it('leave the accounts that their older form was listed under', async () => {
    const store = await openTemporary();
    await put(store, accessEvent('a'));
    await put(store, accessEvent('a', { user: BOB, mailbox: BOB, at: at(9) }));
    expect(await timeline(store, 'ann@contoso.com')).toEqual([]);
    expect(await timeline(store, 'bob@contoso.com')).toEqual(['a']);
    expect(await store.read((tx) => tx.events(['a']))).toMatchObject([{ at: at(9) }]);
  });

  it('are the last of two with one id in one call', async () => {
    const store = await openTemporary();
    await put(store, accessEvent('a', { at: at(1) }), accessEvent('a', { at: at(2) }));
    expect(await store.read((tx) => tx.events(['a']))).toMatchObject([{ at: at(2) }]);
  });

  it('are summed up', async () => {
    const store = await openTemporary();
    const empty = { byKind: {}, first: null, last: null, mailboxes: 0 };
    expect(await store.read((tx) => tx.eventSummary())).toEqual(empty);
    await put(
      store,
      accessEvent('a', { at: at(3) }),
      accessEvent('b', { at: at(1), kind: 'mail-read', mailbox: BOB }),
      accessEvent('c', { at: at(2), kind: 'mail-read', mailbox: null }),
      accessEvent('d', { at: at(2), kind: 'mail-read', mailbox: BOB }),
    );
    expect(await store.read((tx) => tx.eventSummary())).toEqual({
      byKind: { 'sign-in': 1, 'mail-read': 3 },
      first: at(1),
      last: at(3),
      mailboxes: 2,
    });
  });

  it('take thousands at once', async () => {
    const store = await openTemporary();
    const many = Array.from({ length: 3_000 }, (_, index) => accessEvent(`e-${index}`, { at: at(index) }));
    await put(store, ...many);
    await put(store, ...many);
    expect(await timeline(store, 'ann@contoso.com')).toEqual(many.map((event) => event.id));
  });
});

describe('rule matches', () => {
  it('replace those of the same events and come with the timeline', async () => {
    const store = await openTemporary();
    await put(store, accessEvent('late', { at: at(2) }), accessEvent('early', { at: at(1) }));
    const matches = [
      { rule: 'r2', event: 'late' },
      { rule: 'r1', event: 'late' },
      { rule: 'r1', event: 'late' },
      { rule: 'r9', event: 'early' },
    ];
    await store.write('test', (tx) => tx.putMatches(['late', 'early'], matches));
    const read = async () =>
      (await store.read((tx) => tx.timelines(['ann@contoso.com']))).get('ann@contoso.com')?.matches;
    expect(await read()).toEqual([
      { rule: 'r9', event: 'early' },
      { rule: 'r1', event: 'late' },
      { rule: 'r2', event: 'late' },
    ]);
    await store.write('test', (tx) => tx.putMatches(['late'], []));
    expect(await read()).toEqual([{ rule: 'r9', event: 'early' }]);
  });
});

describe('findings', () => {
  it('replace all of their account, and are counted by rule', async () => {
    const store = await openTemporary();
    const ann = [finding('f-2', 'ann'), finding('f-1', 'ann', { rule: 'sigma-1' })];
    await store.write('test', async (tx) => {
      await tx.putFindings('ann', [finding('f-0', 'ann')]);
      await tx.putFindings('ann', ann);
      await tx.putFindings('bob', [finding('f-3', 'bob')]);
    });
    expect(await store.read((tx) => tx.findingsOf('ann'))).toEqual(ann);
    expect((await store.read((tx) => tx.findings())).map((one) => one.id)).toEqual(['f-1', 'f-2', 'f-3']);
    expect([...(await store.read((tx) => tx.findingCounts()))]).toEqual([
      ['behaviour:new-network', 2],
      ['sigma-1', 1],
    ]);
    await store.write('test', (tx) => tx.putFindings('ann', []));
    expect(await store.read((tx) => tx.findingsOf('ann'))).toEqual([]);
  });
});
