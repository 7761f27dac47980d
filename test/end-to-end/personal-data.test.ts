import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld } from '../../simulator/world/create-world.js';
import { type AgentRun, runAgent } from './run-agent.js';
import { type AgentPlace, SMALL, startTenant, type TestTenant } from './tenant.js';

let tenant: TestTenant;
let place: AgentPlace;
let run: AgentRun;

beforeAll(async () => {
  const startMs = Date.now() - 60_000;
  tenant = await startTenant({
    world: createWorld({ ...SMALL, mailboxes: 30, days: 8, seed: 2, startMs, scenario: null }),
  });
  place = tenant.configFor('agent');
  run = await runAgent(['once', '--config', place.config, '--json']);
}, 120_000);
afterAll(() => tenant.close());

/** Customers' values and mail subjects that the agent read, and secrets that it used. */
function planted(): readonly string[] {
  const customers = tenant.labels.attacked.flatMap((mailbox) => mailbox.customers);
  const values = customers.flatMap((one) => [one.accountNumber, one.email, one.phone, one.ssn]);
  const digits = values.flatMap((value) => (value === null ? [] : [value, value.replace(/\D/g, '')]));
  const subjects = [...tenant.simulator.world.mailboxes.values()].flatMap((mailbox) =>
    mailbox.messages.slice(0, 50).map((message) => message.subject),
  );
  const secrets = ['reader-secret', 'soc-secret', 'store-key', 'customer-key', 'examiner-token'].map((name) =>
    readFileSync(join(tenant.simulator.dir, name), 'utf8').trim(),
  );
  return [...new Set([...digits, ...subjects, ...secrets])].filter((text) => text.length >= 9);
}

/** Everything that the agent wrote: store, reports, output, and what the SOC received. */
function written(): ReadonlyMap<string, string> {
  const texts = new Map([
    ['stdout', run.stdout],
    ['stderr', run.stderr],
    ['alerts', readFileSync(tenant.simulator.alertsFile, 'latin1')],
  ]);
  for (const name of readdirSync(place.directory, { recursive: true, encoding: 'utf8' })) {
    const path = join(place.directory, name);
    if (statSync(path).isFile()) texts.set(name, readFileSync(path, 'latin1'));
  }
  return texts;
}

it('no customer value, subject or secret is in anything that is written', () => {
  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toMatchObject({ incidents: expect.anything() });
  const values = planted();
  expect(values.length).toBeGreaterThan(100);
  const texts = written();
  expect([...texts.keys()].some((name) => name.endsWith('.html'))).toBe(true);
  const found = [...texts].flatMap(([name, text]) =>
    values.filter((value) => text.includes(value)).map((value) => `${name}: ${value.slice(0, 3)}…`),
  );
  expect(found).toEqual([]);
});
