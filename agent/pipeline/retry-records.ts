import { detectBehaviours } from '../detect/behaviour/detect-behaviours.js';
import { detectRules } from '../detect/sigma/detect-rules.js';
import type { AccessEvent } from '../model/access-event.js';
import { usageOf } from '../model/peers.js';
import type { RejectedRecord } from '../model/raw-record.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { mergeRecordBodies } from '../normalise/merge-bodies.js';
import { normaliseRecord } from '../normalise/normalise-record.js';
import { weighIncidents } from '../score/weigh-incidents.js';
import { correlateRecords, type MatchedRecord } from './correlate.js';
import { correlateSettings, type DecideSettings, pastLimit } from './settings.js';
import { subjectsOf } from './settle-touched.js';

/** What it takes to read a record again; nothing of it needs the network. */
export type RetrySettings = Pick<
  DecideSettings,
  'tenantId' | 'domains' | 'ownAppIds' | 'rules' | 'correlationMemory' | 'tuning' | 'pastMs'
>;

/**
 * Runs records that were set aside through the normaliser and the rules again. Those that can now be used become events,
 * and their accounts are marked to be scored with the next pull; the others stay, each with its new reason. Gives how many
 * became events. Raises whatever a record breaks, scoring included: the transaction is then undone, and nothing that
 * would break every later decision on its account gets in.
 */
export async function retryRecords(
  rejected: readonly RejectedRecord[],
  tx: StoreTx,
  settings: RetrySettings,
  now: Instant,
): Promise<number> {
  const records = rejected.flatMap(({ record }) => record ?? []);
  const merged = await tx.mergeRecords(records, mergeRecordBodies, now);
  const events: AccessEvent[] = [];
  const matched: MatchedRecord[] = [];
  const unusable: RejectedRecord[] = [];
  for (const { record } of merged) {
    const result = normaliseRecord(record, settings);
    if (result.ok) {
      events.push(result.event);
      const hits = settings.rules.match(record, result.event);
      matched.push({ event: result.event, hits, isNew: false });
    } else {
      unusable.push({
        key: record.key,
        source: record.source,
        reason: result.reason,
        record,
        bytes: null,
      });
    }
  }
  await tx.putRejected(unusable, now);
  await tx.putEvents(events);
  await tx.putUsage(events.flatMap(usageOf));
  await tx.putMatches(
    events.map((event) => event.id),
    matched.flatMap(({ event, hits }) => hits.map(({ rule }) => ({ rule, event: event.id }))),
  );
  const correlated = await correlateRecords(matched, tx, correlateSettings(settings), now);
  const subjects = subjectsOf(events);
  await tryScoring(subjects, tx, settings, now);
  await tx.markDirty([...subjects, ...subjectsOf(await tx.events(correlated))]);
  return events.length;
}

/** Scores for the sake of what it may raise; the scores themselves are made with the next pull. */
async function tryScoring(
  subjects: readonly string[],
  tx: StoreTx,
  settings: RetrySettings,
  now: Instant,
): Promise<void> {
  const { tuning, rules, tenantId } = settings;
  for (const [subject, timeline] of await tx.timelines(subjects, pastLimit(settings, now))) {
    const findings = [...detectBehaviours(timeline, tuning), ...detectRules(timeline, rules.reporting)];
    weighIncidents(subject, timeline, findings, tuning, [], { tenantId, now });
  }
}
