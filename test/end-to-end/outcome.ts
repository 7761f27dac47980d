import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LedgerStory, ledgerOf } from './read-ledger.js';
import { type AgentRun, runAgent } from './run-agent.js';
import type { AgentPlace } from './tenant.js';

/** What a run comes to, without the times at which our own process did things. */
export interface Outcome {
  readonly incidents: unknown;
  readonly actions: unknown;
  readonly exposures: unknown;
  readonly alerts: unknown;
  /** By file name: the JSON reports. */
  readonly reports: Readonly<Record<string, unknown>>;
  readonly ledger: LedgerStory;
}

/** Fields that tell when our process did something, `summary` in words; two runs differ in them and in nothing else. */
const TIME_FIELDS = new Set([
  'openedAt',
  'decidedAt',
  'attemptedAt',
  'doneAt',
  'assessedAt',
  'generatedAt',
  'revokedAt',
  'judgeAt',
  'auditSeenAt',
  'biteSeenAt',
  'lastSeenAt',
  'provenOutAt',
  'timeToProvenOutMs',
  'watchUntil',
  'startsAt',
  'dueAt',
  // How many states of a case came to be reported depends on when it was looked at.
  'reportVersion',
  'summary',
]);
const MOST_PASSES = 20;

/** Runs `once` until nothing is pending. The last run is given. */
export async function runToTheEnd(place: AgentPlace): Promise<AgentRun> {
  for (let pass = 0; ; pass += 1) {
    const run = await runAgent(['once', '--config', place.config, '--json']);
    // A watch over an account goes on for two weeks.
    const pending =
      run.stdout === ''
        ? ['nothing printed']
        : (parse(run).pending as { kind: string }[]).filter(({ kind }) => kind !== 'watch');
    if (pending.length === 0 || pass >= MOST_PASSES) return run;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

export async function outcomeOf(place: AgentPlace): Promise<Outcome> {
  const last = parse(await runToTheEnd(place));
  return {
    incidents: sorted(withoutTimes(last.incidents)),
    actions: sorted(withoutTimes(last.actions)),
    exposures: sorted(withoutTimes(last.exposures)),
    alerts: sorted(last.alertIds),
    reports: reportsOf(place),
    ledger: await ledgerOf(place),
  };
}

export function reportsOf(place: AgentPlace): Readonly<Record<string, unknown>> {
  const files = readdirSync(place.reports).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files
      .sort()
      .map((name) => [name, withoutTimes(JSON.parse(readFileSync(join(place.reports, name), 'utf8')))]),
  );
}

export function parse(run: AgentRun): Record<string, unknown> {
  if (run.stdout === '')
    throw new Error(`the agent printed nothing; it ended with ${run.code}: ${run.stderr}`);
  return JSON.parse(run.stdout) as Record<string, unknown>;
}

function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !TIME_FIELDS.has(name))
      .map(([name, item]) => [name, withoutTimes(item)]),
  );
}

function sorted(value: unknown): unknown {
  return Array.isArray(value)
    ? [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
}
