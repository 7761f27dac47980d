import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, type Loose, startCaller } from './caller.js';
import { auditRow, smallWorld } from './small-world.js';

const QUERIES = '/v1.0/security/auditLog/queries';
const ROWS = 400;
const now = Date.now();

function startWith(more: Partial<Parameters<typeof startCaller>[0]> = {}): Promise<Caller> {
  return startCaller({
    // A search takes up to 21 minutes.
    speed: 4000,
    world: smallWorld({
      startMs: now,
      logs: (startMs) =>
        Array.from({ length: ROWS }, (_, index) => auditRow(startMs, `row-${index}`, index + 1)),
    }),
    ...more,
  });
}

let caller: Caller;
beforeAll(async () => {
  caller = await startWith();
});
afterAll(() => caller.close());

const DAY = {
  filterStartDateTime: new Date(now - 86_400_000).toISOString(),
  filterEndDateTime: new Date(now).toISOString(),
};

const DAY_OF_EXCHANGE = { ...DAY, serviceFilters: ['Exchange'] };

function submit(body: object, from = caller): Promise<Answer> {
  return from.as('reader', QUERIES, { method: 'POST', body: JSON.stringify(body) });
}

/** Polls until the search has ended, and gives its last state. */
async function end(id: unknown, from = caller): Promise<Loose> {
  for (;;) {
    const { json } = await from.as('reader', `${QUERIES}/${id}`);
    if (json.status === ('succeeded' as unknown)) return json;
    await sleep(20);
  }
}

async function idsOf(id: unknown, from = caller): Promise<readonly string[]> {
  const ids: string[] = [];
  let next: string | undefined = `${QUERIES}/${id}/records`;
  while (next !== undefined) {
    const { json }: Answer = await from.as('reader', next);
    ids.push(...(json.value ?? []).map((row) => String(row.id)));
    next = json['@odata.nextLink'] === undefined ? undefined : String(json['@odata.nextLink']);
  }
  return ids;
}

describe('a search of the audit log', () => {
  it('is ordered, goes on for a while without records, and then gives them', async () => {
    const slow = await startWith({ speed: 1 });
    const made = await submit({ displayName: 'mine', ...DAY, serviceFilters: ['Exchange'] }, slow);
    expect([made.status, made.json.status, made.json.displayName]).toEqual([201, 'notStarted', 'mine']);
    expect(await idsOf(made.json.id, slow)).toEqual([]);
    await slow.close();
  });

  it('no two that follow each other leave out the same records, and both leave some out', async () => {
    const runs: (readonly string[])[] = [];
    for (let run = 0; run < 2; run += 1) {
      const { json } = await submit(DAY_OF_EXCHANGE);
      await end(json.id);
      runs.push(await idsOf(json.id));
    }
    for (const ids of runs) {
      expect(ids.length).toBeGreaterThan(ROWS / 2);
      expect(ids.length).toBeLessThan(ROWS);
    }
    expect(new Set(runs.flat()).size).toBe(ROWS);
  });

  it('a row holds the record of the feed under auditData, with the marks of an open type', async () => {
    const { json } = await submit(DAY_OF_EXCHANGE);
    await end(json.id);
    const [row] = (await caller.as('reader', `${QUERIES}/${json.id}/records`)).json.value ?? [];
    expect(row).toMatchObject({
      auditLogRecordType: 'ExchangeItemAggregated',
      service: 'Exchange',
      auditData: { '@odata.type': expect.any(String), Id: row?.id, RecordType: 50 },
    });
  });

  it.each([
    { name: 'another operation', filter: { operationFilters: ['Send'] }, expected: 0 },
    { name: 'the record type', filter: { recordTypeFilters: ['exchangeItemAggregated'] }, expected: ROWS },
    { name: 'another service', filter: { serviceFilters: ['AzureActiveDirectory'] }, expected: 0 },
  ])('gives what fits the filter: $name', async ({ filter, expected }) => {
    const { json } = await submit({ ...DAY_OF_EXCHANGE, ...filter });
    await end(json.id);
    const found = (await idsOf(json.id)).length;
    expect(found).toBeLessThanOrEqual(expected);
    expect(found).toBeGreaterThanOrEqual(expected * 0.9);
  });

  it('that found more than it gives succeeds, and only one flag says so', async () => {
    const small = await startWith({ auditSearchLimit: 100 });
    const { json } = await submit(DAY_OF_EXCHANGE, small);
    expect(await end(json.id, small)).toMatchObject({
      isRecordCountLimitExceeded: true,
      recordCountLimit: 100,
    });
    expect(await idsOf(json.id, small)).toHaveLength(100);
    await small.close();
  });

  it.each([
    { name: 'an unknown property', body: { serviceFilter: 'Exchange' } },
    { name: 'a text for a list', body: { serviceFilters: 'Exchange' } },
    { name: 'a filter that is not played', body: { keywordFilter: 'invoice' } },
    { name: 'no time', body: { filterStartDateTime: 'yesterday' } },
  ])('$name: 400', async ({ body }) => {
    expect((await submit(body)).status).toBe(400);
  });

  it('takes the permission of the service', async () => {
    const poor = await startWith({ withoutRoles: { reader: ['AuditLogsQuery-Entra.Read.All'] } });
    expect((await submit({ ...DAY, serviceFilters: ['AzureActiveDirectory'] }, poor)).status).toBe(403);
    expect((await submit(DAY_OF_EXCHANGE, poor)).status).toBe(201);
    await poor.close();
  });

  it('is not there under another id: 404', async () => {
    expect((await caller.as('reader', `${QUERIES}/nothing`)).status).toBe(404);
  });

  it('fifty that have not ended are enough: 429 with a wait', async () => {
    const slow = await startWith({ speed: 1 });
    const answers: Answer[] = [];
    for (let order = 0; order < 51; order += 1) answers.push(await submit(DAY_OF_EXCHANGE, slow));
    expect(answers.slice(0, 50).every(({ status }) => status === 201)).toBe(true);
    expect([answers[50]?.status, answers[50]?.headers['retry-after']]).toEqual([429, '3600']);
    await slow.close();
  });
});
