import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld } from '../../simulator/world/create-world.js';
import { SMALL, startTenant, type TestTenant } from './tenant.js';

const MAIN = join(import.meta.dirname, '../../dist/agent/main.js');

let tenant: TestTenant;
beforeAll(async () => {
  const startMs = Date.now() - 60_000;
  tenant = await startTenant({
    world: createWorld({ ...SMALL, days: 8, seed: 3, startMs, scenario: null }),
  });
});
afterAll(() => tenant.close());

/** What stands in records and mail that the agent reads, and what it proves itself with. */
function planted(): readonly string[] {
  const customers = tenant.labels.attacked.flatMap((mailbox) => mailbox.customers);
  const values = customers.flatMap((one) => [one.accountNumber, one.email, one.phone, one.ssn]);
  const subjects = [...tenant.simulator.world.mailboxes.values()].flatMap((mailbox) =>
    mailbox.messages.map((message) => message.subject),
  );
  const secrets = ['reader-secret', 'soc-secret', 'store-key', 'customer-key', 'examiner-token'].map((name) =>
    readFileSync(join(tenant.simulator.dir, name), 'utf8').trim(),
  );
  return [...new Set([...values, ...subjects, ...secrets])].filter(
    (text): text is string => text !== null && text.length >= 9,
  );
}

it("the daemon's log of a whole case and a dead sink holds no secret, token, subject or customer's value", {
  timeout: 180_000,
}, async () => {
  const place = tenant.configFor('log', (config) => {
    config.alerts = [
      ...((config.alerts ?? []) as object[]),
      {
        type: 'webhook',
        url: 'https://127.0.0.1:9/zoe-planted-path?sig=zoe-planted',
        secret: { env: 'PLANTED' },
      },
    ];
  });
  const daemon = spawn(process.execPath, [MAIN, 'run', '--config', place.config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PLANTED: 'whsec_em9lLXBsYW50ZWQtc2VjcmV0' },
  });
  let log = '';
  daemon.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = new Promise((resolve) => daemon.once('close', resolve));
  const isReported = (): boolean => {
    if (daemon.exitCode !== null) throw new Error(`the daemon ended: ${log}`);
    return existsSync(place.reports) && readdirSync(place.reports).some((name) => name.endsWith('.html'));
  };
  try {
    await expect.poll(isReported, { timeout: 120_000, interval: 200 }).toBe(true);
    await expect.poll(() => log.includes('exposure assessed'), { timeout: 60_000, interval: 200 }).toBe(true);
    await expect.poll(() => log.includes('webhook'), { timeout: 60_000, interval: 200 }).toBe(true);
  } finally {
    daemon.kill('SIGTERM');
    await ended;
  }
  const values = planted();
  expect(values.length).toBeGreaterThan(100);
  expect(values.filter((value) => log.includes(value))).toEqual([]);
  expect(log).not.toMatch(/zoe-planted|whsec_|eyJ[\w-]+\.[\w-]+\.|Bearer [^[]/);
  for (const line of log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});
