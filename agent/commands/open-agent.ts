import { createSinkGates } from '../alert/routing/sink-gates.js';
import { type Config, loadConfig } from '../config.js';
import { adoptLoadedRules } from '../daemon/adopt-rules.js';
import { type Collector, createCollector } from '../daemon/collector.js';
import { countUses } from '../daemon/count-uses.js';
import { createDirectoryKeeper, type DirectoryKeeper } from '../daemon/directory/keep-directory.js';
import { createHistoryKeeper, type HistoryKeeper, type HistoryLog } from '../daemon/history-keeper.js';
import { keepNotes } from '../daemon/keep-notes.js';
import { createHeadKeeper, type HeadKeeper } from '../daemon/ledger-head.js';
import { createUpkeep, type Upkeep } from '../daemon/upkeep.js';
import { takeWriterLease, type WriterLease } from '../daemon/writer-lease.js';
import type { JobContext } from '../jobs/context.js';
import { renewReports } from '../jobs/renew-reports.js';
import type { M365 } from '../m365/connect.js';
import type { Clock, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { DecideSettings } from '../pipeline/settings.js';
import { createPuller } from '../pull/puller.js';
import { createRepairer } from '../pull/repairer.js';
import { systemClock } from '../runtime/clock.js';
import { writeWhole } from '../runtime/files.js';
import { nameHolder } from '../runtime/holder.js';
import { createLog } from '../runtime/log.js';
import { createMeter, type Meter } from '../runtime/metrics/create-meter.js';
import { createNetworkFiles } from '../runtime/network-files/network-files.js';
import { traceBoundary } from '../runtime/trace-boundary.js';
import { openStore } from '../store/open-store.js';
import { INITIAL_MS, type Parts, type Terms, termsOf } from './agent-terms.js';
import { connectTenant } from './connect.js';
import { openCustomers } from './customers/open-customers.js';
import type { CommandIo } from './io.js';
import { ledgerHeadFile } from './ledger/head-file.js';
import { requireRules } from './load-rules.js';
import { noteTerms } from './note-terms.js';
import { openDocuments } from './open-documents.js';
import { openSinks } from './sinks.js';

/** The agent with every real part hung in its place, holding the store's lease. */
export interface Agent {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly collector: Collector;
  readonly upkeep: Upkeep;
  readonly directory: DirectoryKeeper;
  readonly history: HistoryKeeper;
  readonly lease: WriterLease;
  /** Counts what passes the boundary, the sources and the sinks. */
  readonly meter: Meter;
  readonly schedules: ReadonlyMap<string, string>;
  /** As of the last load. */
  readonly settings: () => DecideSettings;
  readonly jobContext: () => JobContext;
  /** Loads rules and response settings anew. Raises `InputError`; the old ones then stay. */
  reload(): Promise<void>;
  /** Resolves anew who is protected and how large the tenant is. */
  refresh(): Promise<void>;
  readonly ledgerHead: HeadKeeper;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly level?: 'debug' | 'info' | 'warn' | 'error';
  /** The machine's where it is not given. Tokens, TLS, signatures of webhooks and the ledger's times go by the machine's in any case. */
  readonly clock?: Clock;
}

/** Opens everything that `run`, `once` and `demo` need. Raises `InputError`, `StoreError` or `OutsideError`. */
export async function openAgent(file: string, io: CommandIo, options: OpenOptions = {}): Promise<Agent> {
  const config = loadConfig(file, io.env);
  const { domains } = config.tenant;
  const log = createLog({ level: options.level ?? 'info', secrets: config.secrets, domains });
  const clock = options.clock ?? systemClock;
  requireRules(config.ruleDirectories);
  const meter = createMeter(clock);
  const boundary = traceBoundary(meter.boundary(io.boundary));
  const closers: (() => Promise<void>)[] = [];
  try {
    const store = await openStore({ ...config.store, boundary });
    closers.push(() => store.close());
    const lease = await takeWriterLease(store, nameHolder(), clock, log);
    closers.push(() => lease.release());
    const kept = { uses: countUses(store, clock), notes: keepNotes(store) };
    const m365 = connectTenant(config, { boundary, clock, log, ...kept });
    closers.push(() => m365.close());
    const opened = openSinks(config, { boundary, clock: systemClock, tokens: m365.tokens });
    closers.push(opened.close);
    const sinks = opened.sinks.map(meter.sink);
    const documents = openDocuments(io.env, config.exposure.ocr);
    closers.push(documents.close);
    const customers = openCustomers(config, log);
    closers.push(customers.close);
    const gates = createSinkGates(clock, config.tenant.scale);
    const networkFiles = createNetworkFiles(log);
    const outside = { m365, sinks, gates, meter, documents: documents.reader, networkFiles };
    return await hang(file, io, { config, store, clock, log, customers, ...outside }, lease, closers);
  } catch (cause) {
    await closeAll(closers);
    throw cause;
  }
}

async function hang(
  file: string,
  io: CommandIo,
  parts: Parts,
  lease: WriterLease,
  closers: (() => Promise<void>)[],
): Promise<Agent> {
  const { config, store, clock, log } = parts;
  const firstStart = await firstStartOf(store, clock);
  let loaded = config;
  let terms = await termsOf(config, parts, firstStart);
  const settings = (): DecideSettings => terms.settings;
  const adopt = (fresh: Terms): Promise<void> =>
    adoptLoadedRules({ store, clock, log, settings }, fresh.settings, () => {
      terms = fresh;
    });
  await adopt(terms);
  await noteTerms(config, store);
  await renew(terms, store, clock, log);
  const sources = config.sources.flatMap(({ name, isEnabled, overlapMs }) => {
    const source = parts.m365.sources.get(name);
    return source === undefined || !isEnabled ? [] : [{ source: parts.meter.source(source), overlapMs }];
  });
  const pullers = sources.map(({ source, overlapMs }) =>
    createPuller({
      source,
      overlapMs,
      readCursor: () => store.read((reads) => reads.cursor(source.name)),
      readLateness: () => store.read((reads) => reads.lateness(source.name)),
      clock,
      log,
      initialMs: INITIAL_MS,
    }),
  );
  const repairer = createRepairer({
    sources: sources.map((one) => one.source),
    searches: parts.m365.auditSearches,
  });
  return {
    config,
    store,
    clock,
    log,
    lease,
    meter: parts.meter,
    collector: createCollector({ store, clock, log, settings, pullers }),
    directory: createDirectoryKeeper({
      store,
      clock,
      log,
      directory: parts.m365.directory,
      watch: parts.m365.directoryWatch,
      kinds: parts.m365.mailboxKinds,
    }),
    history: createHistoryKeeper({
      store,
      clock,
      log,
      settings,
      sources: sources.map((one) => one.source.name),
      logs: historyLogs(config, parts.m365),
    }),
    upkeep: createUpkeep({ store, clock, log, settings, repairer }),
    schedules: new Map(config.sources.map((source) => [source.name, source.schedule])),
    settings,
    jobContext: () => terms.jobContext,
    async reload() {
      const fresh = loadConfig(file, io.env);
      await adopt(await termsOf(fresh, parts, firstStart));
      loaded = fresh;
      await noteTerms(fresh, store);
      await renew(terms, store, clock, log);
    },
    async refresh() {
      await adopt(await termsOf(loaded, parts, firstStart));
    },
    ledgerHead: createHeadKeeper({
      store,
      log,
      write: (text) => writeWhole(ledgerHeadFile(config), text),
    }),
    close: () => closeAll(closers),
  };
}

/** What the reports say follows from the notice regimes too. */
async function renew({ jobContext }: Terms, store: Store, clock: Clock, log: Log): Promise<void> {
  const reports = await renewReports(store, jobContext.reportTerms?.regimes ?? [], clock.now());
  if (reports > 0) log.info({ reports }, 'the notice regimes changed: reports are written anew');
}

/** The logs whose history is wanted and can be searched. */
function historyLogs(config: Config, m365: M365): readonly HistoryLog[] {
  return config.sources.flatMap(({ name, isEnabled, historyMs }) => {
    const search = m365.historySearches.get(name);
    const isWanted = isEnabled && historyMs > 0 && search !== undefined;
    return isWanted ? [{ source: name, search, backMs: historyMs }] : [];
  });
}

/** The learning period counts from the first start of all, whatever was restarted since. */
async function firstStartOf(store: Store, clock: Clock): Promise<Instant> {
  return store.write('first-start', async (tx) => {
    const known = await tx.meta('firstStart');
    if (known !== null) return known;
    const now = clock.now();
    await tx.putMeta('firstStart', now);
    return now;
  });
}

/** In the opposite order of opening; what fails to close does not keep the rest open. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close().catch(() => {});
}
