import { type Collector, WAIT_FOR_PAST_MS } from './daemon/collector.js';
import type { DirectoryKeeper } from './daemon/directory/keep-directory.js';
import type { HistoryKeeper } from './daemon/history-keeper.js';
import { keepRefreshing, type Refreshing } from './daemon/keep-refreshing.js';
import { keepSettling } from './daemon/keep-settling.js';
import { type HeadKeeper, keepHead } from './daemon/ledger-head.js';
import { caseTermsOf } from './daemon/requests/terms.js';
import { answerRequests } from './daemon/requests.js';
import { keepPurging } from './daemon/retention.js';
import { keepUp, type Upkeep } from './daemon/upkeep.js';
import { startWorkers } from './daemon/workers.js';
import type { JobContext } from './jobs/context.js';
import type { Clock, Log } from './model/ports.js';
import type { Store } from './model/store.js';
import type { DecideSettings } from './pipeline/settings.js';
import { startSchedules } from './pull/schedule.js';
import { randomFraction } from './runtime/ids.js';
import { createStop } from './runtime/stop-signal.js';

/** What the daemon runs. */
export interface DaemonParts extends Refreshing {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly collector: Collector;
  readonly upkeep: Upkeep;
  readonly directory: DirectoryKeeper;
  readonly history: HistoryKeeper;
  readonly ledgerHead: HeadKeeper;
  /** Cron expression by source name. */
  readonly schedules: ReadonlyMap<string, string>;
  /** Asked at each use, so that a reload takes effect. */
  readonly jobContext: () => JobContext;
  /** With which accounts are scored and records that were set aside are read again. */
  readonly settings: () => DecideSettings;
  /** How long raw records are kept. */
  readonly retentionDays: number;
  /** Spreads the starts of the schedules. */
  readonly jitterMs: number;
}

/** A running daemon. */
export interface Daemon {
  /** Rejects with the failure that ended it. Never resolves. */
  readonly failed: Promise<never>;
  /** Begins nothing new, lets jobs under way come to their end, and leaves the logs where the last batch left them. */
  drain(): Promise<void>;
  /** Breaks off what is under way; what was not written is done again after the next start. */
  force(): void;
}

const REQUESTS_EVERY_MS = 500;

/** Starts the schedules and the workers. Every source is read once at the start, whatever its schedule. */
export function startDaemon(parts: DaemonParts): Daemon {
  const draining = createStop();
  const forced = createStop();
  let fail: (cause: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  // It may fail before anybody listens.
  failed.catch(() => {});

  const collect = oneAtATime((source) =>
    parts.collector.collect(source, draining.signal).then(() => {}, fail),
  );
  const schedules = startSchedules(
    parts.collector.sources.map((name) => ({
      name,
      expression: parts.schedules.get(name) ?? '* * * * *',
      run: () => collect(name),
    })),
    { log: parts.log, clock: parts.clock, random: randomFraction, jitterMs: parts.jitterMs },
  );
  const first = parts.collector.sources.map(collect);
  const loops = [
    startWorkers(parts.jobContext, draining.signal, forced.signal).ended,
    answerUntil(parts, draining.signal),
    keepHead(parts.ledgerHead, parts.clock, draining.signal),
    keepRefreshing(parts, parts, draining.signal),
    keepPurging(parts, draining.signal),
    parts.directory.keep(draining.signal),
    keepSettling(parts, parts.collector, draining.signal),
    untilComparable(first, parts.clock, draining.signal).then(() =>
      keepUp(parts.upkeep, parts.clock, draining.signal),
    ),
    Promise.all(first).then(() => parts.history.keep(draining.signal)),
  ];
  for (const loop of loops) loop.catch(fail);

  return {
    failed,
    async drain() {
      draining.abort();
      await Promise.race([Promise.all([schedules.stop(), ...first, ...loops]), untilAborted(forced.signal)]);
    },
    force() {
      draining.abort();
      forced.abort();
    },
  };
}

/**
 * An alarm about logs that were not read to the present yet would mostly be false; but one log whose past takes days must not
 * hide that another is dead.
 */
async function untilComparable(
  first: readonly Promise<void>[],
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const enough = clock.sleep(WAIT_FOR_PAST_MS, signal).catch(() => {});
  await Promise.race([Promise.all(first), enough]);
}

/** A call for a name that is still busy is answered by the one under way. */
function oneAtATime(run: (name: string) => Promise<void>): (name: string) => Promise<void> {
  const busy = new Map<string, Promise<void>>();
  return (name) => {
    const running = busy.get(name);
    if (running !== undefined) return running;
    const started = run(name).finally(() => busy.delete(name));
    busy.set(name, started);
    return started;
  };
}

async function answerUntil(parts: DaemonParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const terms = { ...caseTermsOf(parts.jobContext()), retrySettings: parts.settings() };
    await answerRequests(parts.store, parts.clock, parts.log, terms);
    await parts.clock.sleep(REQUESTS_EVERY_MS, signal).catch(() => {});
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
