import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { CommandIo } from '../../agent/commands/io.js';
import { runCommand } from '../../agent/commands/run-command.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { startTenant } from '../end-to-end/tenant.js';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Null while nobody listens. */
async function ask(port: number, path: string): Promise<{ status: number; text: string } | null> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
  return answer === null ? null : { status: answer.status, text: await answer.text() };
}

it('the daemon serves while it runs: ready once its logs were read, and silent after it stopped', {
  timeout: 120_000,
}, async () => {
  const tenant = await startTenant();
  const port = await freePort();
  const place = tenant.configFor('serve', (config) => {
    config.serve = { port };
  });
  let stop = (_times: number): void => {};
  const io: CommandIo = {
    env: process.env,
    stdin: Readable.from([]),
    out: () => {},
    err: () => {},
    isTerminal: false,
    hasColour: false,
    boundary: openBoundary,
    onStop: (listener) => {
      stop = listener;
      return () => {};
    },
    onReload: () => () => {},
  };
  const run = runCommand(['run', '--config', place.config], io);
  await expect
    .poll(async () => (await ask(port, '/readyz'))?.status, { timeout: 60_000, interval: 250 })
    .toBe(200);
  await expect
    .poll(async () => (await ask(port, '/metrics'))?.text, { timeout: 60_000, interval: 1_100 })
    .toMatch(/mailwarden_source_records_total\{source="signIns"\} [1-9]/);
  const metrics = (await ask(port, '/metrics'))?.text ?? '';
  expect(metrics).toMatch(/mailwarden_outside_calls_total\{service="graph",outcome="answered-2xx"\} [1-9]/);
  expect(metrics).toMatch(/mailwarden_commits_total\{outcome="done"\} [1-9]/);
  expect(metrics).toContain('mailwarden_response_mode{mode="enforce"} 1');
  // Whoever was contained by now took from the budget of twenty.
  await expect
    .poll(async () => (await ask(port, '/metrics'))?.text, { timeout: 60_000, interval: 1_100 })
    .toMatch(/mailwarden_response_budget_left_accounts 1[0-9](\.\d+)?$/m);
  expect(metrics).not.toContain('@');
  stop(1);
  expect(await run).toBe(0);
  expect(await ask(port, '/healthz')).toBeNull();
  await tenant.close();
});
