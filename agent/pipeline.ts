import { detectBehaviours } from './detect/behaviour/detect-behaviours.js';
import { detectRules } from './detect/sigma/detect-rules.js';
import { type AccessEvent, principalKey } from './model/access-event.js';
import { isBackground } from './model/counted-events.js';
import type { Batch } from './model/ports.js';
import type { RejectedRecord } from './model/raw-record.js';
import type { MergedRecord, RuleMatch, StoreTx, Timeline } from './model/store.js';
import type { Instant } from './model/time.js';
import { mergeRecordBodies } from './normalise/merge-bodies.js';
import { normaliseRecord } from './normalise/normalise-record.js';
import { countArrivals } from './pipeline/count-arrivals.js';
import { coverageOf } from './pipeline/coverage-of.js';
import { queueNews } from './pipeline/queue-news.js';
import type { DecideSettings } from './pipeline/settings.js';
import { decideActions } from './respond/decide-actions.js';
import { weighIncidents } from './score/weigh-incidents.js';

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
 * batching cannot matter.
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
  const ids = events.map((event) => event.id);
  const matches = matchRules(fresh, events, settings);
  await tx.putMatches(ids, matches);
  await tx.putCoverage(batch.coverage);
  if (batch.cursor !== null) await tx.putCursor(batch.cursor);
  const subjects = subjectsOf(eventsThatCount(events, matches, fresh));
  if (batch.isCatchUp) await tx.markDirty(subjects);
  else await settle(subjects, tx, settings, now);
  return {
    records: batch.records.length,
    fresh: fresh.length,
    rejected: batch.rejected.length + rejected.length,
  };
}

/** Scores accounts that were only marked while a log caught up, at most `limit` of them. Gives how many they were. */
export async function settleMarked(
  limit: number,
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<number> {
  const subjects = await tx.takeDirty(limit);
  await settle(subjects, tx, settings, now);
  return subjects.length;
}

async function settle(
  subjects: readonly string[],
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<void> {
  const timelines = await tx.timelines(subjects);
  const known = await tx.incidentsOf(subjects);
  for (const [subject, timeline] of timelines) {
    const findings = findingsOf(timeline, settings);
    await tx.putFindings(subject, findings);
    const existing = known.get(subject) ?? [];
    const context = { tenantId: settings.tenantId, now };
    for (const weighed of weighIncidents(subject, timeline, findings, settings.tuning, existing, context)) {
      const incident = { ...weighed, coverage: await coverageOf(weighed, tx, settings.sources) };
      await tx.putIncident(incident);
      const ids = [incident.id, ...incident.aliases];
      const earlier = [...(await tx.actionsOf(ids)).values()].flat();
      const before = existing.find((one) => ids.includes(one.id)) ?? null;
      const decided = decideActions(incident, settings.policy, earlier, now);
      await queueNews({ incident, before, decided, earlier }, tx, settings, now);
    }
  }
}

function findingsOf(timeline: Timeline, settings: DecideSettings) {
  return [...detectBehaviours(timeline, settings.tuning), ...detectRules(timeline, settings.rules.reporting)];
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
  settings: DecideSettings,
): readonly RuleMatch[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return merged.flatMap(({ record }) => {
    const event = byId.get(record.key);
    if (event === undefined) return [];
    return settings.rules.match(record, event).map(({ rule }) => ({ rule, event: event.id }));
  });
}

/**
 * Leaves out what can change no finding: background work that no rule matched. A record that was known before may have
 * counted as it was then, so its accounts are looked at in any case.
 */
function eventsThatCount(
  events: readonly AccessEvent[],
  matches: readonly RuleMatch[],
  fresh: readonly MergedRecord[],
): readonly AccessEvent[] {
  const changed = fresh.filter((one) => one.change === 'changed').map(({ record }) => record.key);
  const telling = new Set([...changed, ...matches.map((match) => match.event)]);
  return events.filter((event) => telling.has(event.id) || !isBackground(event));
}

function subjectsOf(events: readonly AccessEvent[]): readonly string[] {
  const keys = events.flatMap((event) => [principalKey(event.mailbox), principalKey(event.user)]);
  return [...new Set(keys.filter((key) => key !== null))].sort();
}
