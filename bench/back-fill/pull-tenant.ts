import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { INITIAL_MS } from '../../agent/commands/agent-terms.js';
import { connectTenant } from '../../agent/commands/connect.js';
import { loadConfig } from '../../agent/config.js';
import { createCollector } from '../../agent/daemon/collector.js';
import { OutsideError } from '../../agent/model/errors.js';
import type { LogSource, SourceCursor } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { createPuller, type Puller, type PullerOptions } from '../../agent/pull/puller.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { decideSettings } from '../pull-day/decide-settings.js';
import { slowBoundary } from './slow-boundary.js';

/** What one source came to. */
export interface SourcePull {
  readonly source: string;
  records: number;
  /** When it had read all that there was, in milliseconds since the epoch; null when it was stopped before. */
  endedAtMs: number | null;
}

export interface PullTenantOptions {
  readonly configFile: string;
  /** For the store; not removed. */
  readonly directory: string;
  readonly lengthMs: number;
  readonly latencyMs: number;
  readonly isPullOnly: boolean;
}

/** A key, so that sealing is in the figures. */
const STORE_KEY = new Uint8Array(32).fill(7);

/** Reads every source of a tenant from its first start on, all at once as the daemon does, for so long. */
export async function pullTenant(options: PullTenantOptions): Promise<readonly SourcePull[]> {
  const config = loadConfig(options.configFile, {});
  const deps = { boundary: slowBoundary(options.latencyMs), clock: systemClock, log: silentLog };
  const m365 = connectTenant(config, deps);
  const stop = AbortSignal.timeout(options.lengthMs);
  // As many calls as are under way hear of it.
  setMaxListeners(0, stop);
  const sources = [...m365.sources.values()];
  try {
    if (options.isPullOnly) return await Promise.all(sources.map((source) => readOnly(source, stop)));
    const file = join(options.directory, 'back-fill.db');
    const store = await openStore({ file, key: STORE_KEY, boundary: openBoundary });
    try {
      const tenant = { tenantId: config.tenant.id, domains: config.tenant.domains };
      return await readAndDecide(sources, store, tenant, stop);
    } finally {
      await store.close();
    }
  } finally {
    await m365.close();
  }
}

async function readOnly(source: LogSource, stop: AbortSignal): Promise<SourcePull> {
  let cursor: SourceCursor | null = null;
  const puller = pullerOf(source, {
    readCursor: async () => cursor,
    readLateness: async () => new Map(),
  });
  const pull: SourcePull = { source: source.name, records: 0, endedAtMs: null };
  try {
    for await (const batch of puller.pull(stop)) {
      pull.records += batch.records.length;
      cursor = batch.cursor ?? cursor;
    }
    pull.endedAtMs = systemClock.nowMs();
  } catch (cause) {
    if (!(cause instanceof OutsideError) || cause.kind !== 'aborted') throw cause;
  }
  return pull;
}

async function readAndDecide(
  sources: readonly LogSource[],
  store: Store,
  tenant: { readonly tenantId: string; readonly domains: readonly string[] },
  stop: AbortSignal,
): Promise<readonly SourcePull[]> {
  const settings = decideSettings({ ...tenant, sources: sources.map((source) => source.name) });
  const pullers = sources.map((source) =>
    pullerOf(source, {
      readCursor: () => store.read((reads) => reads.cursor(source.name)),
      readLateness: () => store.read((reads) => reads.lateness(source.name)),
    }),
  );
  const deps = { store, clock: systemClock, log: silentLog, settings: () => settings };
  const collector = createCollector({ ...deps, pullers });
  return await Promise.all(
    collector.sources.map(async (source) => {
      const { records, failure } = await collector.collect(source, stop);
      if (failure !== null && failure.kind !== 'aborted') throw failure;
      return { source, records, endedAtMs: failure === null ? systemClock.nowMs() : null };
    }),
  );
}

function pullerOf(source: LogSource, state: Pick<PullerOptions, 'readCursor' | 'readLateness'>): Puller {
  const { clock, log } = { clock: systemClock, log: silentLog };
  return createPuller({ source, ...state, clock, log, overlapMs: 0, initialMs: INITIAL_MS });
}
