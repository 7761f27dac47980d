import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, startCaller } from './caller.js';
import { smallWorld } from './small-world.js';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller({ world: smallWorld() });
});
afterAll(() => caller.close());

const FINDING = {
  class_uid: 2004,
  category_uid: 2,
  activity_id: 1,
  type_uid: 200401,
  severity_id: 4,
  time: 1_700_000_000_000,
  metadata: { version: '1.3.0', product: { name: 'x', vendor_name: 'x' } },
  finding_info: { uid: 'incident-1', title: 'A title' },
};

interface Delivery {
  readonly id: string;
  readonly body?: object;
  readonly ageMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sentBody?: string;
}

function deliver({ id, body = FINDING, ageMs = 0, headers = {}, sentBody }: Delivery): Promise<Answer> {
  const secret = readFileSync(join(caller.simulator.dir, 'soc-secret'), 'utf8');
  const text = JSON.stringify(body);
  const at = new Date(Date.now() - ageMs);
  return caller.call('soc', '/hook', {
    method: 'POST',
    body: sentBody ?? text,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, text),
      ...headers,
    },
  });
}

it('takes what is signed, counts repeats and writes both down', async () => {
  expect((await deliver({ id: 'alert-1' })).status).toBe(204);
  expect((await deliver({ id: 'alert-1' })).status).toBe(204);
  const { alerts } = caller.simulator.soc;
  expect(alerts.map(({ id, delivery }) => [id, delivery])).toEqual([
    ['alert-1', 1],
    ['alert-1', 2],
  ]);
  const lines = readFileSync(caller.simulator.alertsFile, 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { delivery: number }).delivery)).toEqual([1, 2]);
});

describe('refuses', () => {
  const cases: readonly (Delivery & { readonly name: string; readonly status: number })[] = [
    { name: 'another signature', id: 'a', headers: { 'webhook-signature': 'v1,AAAA' }, status: 401 },
    { name: 'another id', id: 'a', headers: { 'webhook-id': 'b' }, status: 401 },
    { name: 'a changed body', id: 'a', sentBody: JSON.stringify({ ...FINDING, time: 1 }), status: 401 },
    { name: 'an old timestamp', id: 'a', ageMs: 6 * 60_000, status: 401 },
    { name: 'one from the future', id: 'a', ageMs: -6 * 60_000, status: 401 },
    { name: 'another content type', id: 'a', headers: { 'content-type': 'text/plain' }, status: 415 },
    { name: 'another class', id: 'a', body: { ...FINDING, class_uid: 2001 }, status: 400 },
    { name: 'a wrong type', id: 'a', body: { ...FINDING, type_uid: 1 }, status: 400 },
    { name: 'a time in text', id: 'a', body: { ...FINDING, time: '2026-01-01' }, status: 400 },
    {
      name: 'a finding without a title',
      id: 'a',
      body: { ...FINDING, finding_info: { uid: 'x' } },
      status: 400,
    },
  ];

  it.each(cases)('$name: $status', async ({ name: _, status, ...delivery }) => {
    const before = caller.simulator.soc.alerts.length;
    expect((await deliver(delivery)).status).toBe(status);
    expect(caller.simulator.soc.alerts).toHaveLength(before);
  });
});
