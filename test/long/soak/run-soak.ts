import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedRecord } from '../../../simulator/tenant.js';
import { createWorld } from '../../../simulator/world/create-world.js';
import { type AgentPlace, startTenant, type TestTenant } from '../../end-to-end/tenant.js';
import { createBusyStream } from './busy-stream.js';
import { openSocLine, type SocLine } from './soc-line.js';
import { takeover } from './takeover.js';
import { WatchedDaemon } from './watched-daemon.js';

export interface SoakOptions {
  readonly minutes: number;
  readonly mailboxes: number;
  /** Records a second. */
  readonly rate: number;
}

export interface MemorySample {
  readonly atMs: number;
  /** How long the process had run. */
  readonly ageMs: number;
  readonly megabytes: number;
}

/** What was offered, and where the agent left what it made of it. */
export interface Soak {
  readonly tenant: TestTenant;
  readonly place: AgentPlace;
  readonly daemon: WatchedDaemon;
  /** Keys of the records as the agent has them. */
  readonly offered: ReadonlySet<string>;
  /** UPNs of the mailboxes that were taken over. */
  readonly takenOver: readonly string[];
  readonly memory: readonly MemorySample[];
  readonly count: Readonly<Record<'reloads' | 'outages' | 'crashes', number>>;
}

const STEP_MS = 5_000;
/** Divides the simulated tenant's delays and throttles, not the rate of records. */
const SPEED = 10;
/** The logs that the daemon reads, with the prefixes of their keys. */
const PREFIXES: ReadonlyMap<LoggedRecord['log'], string> = new Map([
  ['signIns', 'signin'],
  ['directoryAudits', 'diraudit'],
  ['Audit.Exchange', 'ual'],
]);
const RULE = 'm365/mail-forwarded-outside.yml';

/** Every so many steps something happens, each in its own rhythm so that they meet in all combinations. */
const RHYTHM = { takeover: 4, reload: 23, outage: 31, mend: 12, crash: 149 } as const;

/** Keeps a daemon busy, reloads it, cuts its way to the SOC and kills it; what was offered last is not waited for. */
export async function runSoak({ minutes, mailboxes, rate }: SoakOptions): Promise<Soak> {
  const startMs = Date.now();
  const stream = createBusyStream(mailboxes, rate, startMs);
  const quiet = createWorld({
    seed: 31,
    mailboxes: 12,
    days: 2,
    speed: SPEED,
    startMs: startMs - 60_000,
    isLive: false,
    scenario: 'quiet',
  });
  const world = { ...quiet, users: [...quiet.users, ...stream.users] };
  const tenant = await startTenant({ world, speed: SPEED });
  const line = await openSocLine(Number(new URL(tenant.simulator.origins.soc).port));
  const rules = copyOfRules();
  const place = tenant.configFor('agent', (config) => {
    const [alert] = config.alerts as { url: string }[];
    if (alert !== undefined) alert.url = `https://127.0.0.1:${line.port}/hook`;
    config.rules = { directories: [rules] };
    config.sources = { ...(config.sources as object), directoryAudits: { schedule: '*/10 * * * * *' } };
  });
  const daemon = new WatchedDaemon(place.config);
  const offered = new Set<string>(world.logs.filter(({ log }) => PREFIXES.has(log)).map(keyOf));
  const takenOver: string[] = [];
  const memory: MemorySample[] = [];
  const count = { reloads: 0, outages: 0, crashes: 0 };
  const offer = (rows: readonly LoggedRecord[]): void => {
    // A content that was listed never changes: on a machine that lags, rows come later rather than into one of the past.
    const soonMs = Date.now() + 1_000;
    tenant.simulator.offer(
      rows.map((row) => ({ ...row, availableAtMs: Math.max(row.availableAtMs, soonMs) })),
    );
    for (const row of rows) offered.add(keyOf(row));
  };
  const steps = Math.ceil((minutes * 60_000) / STEP_MS);
  for (let step = 1; step <= steps; step += 1) {
    const fromMs = startMs + (step - 1) * STEP_MS;
    offer(stream.rows(fromMs, fromMs + STEP_MS));
    const victim = stream.users[step];
    if (step % RHYTHM.takeover === 0 && victim !== undefined) {
      offer(takeover(victim, world.tenantId, fromMs));
      takenOver.push(victim.userPrincipalName);
    }
    if (step % RHYTHM.reload === 0) {
      rewriteRule(rules, step);
      daemon.reload();
      count.reloads += 1;
    }
    disturbLine(line, step, () => {
      count.outages += 1;
    });
    if (step % RHYTHM.crash === 0) {
      await daemon.crash();
      count.crashes += 1;
    }
    daemon.expectAlive();
    const held = daemon.memory();
    if (held !== null) memory.push({ atMs: Date.now() - startMs, ...held });
    await sleep(Math.max(0, startMs + step * STEP_MS - Date.now()));
  }
  line.set('open');
  return { tenant, place, daemon, offered, takenOver, memory, count };
}

function disturbLine(line: SocLine, step: number, onOutage: () => void): void {
  const since = step % RHYTHM.outage;
  if (since === 0) {
    line.set((step / RHYTHM.outage) % 2 === 0 ? 'hanging' : 'closed');
    onOutage();
  } else if (since === RHYTHM.mend) line.set('open');
}

function keyOf({ log, id }: LoggedRecord): string {
  return `${PREFIXES.get(log)}:${id.toLowerCase()}`;
}

function copyOfRules(): string {
  const directory = mkdtempSync(join(tmpdir(), 'soak-rules-'));
  cpSync(join(import.meta.dirname, '../../../rules'), directory, { recursive: true });
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A point more or less, as somebody who tunes does. */
function rewriteRule(directory: string, step: number): void {
  const file = join(directory, RULE);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/points: \d+/, `points: ${step % 2 === 0 ? 3_500 : 3_600}`));
}
