import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, startCaller } from './caller.js';
import { auditRow, smallWorld, TENANT_ID } from './small-world.js';

const now = Date.now();
const HOUR_MS = 3_600_000;
const FEED = `/api/v1.0/${TENANT_ID}/activity/feed`;
/** One row an hour for nine days, each ready half an hour after it happened, and 700 in the last hours. */
const ROWS = 9 * 24;
const BURST = 700;

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller({
    speed: 1000,
    world: smallWorld({
      startMs: now,
      logs: (startMs) => [
        ...Array.from({ length: ROWS }, (_, index) =>
          auditRow(startMs, `hourly-${index}`, 60 * (index + 1), 30),
        ),
        ...Array.from({ length: BURST }, (_, index) =>
          auditRow(startMs, `burst-${index}`, 120 + (index % 20)),
        ),
        auditRow(startMs, 'late', 600, 700),
      ],
    }),
  });
});
afterAll(() => caller.close());

function feed(
  operation: string,
  query: Readonly<Record<string, string>> = {},
  method: 'GET' | 'POST' = 'GET',
): Promise<Answer> {
  const all = new URLSearchParams({ PublisherIdentifier: TENANT_ID, ...query });
  return caller.as('reader', `${FEED}/${operation}?${all}`, { method });
}

const exchange = { contentType: 'Audit.Exchange' };
const text = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
const day = (daysAgo: number): Record<string, string> => ({
  ...exchange,
  startTime: text(now - daysAgo * 24 * HOUR_MS),
  endTime: text(now - (daysAgo - 1) * 24 * HOUR_MS),
});

describe('subscriptions', () => {
  it('content asks for one; starting twice says so; stopping ends it', async () => {
    const general = { contentType: 'Audit.General' };
    expect((await feed('subscriptions/content', general)).json.error?.code).toBe('AF20022');
    const started = await feed('subscriptions/start', general, 'POST');
    expect(started.json).toEqual({ contentType: 'Audit.General', status: 'enabled', webhook: null });
    expect((await feed('subscriptions/start', general, 'POST')).json.error?.code).toBe('AF20024');
    expect((await feed('subscriptions/list')).json).toContainEqual(started.json);
    const stopped = await feed('subscriptions/stop', general, 'POST');
    expect([stopped.status, stopped.text]).toEqual([200, '']);
    expect((await feed('subscriptions/content', general)).json.error?.code).toBe('AF20022');
  });
});

describe('content', () => {
  beforeAll(() => feed('subscriptions/start', exchange, 'POST'));

  it('is selected by when it came, every row is there, some twice, none early, in no order', async () => {
    const ids: string[] = [];
    const created: string[] = [];
    let isInOrder = true;
    for (let ago = 7; ago >= 1; ago -= 1) {
      const entries = (await feed('subscriptions/content', day(ago))).json;
      for (const entry of entries) {
        const { startTime = '', endTime = '' } = day(ago);
        const at = String(entry.contentCreated).slice(0, 19);
        expect(at >= startTime && at < endTime).toBe(true);
        created.push(String(entry.contentId));
        const blob = (await caller.as('reader', `${entry.contentUri}?PublisherIdentifier=${TENANT_ID}`)).json;
        const times = blob.map((record) => String(record.CreationTime));
        isInOrder &&= times.join() === [...times].sort().join();
        ids.push(...blob.map((record) => String(record.Id)));
      }
    }
    const seen = new Set(ids);
    expect(new Set(created).size).toBe(created.length);
    expect([...seen].filter((id) => id.startsWith('burst'))).toHaveLength(BURST);
    expect([...seen].filter((id) => id.startsWith('hourly')).length).toBeGreaterThanOrEqual(7 * 24 - 2);
    expect(ids.length).toBeGreaterThan(seen.size);
    expect(seen.has('late')).toBe(false);
    expect(isInOrder).toBe(false);
  });

  it('the same window gives the same blobs', async () => {
    const [first, second] = [
      await feed('subscriptions/content', day(2)),
      await feed('subscriptions/content', day(2)),
    ];
    expect(first.json).toEqual(second.json);
  });

  it('abutting windows share nothing', async () => {
    const [entry] = (await feed('subscriptions/content', day(2))).json;
    const at = Date.parse(String(entry?.contentCreated));
    const listed = async (from: number, to: number): Promise<readonly unknown[]> =>
      (
        await feed('subscriptions/content', { ...exchange, startTime: text(from), endTime: text(to) })
      ).json.map((one) => one.contentId);
    expect(await listed(at - HOUR_MS, at)).not.toContain(entry?.contentId);
    expect(await listed(at, at + HOUR_MS)).toContain(entry?.contentId);
  });

  it.each([
    { name: 'no type', query: {}, code: 'AF20001' },
    { name: 'an unknown type', query: { contentType: 'Audit.Mail' }, code: 'AF20020' },
    { name: 'a start alone', query: { ...exchange, startTime: text(now - HOUR_MS) }, code: 'AF20030' },
    {
      name: 'more than a day',
      query: { ...exchange, startTime: text(now - 25 * HOUR_MS), endTime: text(now) },
      code: 'AF20030',
    },
    {
      name: 'an end before the start',
      query: { ...exchange, startTime: text(now), endTime: text(now - HOUR_MS) },
      code: 'AF20030',
    },
    { name: 'more than seven days back', query: day(8), code: 'AF20055' },
    { name: 'milliseconds', query: { ...day(1), startTime: new Date(now).toISOString() }, code: 'AF20002' },
    { name: 'a made-up page', query: { ...day(1), nextPage: 'abc' }, code: 'AF20031' },
    { name: 'a publisher that is no GUID', query: { ...day(1), PublisherIdentifier: 'me' }, code: 'AF20002' },
  ])('$name: $code', async ({ query, code }) => {
    const answer = await feed('subscriptions/content', query as Record<string, string>);
    expect([answer.status, answer.json.error?.code]).toEqual([400, code]);
  });

  it.each([
    { id: 'nonsense', code: 'AF20052' },
    { id: `20200101000000000$20200101000000000$audit_exchange$${'0'.repeat(32)}$01`, code: 'AF20050' },
  ])('a blob that is none: $code', async ({ id, code }) => {
    expect((await feed(`audit/${encodeURIComponent(id)}`)).json.error?.code).toBe(code);
  });

  it('another tenant: AF20010; no GUID: AF20013', async () => {
    const of = (tenant: string): Promise<Answer> =>
      caller.as(
        'reader',
        `/api/v1.0/${tenant}/activity/feed/subscriptions/list?PublisherIdentifier=${TENANT_ID}`,
      );
    expect((await of('22222222-2222-4333-8444-555555555555')).json.error?.code).toBe('AF20010');
    expect((await of('contoso')).json.error?.code).toBe('AF20013');
  });
});

it('long listings go on at NextPageUri', async () => {
  const many = await startCaller({
    speed: 1000,
    world: smallWorld({
      // Live rows come to blobs of one second each.
      startMs: now - 20 * HOUR_MS,
      logs: (startMs) =>
        Array.from({ length: 450 }, (_, index) => auditRow(startMs, `row-${index}`, -1 - index)),
    }),
  });
  const query = new URLSearchParams({ PublisherIdentifier: TENANT_ID, ...day(1) });
  await many.as('reader', `${FEED}/subscriptions/start?${query}`, { method: 'POST' });
  let path: string | undefined = `${FEED}/subscriptions/content?${query}`;
  const sizes: number[] = [];
  const token = await many.token('reader', 'management');
  while (path !== undefined) {
    const answer: Answer = await many.call('management', path, { token });
    sizes.push(answer.json.length);
    const next: string | undefined = answer.headers.nextpageuri;
    path = next === undefined ? undefined : `${next}&PublisherIdentifier=${TENANT_ID}`;
  }
  expect(sizes.length).toBe(3);
  expect(sizes.slice(0, 2)).toEqual([200, 200]);
  await many.close();
});
