import { join } from 'node:path';
import { decideSafely } from '../../daemon/decide-safely.js';
import { settleAll } from '../../daemon/settle-all.js';
import type { LoadedContent } from '../../detect/content/load-content.js';
import { readExport } from '../../m365/exports/read-export.js';
import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import type { Batch } from '../../model/ports.js';
import type { RawRecord, RejectedRecord } from '../../model/raw-record.js';
import { toMs } from '../../model/time.js';
import { inferDomains } from '../../normalise/infer-domains.js';
import { normaliseRecord } from '../../normalise/normalise-record.js';
import { createCorrelationMemory } from '../../pipeline/correlate/create-memory.js';
import type { DecideSettings } from '../../pipeline/settings.js';
import { openBoundary } from '../../runtime/boundary.js';
import { fixedClock } from '../../runtime/clock.js';
import { makeDirectory, readBytes, removeTree } from '../../runtime/files.js';
import { randomKey } from '../../runtime/ids.js';
import { silentLog } from '../../runtime/log.js';
import { createNetworkFiles } from '../../runtime/network-files/network-files.js';
import { createStop } from '../../runtime/stop-signal.js';
import { openStore } from '../../store/open-store.js';
import { type IncidentDocument, incidentDocument } from '../incident-document.js';
import { productVersion } from '../product.js';
import { ReplayCount, type ReplaySummary } from './replay-count.js';

export interface ReplayInput {
  readonly files: readonly string[];
  readonly out: string;
  readonly content: LoadedContent;
  /** Null: the domains are inferred from the records. */
  readonly tenant: { readonly id: string; readonly domains: readonly string[] } | null;
  /** Files about addresses. */
  readonly networkFiles?: readonly string[];
  readonly onProgress: (file: string, records: number) => void;
}

export interface ReplayOutcome {
  readonly summary: ReplaySummary;
  readonly incidents: readonly IncidentDocument[];
  readonly findings: readonly Finding[];
  readonly domains: readonly string[];
  readonly areInferred: boolean;
}

const BATCH = 1_000;
const SOURCE = 'replay';

/**
 * Puts files in front of the same decide floor, with a store of its own under `out` that is removed at the end. Now is
 * the time of the latest event; no job is run.
 */
export async function replayFiles(input: ReplayInput): Promise<ReplayOutcome> {
  const count = new ReplayCount();
  const events: AccessEvent[] = [];
  const read = [...readAll(input, count, (event) => void events.push(event))];
  const domains = input.tenant?.domains ?? inferDomains(events.splice(0));
  const clock = fixedClock(latestMs(read));
  const lookUpNetwork = createNetworkFiles(silentLog).load(input.networkFiles ?? [], clock.now());
  const settings = { ...settingsOf(input, domains), lookUpNetwork };
  makeDirectory(input.out);
  const file = join(input.out, 'replay.db');
  removeStore(file);
  const store = await openStore({ file, key: randomKey(), boundary: openBoundary });
  try {
    const deps = { store, clock, log: silentLog, settings: () => settings };
    for (const batch of batchesOf(read)) await decideSafely(batch, deps);
    await settleAll(deps, createStop().signal);
    return await store.read(async (reads) => {
      const incidents = await reads.incidents();
      const findings = await reads.findings();
      const summary = count.summarise(await reads.eventSummary(), findings, incidents.length);
      return {
        summary,
        findings,
        incidents: await Promise.all(incidents.map((incident) => incidentDocument(incident, reads))),
        domains,
        areInferred: input.tenant === null,
      };
    });
  } finally {
    await store.close();
    removeStore(file);
  }
}

/** `hear` gets each event as it is without known domains, where they are still to be inferred. */
function* readAll(
  input: ReplayInput,
  count: ReplayCount,
  hear: (event: AccessEvent) => void,
): Generator<RawRecord> {
  for (const file of input.files) {
    let records = 0;
    for (const item of readExport(readBytes(file))) {
      records += 1;
      if (records % BATCH === 0) input.onProgress(file, records);
      if ('record' in item) {
        const result = normaliseRecord(item.record, { domains: [], ownAppIds: [] });
        if (result.ok) {
          count.addParsed(item.record.key);
          if (input.tenant === null) hear(result.event);
          yield item.record;
        } else count.addRejected(file, item.index, result.reason);
      } else count.addRejected(file, item.index, item.rejected.reason);
    }
    count.addFile();
    input.onProgress(file, records);
  }
}

function* batchesOf(records: readonly RawRecord[]): Generator<Batch> {
  const rejected: readonly RejectedRecord[] = [];
  for (let at = 0; at < records.length; at += BATCH) {
    yield {
      source: SOURCE,
      records: records.slice(at, at + BATCH),
      rejected,
      isCatchUp: true,
      coverage: [],
      cursor: null,
    };
  }
}

function settingsOf(input: ReplayInput, domains: readonly string[]): DecideSettings {
  return {
    tenantId: input.tenant?.id ?? SOURCE,
    domains,
    ownAppIds: [],
    rules: input.content.rules,
    correlationMemory: createCorrelationMemory(),
    tuning: input.content.tuning,
    policy: { mode: 'observe', learningUntil: null, protection: { reasonFor: () => null } },
    sources: null,
    sinks: [],
    productVersion: productVersion(),
  };
}

function latestMs(records: readonly RawRecord[]): number {
  return records.reduce(
    (latest, { occurredAt }) => (occurredAt === null ? latest : Math.max(latest, toMs(occurredAt))),
    0,
  );
}

function removeStore(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) removeTree(`${file}${suffix}`);
}
