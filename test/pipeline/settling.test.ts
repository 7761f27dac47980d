import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

interface Living {
  readonly afterEach: (deps: Deps) => Promise<void>;
  /** Whether the agent ends after this batch and is started again on what it stored. */
  readonly isRestartedAfter?: (batch: number) => boolean;
}

/** Decides batch by batch, each at the time of its last record. */
async function live(batches: readonly (readonly RawRecord[])[], { afterEach, isRestartedAfter }: Living) {
  const folder = mkdtempSync(join(tmpdir(), 'settling-'));
  const open = () => openStore({ file: join(folder, 'agent.db'), key: null, boundary: openBoundary });
  let store = await open();
  let nowMs = 0;
  const clock = { now: () => toInstant(nowMs), nowMs: () => nowMs, sleep: async () => {} };
  const depsOf = () => ({ store, clock, log: silentLog, settings: () => SETTINGS });
  const seen: Awaited<ReturnType<typeof evidenceOf>>[] = [];
  try {
    for (const [at, records] of batches.entries()) {
      nowMs = Math.max(nowMs, ...records.map((record) => Date.parse(record.occurredAt ?? '')));
      const batch = { source: 'log', records, rejected: [], isCatchUp: false, coverage: [], cursor: null };
      await decideSafely(batch, depsOf());
      await afterEach(depsOf());
      seen.push(await evidenceOf(store));
      if (isRestartedAfter?.(at) !== true) continue;
      await store.close();
      store = await open();
    }
    const waited = await store.read((reads) => reads.dirtyCount());
    await settleAll(depsOf(), NEVER);
    return { ...(await outcomeOf(store)), waited, seen };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

/** What is known of the intruders. */
async function evidenceOf(store: Store) {
  const incidents = await store.read((reads) => reads.incidents());
  return incidents.map(
    ({ subject, openedAt, score, justifiesContainment, sessions, origins, mailEvents }) => ({
      subject,
      ...{ openedAt, score, justifiesContainment, sessions, origins, mailEvents },
    }),
  );
}

type Deps = Parameters<typeof settleAll>[0];

async function outcomeOf(store: Store) {
  const findings = await store.read((reads) => reads.findings());
  const incidents = await store.read((reads) => reads.incidents());
  const standing = incidents.filter((one) => one.note === null);
  return {
    findings,
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
  it('end as if every account had been scored at every batch, in whatever order and portions, through restarts', async () => {
    const everyTime = await live(inBatches(RECORDS, 400), { afterEach: scoreAll });
    expect(everyTime.incidents.length).toBeGreaterThan(0);
    for (const seed of [1, 2, 3]) {
      const random = new Random(`settling/${seed}`);
      const doubled = [...RECORDS, ...random.sample(RECORDS, RECORDS.length / 4)];
      const batches = inBatches(random.shuffle(doubled), 300 + seed * 100);
      const shuffled = await live(batches, {
        afterEach: nothing,
        isRestartedAfter: (batch) => batch % (seed + 1) === 0,
      });
      expect(shuffled.findings).toEqual(everyTime.findings);
      expect(shuffled.incidents).toEqual(everyTime.incidents);
    }
  });

  it('wait with what is familiar only: after every batch as much is known of every intruder as if nothing waited', async () => {
    const everyTime = await live(inTime(RECORDS), { afterEach: scoreAll });
    const waiting = await live(inTime(RECORDS), {
      afterEach: nothing,
      isRestartedAfter: (batch) => batch % 50 === 0,
    });
    expect(everyTime.waited).toBe(0);
    expect(waiting.waited).toBeGreaterThan(0);
    expect(waiting.seen).toEqual(everyTime.seen);
    expect(waiting.findings).toEqual(everyTime.findings);
  });
});
