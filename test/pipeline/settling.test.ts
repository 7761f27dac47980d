import { describe, expect, it } from 'vitest';
import { requireRules } from '../../agent/commands/load-rules.js';
import { decideSafely } from '../../agent/daemon/decide-safely.js';
import { settleAll } from '../../agent/daemon/settle-all.js';
import { readExport } from '../../agent/m365/exports/read-export.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import type { Store } from '../../agent/model/store.js';
import { HOUR_MS, toInstant } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { Random } from '../../simulator/world/chance/random.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { settingsWith } from '../daemon/settings.js';

/** A world is lived through several times. */
const TIMEOUT_MS = 180_000;
const NEVER = new AbortController().signal;
const WORLD = createWorld({
  mailboxes: 10,
  days: 4,
  speed: 3_600,
  isLive: false,
  seed: 5,
  startMs: Date.parse('2026-03-04T15:00:00Z'),
  scenario: null,
});
const RECORDS = recordsOf(WORLD.logs.toSorted((a, b) => a.atMs - b.atMs).map((row) => row.record));
const { rules, tuning } = requireRules([]);
const SETTINGS = settingsWith({ domains: WORLD.domains, rules, tuning, sources: null, sinks: [] });

function recordsOf(rows: readonly unknown[]): readonly RawRecord[] {
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  return [...readExport(Buffer.from(text))].flatMap((item) => ('record' in item ? [item.record] : []));
}

/** Decides batch by batch, each at the time of its last record. */
async function live(batches: readonly (readonly RawRecord[])[], afterEach: (deps: Deps) => Promise<void>) {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  let nowMs = 0;
  const clock = { now: () => toInstant(nowMs), nowMs: () => nowMs, sleep: async () => {} };
  const deps = { store, clock, log: silentLog, settings: () => SETTINGS };
  for (const records of batches) {
    nowMs = Math.max(nowMs, ...records.map((record) => Date.parse(record.occurredAt ?? '')));
    const batch = { source: 'log', records, rejected: [], isCatchUp: false, coverage: [], cursor: null };
    await decideSafely(batch, deps);
    await afterEach(deps);
  }
  const waited = await store.read((reads) => reads.dirtyCount());
  await settleAll(deps, NEVER);
  const outcome = await outcomeOf(store);
  await store.close();
  return { ...outcome, waited };
}

type Deps = Parameters<typeof settleAll>[0];

async function outcomeOf(store: Store) {
  const findings = await store.read((reads) => reads.findings());
  const incidents = await store.read((reads) => reads.incidents());
  const standing = incidents.filter((one) => one.note === null);
  return {
    findings,
    opened: new Map(incidents.map((one) => [one.subject, one.openedAt])),
    incidents: standing
      .map(({ subject, firstEvent, lastEvent, score, justifiesContainment, sessions, mailEvents }) => ({
        subject,
        ...{ firstEvent, lastEvent, score, justifiesContainment, sessions, mailEvents },
      }))
      .sort((a, b) => (a.subject + a.firstEvent < b.subject + b.firstEvent ? -1 : 1)),
  };
}

function inBatches(records: readonly RawRecord[], size: number): readonly (readonly RawRecord[])[] {
  return Array.from({ length: Math.ceil(records.length / size) }, (_, at) =>
    records.slice(at * size, (at + 1) * size),
  );
}

/** As a live log brings them: what happened within ten minutes. */
function inTime(records: readonly RawRecord[]): readonly (readonly RawRecord[])[] {
  const batches = new Map<number, RawRecord[]>();
  for (const record of records) {
    const slot = Math.floor(Date.parse(record.occurredAt ?? '') / (HOUR_MS / 6));
    batches.set(slot, [...(batches.get(slot) ?? []), record]);
  }
  return [...batches.values()];
}

const nothing = async () => {};
const scoreAll = (deps: Deps) => settleAll(deps, NEVER);

describe('accounts that may wait', { timeout: TIMEOUT_MS }, () => {
  it('end as if every account had been scored at every batch, in whatever order and portions', async () => {
    const everyTime = await live(inBatches(RECORDS, 400), scoreAll);
    expect(everyTime.incidents.length).toBeGreaterThan(0);
    for (const seed of [1, 2, 3]) {
      const random = new Random(`settling/${seed}`);
      const doubled = [...RECORDS, ...random.sample(RECORDS, RECORDS.length / 4)];
      const shuffled = await live(inBatches(random.shuffle(doubled), 300 + seed * 100), nothing);
      expect(shuffled.findings).toEqual(everyTime.findings);
      expect(shuffled.incidents).toEqual(everyTime.incidents);
    }
  });

  it('wait with what is familiar only: every incident opens in the batch in which it would have opened', async () => {
    const everyTime = await live(inTime(RECORDS), scoreAll);
    const waiting = await live(inTime(RECORDS), nothing);
    expect(everyTime.waited).toBe(0);
    expect(waiting.waited).toBeGreaterThan(0);
    expect(waiting.opened).toEqual(everyTime.opened);
    expect(waiting.findings).toEqual(everyTime.findings);
  });
});
