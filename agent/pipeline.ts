import type { AccessEvent } from './model/access-event.js';
import { isBackground } from './model/counted-events.js';
import { usageOf } from './model/peers.js';
import type { Batch } from './model/ports.js';
import type { RejectedRecord } from './model/raw-record.js';
import type { MergedRecord, StoreTx } from './model/store.js';
import type { Instant } from './model/time.js';
import { mergeRecordBodies } from './normalise/merge-bodies.js';
import { normaliseRecord } from './normalise/normalise-record.js';
import { correlateRecords, type MatchedRecord } from './pipeline/correlate.js';
import { countArrivals } from './pipeline/count-arrivals.js';
import { correlateSettings, type DecideSettings } from './pipeline/settings.js';
import { settleAccounts } from './pipeline/settle-accounts.js';
import { settleTouched, subjectsOf } from './pipeline/settle-touched.js';

/** What one batch came to. */
export interface BatchOutcome {
  readonly records: number;
  /** Records that were not stored before, or differ from what was. */
  readonly fresh: number;
  readonly rejected: number;
}

/**
 * The decide floor: one batch, inside one transaction, from raw records to queued jobs. Nothing leaves the machine.
 * Findings and incidents are computed anew per account from all its stored events, so that order, duplicates and
 * batching cannot matter; when that is done hangs on whether something came that is not familiar.
 */
export async function decideBatch(
  batch: Batch,
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<BatchOutcome> {
  const merged = await tx.mergeRecords(batch.records, mergeRecordBodies, now);
  await tx.addArrivals(countArrivals(batch, merged, now));
  const fresh = merged.filter((one) => one.change !== 'same');
  const { events, rejected } = normalise(fresh, settings);
  await tx.putRejected([...batch.rejected, ...rejected], now);
  await tx.putEvents(events);
  await tx.putUsage(events.flatMap(usageOf));
  const ids = events.map((event) => event.id);
  const matched = matchRules(fresh, events, settings);
  const matches = matched.flatMap(({ event, hits }) => hits.map(({ rule }) => ({ rule, event: event.id })));
  await tx.putMatches(ids, matches);
  const correlated = await correlateRecords(matched, tx, correlateSettings(settings), now);
  await tx.putCoverage(batch.coverage);
  if (batch.cursor !== null) await tx.putCursor(batch.cursor);
  const own = new Set(ids);
  // A spray may reach thousands of accounts at once: those that this batch did not bring wait their turn, at its head.
  const others = await tx.events(correlated.filter((id) => !own.has(id)));
  await tx.markDirty(subjectsOf(others));
  const { silent } = settings.rules.correlations;
  const telling = new Set([
    ...matches.filter(({ rule }) => !silent.has(rule)).map(({ event }) => event),
    ...correlated,
  ]);
  const touched = eventsThatCount(events, telling, fresh);
  if (batch.isCatchUp) await tx.markDirty(subjectsOf(touched));
  else await settleTouched({ events: touched, telling }, tx, settings, now);
  return {
    records: batch.records.length,
    fresh: fresh.length,
    rejected: batch.rejected.length + rejected.length,
  };
}

/** At most `limit` accounts that wait to be scored: those that are due by then, the first due first; or any. */
export interface Portion {
  readonly limit: number;
  readonly dueBy?: Instant;
}

/** Scores accounts that wait for it. Gives how many they were. */
export async function settleMarked(
  { limit, dueBy }: Portion,
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<number> {
  const subjects = await tx.takeDirty(limit, dueBy);
  await settleAccounts(subjects, tx, settings, now);
  return subjects.length;
}

function normalise(
  merged: readonly MergedRecord[],
  settings: DecideSettings,
): { readonly events: readonly AccessEvent[]; readonly rejected: readonly RejectedRecord[] } {
  const events: AccessEvent[] = [];
  const rejected: RejectedRecord[] = [];
  for (const { record } of merged) {
    const result = normaliseRecord(record, settings);
    if (result.ok) events.push(result.event);
    else
      rejected.push({ key: record.key, source: record.source, reason: result.reason, record, bytes: null });
  }
  return { events, rejected };
}

function matchRules(
  merged: readonly MergedRecord[],
  events: readonly AccessEvent[],
  { rules }: DecideSettings,
): readonly MatchedRecord[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return merged.flatMap(({ record, change }) => {
    const event = byId.get(record.key);
    if (event === undefined) return [];
    return [{ event, hits: rules.match(record, event), isNew: change === 'new' }];
  });
}

/**
 * Leaves out what can change no finding: background work of which no rule tells. A record that was known before may have
 * counted as it was then, so its accounts are looked at in any case.
 */
function eventsThatCount(
  events: readonly AccessEvent[],
  telling: ReadonlySet<string>,
  fresh: readonly MergedRecord[],
): readonly AccessEvent[] {
  const changed = new Set(fresh.filter((one) => one.change === 'changed').map(({ record }) => record.key));
  return events.filter((event) => changed.has(event.id) || telling.has(event.id) || !isBackground(event));
}
