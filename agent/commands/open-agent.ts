import { join } from 'node:path';
import { assessMailbox } from '../assess/assess-mailbox.js';
import { toClassifierSettings } from '../assess/classify/settings.js';
import { type Config, loadConfig } from '../config.js';
import { type Collector, createCollector } from '../daemon/collector.js';
import { createUpkeep, type Upkeep } from '../daemon/upkeep.js';
import { takeWriterLease, type WriterLease } from '../daemon/writer-lease.js';
import type { JobContext } from '../jobs/context.js';
import type { M365 } from '../m365/connect.js';
import type { Sink } from '../model/alert.js';
import type { Clock, DocumentReader, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { DAY_MS, type Instant, shift } from '../model/time.js';
import type { DecideSettings } from '../pipeline/settings.js';
import { createPuller } from '../pull/puller.js';
import { createRepairer } from '../pull/repairer.js';
import { observeOnly } from '../respond/observe-only.js';
import type { Protection } from '../respond/policy.js';
import { resolveProtection } from '../respond/protection.js';
import { systemClock } from '../runtime/clock.js';
import { fileExists, writeWhole } from '../runtime/files.js';
import { nameHolder } from '../runtime/holder.js';
import { randomKey } from '../runtime/ids.js';
import { createLog } from '../runtime/log.js';
import { openStore } from '../store/open-store.js';
import { connectTenant } from './connect.js';
import type { CommandIo } from './io.js';
import { requireScoredRules } from './load-rules.js';
import { openDocuments } from './open-documents.js';
import { productVersion } from './product.js';
import { openSinks } from './sinks.js';

/** The agent with every real part hung in its place, holding the store's lease. */
export interface Agent {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly collector: Collector;
  readonly upkeep: Upkeep;
  readonly lease: WriterLease;
  readonly schedules: ReadonlyMap<string, string>;
  /** As of the last load. */
  readonly settings: () => DecideSettings;
  readonly jobContext: () => JobContext;
  /** Loads rules and response settings anew. Raises `InputError`; the old ones then stay. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly level?: 'debug' | 'info' | 'warn' | 'error';
}

/** No real tenant is faster than the calendar. */
export const SIMULATED_NOTE = 'Simulated tenant: nobody in this report exists.';
/** How far back the first pull goes; a provider that remembers less bounds it. */
const INITIAL_MS = 30 * DAY_MS;

/** Opens everything that `run`, `once` and `demo` need. Raises `InputError`, `StoreError` or `OutsideError`. */
export async function openAgent(file: string, io: CommandIo, options: OpenOptions = {}): Promise<Agent> {
  const config = loadConfig(file, io.env);
  const log = createLog({ level: options.level ?? 'info', secrets: config.secrets });
  const clock = systemClock;
  requireScoredRules(config.ruleDirectories);
  const closers: (() => Promise<void>)[] = [];
  try {
    const store = await openStore({ file: config.store.file, key: config.store.key, boundary: io.boundary });
    closers.push(() => store.close());
    const lease = await takeWriterLease(store, nameHolder(), clock, log);
    closers.push(() => lease.release());
    const m365 = connectTenant(config, { boundary: io.boundary, clock, log });
    closers.push(() => m365.close());
    const { sinks, close } = openSinks(config, { boundary: io.boundary, clock });
    closers.push(close);
    const documents = openDocuments();
    closers.push(documents.close);
    const customerKey = customerKeyOf(config, log);
    const parts = { config, store, m365, sinks, documents: documents.reader, clock, log, customerKey };
    return await hang(file, io, parts, lease, closers);
  } catch (cause) {
    await closeAll(closers);
    throw cause;
  }
}

interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly m365: M365;
  readonly sinks: readonly Sink[];
  readonly documents: DocumentReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly customerKey: Uint8Array;
}

/** What a reload replaces, as one. */
interface Terms {
  readonly settings: DecideSettings;
  readonly jobContext: JobContext;
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
  let terms = await termsOf(config, parts, firstStart);
  const settings = (): DecideSettings => terms.settings;
  const sources = config.sources.flatMap(({ name, isEnabled, overlapMs }) => {
    const source = parts.m365.sources.get(name);
    return source === undefined || !isEnabled ? [] : [{ source, overlapMs }];
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
    collector: createCollector({ store, clock, log, settings, pullers }),
    upkeep: createUpkeep({ store, clock, log, settings, repairer }),
    schedules: new Map(config.sources.map((source) => [source.name, source.schedule])),
    settings,
    jobContext: () => terms.jobContext,
    async reload() {
      const fresh = loadConfig(file, io.env);
      terms = await termsOf(fresh, parts, firstStart);
    },
    close: () => closeAll(closers),
  };
}

async function termsOf(config: Config, parts: Parts, firstStart: Instant): Promise<Terms> {
  const { m365, clock, log } = parts;
  const content = requireScoredRules(config.ruleDirectories);
  for (const warning of content.warnings) log.warn({ ...warning }, 'a rule file should be looked at');
  const never = new AbortController().signal;
  const protection = await resolveProtection(config.response.protected, m365.directory, log, never);
  const learningUntil = shift(firstStart, config.response.learningDays * DAY_MS);
  const { identities, tenant, response } = config;
  const settings: DecideSettings = {
    tenantId: tenant.id,
    domains: tenant.domains,
    ownAppIds: [identities.reader, identities.responder, identities.examiner].flatMap((one) =>
      one === null ? [] : [one.clientId.toLowerCase()],
    ),
    rules: content.rules,
    tuning: content.tuning,
    policy: {
      mode: response.mode,
      learningUntil: learningUntil > clock.now() ? learningUntil : null,
      protection,
    },
    sources: config.sources.filter((source) => source.isEnabled).map((source) => source.name),
    sinks: parts.sinks.map((sink) => sink.name),
    productVersion: productVersion(),
  };
  return { settings, jobContext: jobContextOf(config, parts, protection) };
}

function jobContextOf(config: Config, parts: Parts, protection: Protection): JobContext {
  const { m365, documents, customerKey } = parts;
  const { response, tenant } = config;
  const settings = toClassifierSettings(config.exposure.classes, tenant.domains);
  return {
    store: parts.store,
    clock: parts.clock,
    log: parts.log,
    sinks: parts.sinks,
    directory: m365.directory,
    containment: response.mode === 'observe' ? observeOnly(m365.containment) : m365.containment,
    protection,
    examine: (incident, events, now, signal) =>
      assessMailbox(
        { incident, events, now },
        { reader: m365.mailboxReader, settings, customerKey, documents },
        signal,
      ),
    reports: {
      write: (name, content) => writeWhole(join(config.reportsDirectory, name), content),
      pathOf: (name) => join(config.reportsDirectory, name),
    },
    mode: response.mode,
    productVersion: productVersion(),
    scenarioNote: tenant.scale > 1 ? SIMULATED_NOTE : null,
    timing: {
      verifyAfterMs: response.verifyAfterMs,
      verifyRetryMs: response.verifyRetryMs,
      verifyAttempts: response.verifyAttempts,
      scale: tenant.scale,
    },
    isKilled: () => fileExists(response.killFile),
  };
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

function customerKeyOf(config: Config, log: Log): Uint8Array {
  if (config.exposure.customerKey !== null) return config.exposure.customerKey;
  log.warn({}, 'exposure.customers.key is not set: customers have other keys after each start');
  return randomKey();
}

/** In the opposite order of opening; what fails to close does not keep the rest open. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close().catch(() => {});
}
