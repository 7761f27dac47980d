import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collector, createCollector } from '../../agent/daemon/collector.js';
import type { DecideDeps } from '../../agent/daemon/decide-safely.js';
import { settleAll } from '../../agent/daemon/settle-all.js';
import type { Log } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { toInstant } from '../../agent/model/time.js';
import type { DecideSettings } from '../../agent/pipeline/settings.js';
import { createPuller } from '../../agent/pull/puller.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { benchStore } from './bench-store.js';
import { createDayStream, type DayStream } from './day-stream.js';
import { createDayTemplates } from './day-templates.js';
import { streamSettings } from './decide-settings.js';
import { LOGS } from './logs.js';
import type { BenchOptions } from './options.js';
import { createPureSteps, type PureSteps } from './pure-steps.js';
import { createStopwatch, type Stopwatch } from './stopwatch.js';
import { storePast } from './store-past.js';
import { streamSource, type Traffic } from './stream-source.js';
import { timedStore } from './timed-store.js';

/** What one run came to, in plain numbers. */
export interface Measurement {
  readonly options: BenchOptions;
  readonly traffic: Traffic;
  /** Records that were not stored before. */
  readonly fresh: number;
  readonly incidents: number;
  /** Ours: without making the records and without looking at them twice. */
  readonly elapsedMs: number;
  /** Processor time of that, all threads; on a busy machine less than the time that passed. */
  readonly cpuMs: number;
  readonly stopwatch: Stopwatch;
  readonly pureUs: ReadonlyMap<string, number>;
  readonly storeBytes: number;
  readonly storedRecords: number;
  readonly peakRssBytes: number;
}

const NEVER = new AbortController().signal;

/** A record that is set aside would make a run look fast that did not do its work. */
const faultLog: Log = {
  ...silentLog,
  error(fields, message) {
    process.exitCode = 1;
    process.stderr.write(`${message}: ${JSON.stringify(fields)}\n`);
  },
};

interface Rig {
  readonly collector: Collector;
  readonly deps: DecideDeps;
  /** Without the stopwatch. */
  readonly store: Store;
  readonly stream: DayStream;
  readonly clock: { nowMs: number };
  readonly stopwatch: Stopwatch;
  readonly traffic: Traffic;
  readonly pure: PureSteps;
}

/**
 * Drives the slice through pull, normalise, decide and store, as the daemon does, on a clock of its own. What may wait is scored
 * when its time has come, and the rest at the end, so that all of it is in the figures.
 */
export async function measure(options: BenchOptions): Promise<Measurement> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'mailwarden-bench-'));
  const { file, key } = benchStore(directory);
  const store = await openStore({ file, key, boundary: openBoundary });
  try {
    const templates = createDayTemplates(options.seed);
    const rig = createRig(options, templates, store);
    const beginMs = templates.dayStartMs + options.fromMs;
    if (options.historyDays > 0) await givePast(rig, beginMs, options.historyDays);
    const bytesBefore = bytesOf(file);
    const run = await pullSlice(rig, beginMs, options);
    const incidents = (await store.read((reads) => reads.incidents())).length;
    const storedRecords = await store.read((reads) => reads.recordCount());
    const peakRssBytes = process.resourceUsage().maxRSS * 1_024;
    await store.close();
    const { stopwatch, traffic, pure } = rig;
    return {
      ...{ options, traffic, stopwatch, incidents, storedRecords, peakRssBytes, ...run },
      pureUs: pure.perRecordUs(),
      storeBytes: bytesOf(file) - bytesBefore,
    };
  } finally {
    await store.close().catch(() => {});
    if (options.directory === null) rmSync(directory, { recursive: true, force: true });
  }
}

function createRig(
  options: BenchOptions,
  templates: ReturnType<typeof createDayTemplates>,
  store: Store,
): Rig {
  const stopwatch = createStopwatch();
  const traffic: Traffic = { records: 0, bytes: 0 };
  const at = { nowMs: templates.dayStartMs };
  const clock = { now: () => toInstant(at.nowMs), nowMs: () => at.nowMs, sleep: async () => {} };
  const settings = timedSettings(stopwatch);
  const pure = createPureSteps(settings);
  const stream = createDayStream(templates, options.mailboxes, options.recordsPerMailbox);
  const pullers = [...LOGS].map(([log, as]) =>
    createPuller({
      source: streamSource({ log, as, stream, stopwatch, traffic, onPage: pure.see }),
      readCursor: () => store.read((reads) => reads.cursor(as.family.source)),
      readLateness: () => store.read((reads) => reads.lateness(as.family.source)),
      clock,
      log: faultLog,
      overlapMs: options.overlapMs,
      initialMs: firstPullMs(options),
    }),
  );
  const deps = { clock, log: faultLog, settings: () => settings, store: timedStore(store, stopwatch) };
  const collector = createCollector({ ...deps, pullers });
  return { collector, deps, store, stream, clock: at, stopwatch, traffic, pure };
}

function firstPullMs({ isBackfill, lengthMs, stepMs }: BenchOptions): number {
  return isBackfill ? lengthMs : Math.min(stepMs, lengthMs);
}

function timedSettings(stopwatch: Stopwatch): DecideSettings {
  const settings = streamSettings();
  const { rules } = settings;
  const match: typeof rules.match = (record, event) =>
    stopwatch.run('match rules', () => rules.match(record, event));
  return { ...settings, rules: { ...rules, match } };
}

/** Stored and scored, but not measured. */
async function givePast(rig: Rig, untilMs: number, days: number): Promise<void> {
  rig.clock.nowMs = untilMs;
  await storePast(rig.store, rig.stream, rig.deps.settings(), { untilMs, days });
  await collectAll(rig);
  await settleAll(rig.deps, NEVER);
  rig.stopwatch.reset();
  rig.traffic.records = 0;
  rig.traffic.bytes = 0;
}

/** With what is not yet moved out of the write-ahead log, which is emptied when the store is closed. */
function bytesOf(file: string): number {
  const log = `${file}-wal`;
  return statSync(file).size + (existsSync(log) ? statSync(log).size : 0);
}

async function pullSlice(
  rig: Rig,
  beginMs: number,
  options: BenchOptions,
): Promise<Pick<Measurement, 'fresh' | 'elapsedMs' | 'cpuMs'>> {
  const endMs = beginMs + options.lengthMs;
  const stepMs = options.isBackfill ? options.lengthMs : options.stepMs;
  const lookedMs = rig.pure.spentMs();
  const since = performance.now();
  const cpuSince = process.cpuUsage();
  let fresh = 0;
  for (let atMs = beginMs; atMs < endMs; ) {
    atMs = Math.min(atMs + stepMs, endMs);
    rig.clock.nowMs = atMs;
    fresh += await collectAll(rig);
    await settleAll(rig.deps, NEVER, rig.deps.clock.now());
  }
  await settleAll(rig.deps, NEVER);
  const wholeMs = performance.now() - since;
  const cpu = process.cpuUsage(cpuSince);
  const elapsedMs = wholeMs - rig.stopwatch.spentMs('generate') - (rig.pure.spentMs() - lookedMs);
  return { fresh, elapsedMs, cpuMs: (((cpu.user + cpu.system) / 1_000) * elapsedMs) / wholeMs };
}

async function collectAll({ collector }: Rig): Promise<number> {
  let fresh = 0;
  for (const source of collector.sources) {
    fresh += (await collector.collect(source, NEVER)).fresh;
  }
  return fresh;
}
