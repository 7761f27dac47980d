import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireRules } from '../../../agent/commands/load-rules.js';
import { tryRules } from '../../../agent/commands/rules/try-rules.js';
import { type DecideDeps, decideSafely } from '../../../agent/daemon/decide-safely.js';
import { settleAll } from '../../../agent/daemon/settle-all.js';
import { toPage } from '../../../agent/m365/raw-records.js';
import type { Action } from '../../../agent/model/action.js';
import { USUAL_BRAKE } from '../../../agent/model/brake.js';
import type { Finding } from '../../../agent/model/finding.js';
import type { Incident } from '../../../agent/model/incident.js';
import type { Store, StoreReads } from '../../../agent/model/store.js';
import { type Instant, toInstant } from '../../../agent/model/time.js';
import type { Tuning } from '../../../agent/model/tuning.js';
import { withContext } from '../../../agent/pipeline/account-context.js';
import { createCorrelationMemory } from '../../../agent/pipeline/correlate/create-memory.js';
import type { DecideSettings } from '../../../agent/pipeline/settings.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { silentLog } from '../../../agent/runtime/log.js';
import { openStore } from '../../../agent/store/open-store.js';
import type { LogName } from '../logging/label.js';
import type { Delivery } from '../logging/logbook.js';
import { FAMILIES } from './families.js';

/** What the product made of a world. */
export interface ProductAnswer {
  readonly incidents: readonly Incident[];
  readonly actions: readonly Action[];
  readonly findings: readonly Finding[];
  readonly rejected: number;
  readonly records: number;
  /** Wall time of each judged batch, in milliseconds. */
  readonly batchMs: readonly number[];
}

/** The product's decide floor with its built-in rules and a store of its own: enforcing, learning nothing out. */
export interface Product {
  /** History: stored, and scored once by `settle`. */
  learn(deliveries: readonly Delivery[], nowMs: number): Promise<void>;
  settle(nowMs: number): Promise<void>;
  /** As a daemon's pull at that time. */
  decide(deliveries: readonly Delivery[], nowMs: number): Promise<void>;
  answer(): Promise<ProductAnswer>;
  readonly tuning: Tuning;
  /** The incidents that other tunings make of an account's stored events, in the order of the tunings; nothing is written. */
  retry(subject: string, tunings: readonly Tuning[]): Promise<readonly (readonly Incident[])[]>;
  close(): Promise<void>;
}

/** Named after the provider id, as the product keys the record; keys are what labels are found by. */
export function keyOf({ log, record }: Delivery): string {
  return toPage(FAMILIES[log], [record]).records[0]?.key ?? '';
}

interface Tenant {
  readonly id: string;
  readonly domains: readonly string[];
  readonly accounts: number;
  /** What ended before is history. */
  readonly judgedFromMs: number;
}

const NEVER = new AbortController().signal;
const BATCH = 1_000;

export async function openProduct(tenant: Tenant): Promise<Product> {
  const directory = mkdtempSync(join(tmpdir(), 'mailwarden-detection-'));
  const at = { nowMs: 0 };
  const clock = { now: () => toInstant(at.nowMs), nowMs: () => at.nowMs, sleep: async () => {} };
  const store = await openStore({
    file: join(directory, 'bench.db'),
    key: new Uint8Array(32).fill(7),
    boundary: openBoundary,
  });
  const settings = settingsOf(tenant);
  const deps: DecideDeps = { store, clock, log: silentLog, settings: () => settings };
  const batchMs: number[] = [];
  return {
    async learn(deliveries, nowMs) {
      at.nowMs = nowMs;
      await takeIn(deps, deliveries, true);
    },
    async settle(nowMs) {
      at.nowMs = nowMs;
      await settleAll(deps, NEVER);
    },
    async decide(deliveries, nowMs) {
      at.nowMs = nowMs;
      const since = performance.now();
      await takeIn(deps, deliveries, false);
      batchMs.push(performance.now() - since);
      await settleAll(deps, NEVER, clock.now());
    },
    answer: () => readAnswer(store, batchMs),
    tuning: settings.tuning,
    retry: (subject, tunings) =>
      store.read((reads) => retryAccount(subject, tunings, reads, settings, clock.now())),
    async close() {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function settingsOf(tenant: Tenant): DecideSettings {
  const { rules, tuning } = requireRules([]);
  return {
    ...{ tenantId: tenant.id, domains: tenant.domains, ownAppIds: [], rules, tuning },
    correlationMemory: createCorrelationMemory(),
    policy: {
      mode: 'enforce',
      learningUntil: null,
      protection: { reasonFor: () => null },
      brake: { settings: USUAL_BRAKE, accounts: tenant.accounts },
    },
    quietBefore: toInstant(tenant.judgedFromMs),
    ...{ sources: null, sinks: [], productVersion: '0.0.0' },
  };
}

async function takeIn(deps: DecideDeps, deliveries: readonly Delivery[], isCatchUp: boolean): Promise<void> {
  for (const log of Object.keys(FAMILIES) as LogName[]) {
    const own = deliveries.filter((one) => one.log === log).map(({ record }) => record);
    for (let at = 0; at < own.length; at += BATCH) {
      const { records, rejected } = toPage(FAMILIES[log], own.slice(at, at + BATCH));
      await decideSafely(
        { source: FAMILIES[log].source, records, rejected, isCatchUp, coverage: [], cursor: null },
        deps,
      );
    }
  }
}

/** After every record: the matches of rules stand as they are stored. */
const NEVER_ANEW = '9999-01-01T00:00:00.000Z';

async function retryAccount(
  subject: string,
  tunings: readonly Tuning[],
  reads: StoreReads,
  { rules, tuning, tenantId }: DecideSettings,
  now: Instant,
): Promise<readonly (readonly Incident[])[]> {
  const stored = (await reads.timelines([subject])).get(subject);
  if (stored === undefined) return tunings.map(() => []);
  const timeline = await withContext(stored, [], reads, tuning);
  const trials = tunings.map((one) => ({ rules, tuning: one }));
  const context = { tenantId, now, matchFrom: NEVER_ANEW, correlated: [] };
  const { outcomes } = await tryRules(timeline, trials, reads, context);
  return outcomes.map(({ incidents }) => incidents);
}

function readAnswer(store: Store, batchMs: readonly number[]): Promise<ProductAnswer> {
  return store.read(async (reads) => ({
    incidents: await reads.incidents(),
    actions: await reads.actions(),
    findings: await reads.findings(),
    rejected: await reads.rejectedCount(),
    records: await reads.recordCount(),
    batchMs,
  }));
}
