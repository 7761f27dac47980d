import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../simulator/world/create-world.js';
import { runAgent } from './run-agent.js';
import { type AgentPlace, SMALL, startTenant, type TestTenant } from './tenant.js';

const MAIN = join(import.meta.dirname, '../../dist/agent/main.js');

/** The daemon as an operator runs it. */
class Daemon {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  log = '';
  out = '';

  constructor(place: AgentPlace) {
    this.#child = spawn(process.execPath, [MAIN, 'run', '--config', place.config], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.out += chunk.toString('utf8');
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.log += chunk.toString('utf8');
    });
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async until(condition: () => boolean, what: string): Promise<void> {
    for (let waited = 0; !condition(); waited += 50) {
      if (waited > 60_000 || this.#child.exitCode !== null) throw new Error(`no ${what}: ${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

let tenant: TestTenant;
beforeAll(async () => {
  const startMs = Date.now() - 60_000;
  const world = createWorld({ ...SMALL, days: 8, seed: 3, startMs, scenario: null });
  tenant = await startTenant({ world });
});
afterAll(() => tenant.close());

const reportsOf = (place: AgentPlace): readonly string[] =>
  existsSync(place.reports) ? readdirSync(place.reports) : [];

describe('the daemon', () => {
  it('reads, contains and reports by itself; a signal drains it', { timeout: 120_000 }, async () => {
    const place = tenant.configFor('daemon');
    const daemon = new Daemon(place);
    await daemon.until(() => daemon.log.includes('the revocation is verified'), 'verified revocation');
    await daemon.until(() => reportsOf(place).some((name) => name.endsWith('.html')), 'report');
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toBe(0);
    expect(daemon.log).toMatch(/draining/);
    expect(daemon.out).toBe('');
    for (const line of daemon.log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('refuses a broken configuration on reload and runs on with the old one', {
    timeout: 120_000,
  }, async () => {
    const place = tenant.configFor('reload', (config) => {
      config.response.mode = 'observe';
    });
    const daemon = new Daemon(place);
    await daemon.until(() => daemon.log.includes('mailwarden is running'), 'start');
    const good = readFileSync(place.config, 'utf8');
    writeFileSync(place.config, good.replace('"observe"', '"obsrve"'));
    daemon.signal('SIGHUP');
    await daemon.until(() => daemon.log.includes('the old one runs on'), 'refusal');
    writeFileSync(place.config, good);
    daemon.signal('SIGHUP');
    await daemon.until(() => daemon.log.includes('were loaded anew'), 'reload');
    daemon.signal('SIGINT');
    daemon.signal('SIGINT');
    expect(await daemon.ended).toBe(0);
  });

  it('is the only writer: a second one is told so', { timeout: 120_000 }, async () => {
    const place = tenant.configFor('single');
    const daemon = new Daemon(place);
    await daemon.until(() => daemon.log.includes('mailwarden is running'), 'start');
    const second = await runAgent(['once', '--config', place.config]);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/another mailwarden process writes to this store/);
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toBe(0);
  });

  it('carries out what a person approves by command', { timeout: 120_000 }, async () => {
    const place = tenant.configFor('approve', (config) => {
      config.response.mode = 'approve';
    });
    const daemon = new Daemon(place);
    await daemon.until(() => reportsOf(place).some((name) => name.endsWith('.html')), 'report');
    const list = await runAgent(['incidents', 'list', '--config', place.config, '--json']);
    const waiting = (JSON.parse(list.stdout) as { id: string; justifiesContainment: boolean }[]).find(
      (incident) => incident.justifiesContainment,
    );
    expect(daemon.log).not.toMatch(/sessions revoked/);
    const approved = await runAgent(['incidents', 'approve', waiting?.id ?? '', '--config', place.config]);
    expect(approved).toMatchObject({ code: 0, stdout: expect.stringMatching(/^done/) });
    await daemon.until(() => daemon.log.includes('the revocation is verified'), 'verified revocation');
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toBe(0);
  });
});
