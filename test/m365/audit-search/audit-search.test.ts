import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import { notesInMemory } from '../../../agent/m365/notes-in-memory.js';
import type { SourceItem, Window } from '../../../agent/model/ports.js';
import { connectFake, NEVER, type RecordingClock } from '../connect-fake.js';
import { type FakeTenant, type Reply, type Seen, startFakeTenant } from '../fake-tenant.js';
import { gapsOf, gather, recordsOf } from '../gather.js';

const QUERIES = '/v1.0/security/auditLog/queries';
const HOUR: Window = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T09:00:00.000Z' };

let tenant: FakeTenant;
let m365: M365;
let clock: RecordingClock;
beforeEach(async () => {
  tenant = await startFakeTenant();
  ({ m365, clock } = connectFake(tenant));
});
afterEach(async () => {
  await m365.close();
  await tenant.close();
});

function search(name = 'exchangeAudit', window = HOUR): Promise<readonly SourceItem[]> {
  const found = m365.auditSearches.get(name);
  if (found === undefined) throw new Error('no such search');
  return gather(found.search(window, NEVER));
}

interface Run {
  /** Answers to the polls, the last one for ever. */
  readonly polls?: readonly object[];
  readonly records?: readonly unknown[];
}

const DONE = { status: 'succeeded', isRecordCountLimitExceeded: false };

/** The n-th search of the tenant, from 0, answers as the n-th run; the last one for all after it. */
function runs(given: readonly Run[], special: (call: Seen) => Reply | undefined = () => undefined): void {
  let made = 0;
  tenant.script((call, nth) => {
    if (call.role !== 'graph') return undefined;
    const told = special(call);
    if (told !== undefined) return told;
    if (call.path === QUERIES) {
      made += 1;
      return { status: 201, json: { id: `q${made - 1}`, status: 'notStarted' } };
    }
    const [, id = '', part] = /queries\/q(\d+)(\/records)?/.exec(call.path) ?? [];
    const run = given[Math.min(Number(id), given.length - 1)] ?? {};
    if (part !== undefined) return { json: { value: run.records ?? [] } };
    const polls = run.polls ?? [DONE];
    return { json: polls[Math.min(nth, polls.length) - 1] };
  });
}

function found(id: string): object {
  return {
    id,
    auditData: {
      '@odata.type': '#microsoft.graph.security.defaultAuditData',
      Id: id.toUpperCase(),
      CreationTime: '2026-03-02T08:10:00',
      'Folders@odata.type': '#Collection(x)',
      Folders: [{ '@odata.type': '#x', Path: '\\Inbox' }],
    },
  };
}

const bodies = (): readonly { [key: string]: unknown }[] =>
  tenant
    .calls('graph')
    .filter((call) => call.method === 'POST')
    .map((call) => JSON.parse(call.body));

describe('a search', () => {
  it('asks for the window and the service twice, and waits until each has ended', async () => {
    runs([
      { polls: [{ status: 'notStarted' }, { status: 'running' }, { status: 'unknownFutureValue' }, DONE] },
      { polls: [DONE] },
    ]);
    await search();
    expect(bodies()).toEqual(
      [0, 1].map(() => ({
        displayName: 'mailwarden',
        filterStartDateTime: HOUR.from,
        filterEndDateTime: HOUR.to,
        serviceFilters: ['Exchange'],
      })),
    );
    // Ten seconds, then longer by five each time; the second search anew.
    expect(clock.waits.filter((ms) => ms >= 5_000)).toEqual([10_000, 15_000, 20_000, 25_000, 10_000]);
  });

  it('of the directory asks for that service', async () => {
    runs([{}]);
    await search('entraAudit');
    expect(bodies()[0]?.serviceFilters).toEqual(['AzureActiveDirectory']);
  });

  it('joins both runs by id: a record that only one of them has is there, once', async () => {
    runs([{ records: [found('a'), found('b')] }, { records: [found('c'), found('b')] }]);
    expect(recordsOf(await search()).map((one) => one.key)).toEqual(['ual:a', 'ual:b', 'ual:c']);
  });

  it('gives the record as the feed would: same key, source and body, no annotations', async () => {
    runs([{ records: [found('a')] }]);
    expect(recordsOf(await search())).toEqual([
      {
        key: 'ual:a',
        source: 'exchangeAudit',
        shape: 'audit-record',
        occurredAt: '2026-03-02T08:10:00.000Z',
        body: { Id: 'A', CreationTime: '2026-03-02T08:10:00', Folders: [{ Path: '\\Inbox' }] },
      },
    ]);
  });

  it('takes the id of the row where the record has none, and keeps a row without a record whole', async () => {
    const bare = { id: 'e', operation: 'Send' };
    runs([{ records: [{ id: 'D', auditData: { Operation: 'Send' } }, bare, 7] }]);
    const items = await search();
    expect(recordsOf(items)).toMatchObject([
      { key: 'ual:d', body: { Operation: 'Send', Id: 'D' } },
      { key: expect.stringMatching(/^ual:#/), body: bare },
    ]);
    expect(items[0]).toMatchObject({ rejected: [{ bytes: Buffer.from('7') }] });
  });
});

describe('a search that does not end well', () => {
  it.each(['failed', 'cancelled'])(
    '%s: raised, may be tried again, and no record is read',
    async (status) => {
      runs([{ polls: [{ status: 'running' }, { status }] }]);
      await expect(search()).rejects.toMatchObject({
        kind: 'server-error',
        isRetryable: true,
        code: `AuditLogQuery_${status}`,
      });
      expect(tenant.calls('graph', '/records')).toEqual([]);
    },
  );

  it('one that never ends is given up', async () => {
    runs([{ polls: [{ status: 'running' }] }]);
    await expect(search()).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('one that nobody waits for any more ends as aborted', async () => {
    const stop = new AbortController();
    runs([{ polls: [{ status: 'running' }] }], (call) => {
      if (call.method === 'GET') stop.abort();
      return undefined;
    });
    const found = m365.auditSearches.get('exchangeAudit')?.search(HOUR, stop.signal);
    await expect(gather(found as AsyncIterable<SourceItem>)).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('an answer without an id is raised', async () => {
    runs([], (call) => (call.path === QUERIES ? { status: 201, json: { status: 'notStarted' } } : undefined));
    await expect(search()).rejects.toMatchObject({ kind: 'malformed-answer' });
  });

  it('names the permission of the service, and that it is missing', async () => {
    const refusal = { status: 403, json: { error: { code: 'Authorization_RequestDenied' } } };
    runs([], () => refusal);
    await expect(search('entraAudit')).rejects.toMatchObject({
      gap: 'permission',
      message: expect.stringMatching(/AuditLogsQuery-Entra\.Read\.All/),
    });
  });
});

describe('a search that succeeded and is cut off', () => {
  const CUT = { ...DONE, isRecordCountLimitExceeded: true };

  it('is made again in halves', async () => {
    runs([{ polls: [DONE] }, { polls: [CUT], records: [found('x')] }, { records: [found('a')] }]);
    expect(recordsOf(await search()).map((one) => one.key)).toEqual(['ual:a', 'ual:a']);
    expect(bodies().map((body) => [body.filterStartDateTime, body.filterEndDateTime])).toEqual([
      [HOUR.from, HOUR.to],
      [HOUR.from, HOUR.to],
      [HOUR.from, '2026-03-02T08:30:00.000Z'],
      [HOUR.from, '2026-03-02T08:30:00.000Z'],
      ['2026-03-02T08:30:00.000Z', HOUR.to],
      ['2026-03-02T08:30:00.000Z', HOUR.to],
    ]);
  });

  it('down to a minute: what there is, and the rest as a gap', async () => {
    runs([{ polls: [CUT], records: [found('a')] }]);
    const minute = { from: HOUR.from, to: '2026-03-02T08:01:00.000Z' };
    const items = await search('exchangeAudit', minute);
    expect(recordsOf(items)).toHaveLength(1);
    expect(gapsOf(items)).toMatchObject([{ ...minute, reason: 'throttled-out' }]);
  });
});

describe('a search that a restart broke off', () => {
  /** The process ends while the first search is waited for; the next one has what was noted. */
  async function restart(breakOff: (signal: AbortController) => void): Promise<void> {
    const notes = notesInMemory();
    const first = connectFake(tenant, { notes });
    const stop = new AbortController();
    breakOff(stop);
    const searches = first.m365.auditSearches.get('exchangeAudit');
    if (searches === undefined) throw new Error('no such search');
    await expect(gather(searches.search(HOUR, stop.signal))).rejects.toMatchObject({ kind: 'aborted' });
    await first.m365.close();
    await m365.close();
    ({ m365, clock } = connectFake(tenant, { notes }));
  }

  it('goes on: none is ordered again, and its records are read', async () => {
    let stopNow = (): void => {};
    runs([{ records: [found('a')] }], (call) => {
      if (call.path.endsWith('/q0')) stopNow();
      return undefined;
    });
    await restart((stop) => {
      stopNow = () => stop.abort();
    });
    expect(bodies()).toHaveLength(2);
    stopNow = () => {};
    expect(recordsOf(await search())).toHaveLength(1);
    expect(bodies()).toHaveLength(2);
    // It was read to its end: the same window is a new search.
    await search();
    expect(bodies()).toHaveLength(4);
  });

  it('orders anew what the provider no longer has', async () => {
    let stopNow = (): void => {};
    let isGone = false;
    runs([{ records: [found('a')] }], (call) => {
      if (!call.path.endsWith('/q0')) return undefined;
      stopNow();
      return isGone ? { status: 404, json: { error: { code: 'NotFound' } } } : undefined;
    });
    await restart((stop) => {
      stopNow = () => stop.abort();
    });
    isGone = true;
    await expect(search()).rejects.toMatchObject({ kind: 'not-found' });
    expect(recordsOf(await search())).toHaveLength(1);
    expect(bodies()).toHaveLength(3);
  });
});

describe('what a tenant may order a day', () => {
  it('is left alone when our share is used up, and it is said when there is more', async () => {
    runs([{}]);
    for (let done = 0; done < 50; done += 1) await search();
    await expect(search()).rejects.toMatchObject({
      kind: 'throttled',
      code: 'DailyShare',
      retryAfterMs: expect.any(Number),
    });
    expect(bodies()).toHaveLength(100);
  });

  it('429 with a wait that is too long is passed on with the wait', async () => {
    runs([], (call) =>
      call.path === QUERIES
        ? { status: 429, headers: { 'retry-after': '3600' }, json: { error: { code: 'TooManyRequests' } } }
        : undefined,
    );
    await expect(search()).rejects.toMatchObject({ kind: 'throttled', retryAfterMs: 3_600_000 });
    expect(bodies()).toHaveLength(1);
  });
});
