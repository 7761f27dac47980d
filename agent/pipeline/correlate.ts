import { bestProven, isMomentFor, toMoment } from '../detect/correlation/correlate.js';
import type { Correlation, FieldValues, Sighting } from '../detect/correlation/correlation.js';
import type { CorrelationSet } from '../detect/correlation/correlation-set.js';
import { sealValues } from '../detect/correlation/seal-values.js';
import type { RuleHit } from '../detect/sigma/rule-set.js';
import type { AccessEvent } from '../model/access-event.js';
import { isBackground, nameOfAct } from '../model/counted-events.js';
import type { StoredSighting } from '../model/sighting.js';
import type { StoreTx } from '../model/store.js';
import { type Instant, toMs } from '../model/time.js';
import { type Arrivals, judgeArrivals } from './correlate/judge-arrivals.js';
import { toSighting } from './correlate/judge-stored.js';
import type { CorrelationMemory } from './correlate/memory.js';

/** A record that the rules looked at. */
export interface MatchedRecord {
  readonly event: AccessEvent;
  readonly hits: readonly RuleHit[];
  /** False when it is stored already, and may have been sighted as it was then. */
  readonly isNew: boolean;
}

export interface CorrelateSettings {
  readonly correlations: CorrelationSet;
  /** Null: everything is read from the store. */
  readonly memory: CorrelationMemory | null;
}

/**
 * Shows records to the correlations, inside the transaction that stored them. Each group that a record comes into is judged
 * anew from the stored sightings around it, so that what comes of it is a function of the set of records, whatever their
 * order, chunks and restarts. Gives the ids of the events that are now part of an episode and were not before, or the other
 * way round. The provider's own work and our own reads are never looked at.
 */
export async function correlateRecords(
  records: readonly MatchedRecord[],
  tx: StoreTx,
  { correlations: set, memory }: CorrelateSettings,
  now: Instant,
): Promise<readonly string[]> {
  if (set.correlations.length === 0 || records.length === 0) return [];
  const seen = sightingsIn(records, set, tx);
  const replaced = records.filter((one) => !one.isNew).map(({ event }) => event.id);
  const affected = new Set<string>();
  const moved = new Map<string, ReadonlySet<string>>();
  for (const correlation of set.correlations) {
    const arrivals = await arrivalsFor(correlation, set, { seen, replaced, moved }, tx);
    const changed = await judgeArrivals(correlation, arrivals, tx, memory, now);
    const own = new Set([...arrivals.gone.events, ...changed.map(({ event }) => event)]);
    moved.set(correlation.rule.id, own);
    for (const event of own) affected.add(event);
  }
  return [...affected].sort();
}

interface News {
  readonly seen: readonly Sighting[];
  /** Events whose earlier matches no longer count. */
  readonly replaced: readonly string[];
  /** By correlation: events at which it may hold now and did not before, or the other way round. */
  readonly moved: ReadonlyMap<string, ReadonlySet<string>>;
}

async function arrivalsFor(
  { rule, rules, ...rest }: Correlation,
  set: CorrelationSet,
  { seen, replaced, moved }: News,
  tx: StoreTx,
): Promise<Arrivals> {
  const reader: Correlation = { rule, rules, ...rest };
  const sightings = seen.filter((one) => rules.includes(one.rule));
  const recordRules = rules.filter((id) => !moved.has(id));
  const places = replaced.length === 0 ? [] : [...(await tx.dropSightings(rule.id, recordRules, replaced))];
  const events = new Set(places.length === 0 ? [] : replaced);
  for (const inner of set.correlations.filter((one) => rules.includes(one.rule.id))) {
    const ids = [...(moved.get(inner.rule.id) ?? [])];
    if (ids.length === 0) continue;
    places.push(...(await tx.dropSightings(rule.id, [inner.rule.id], ids)));
    for (const id of ids) events.add(id);
    const stored = await tx.sightingsAt(inner.rule.id, ids);
    sightings.push(...momentsOf(reader, inner, stored, set));
  }
  const hasInner = set.correlations.some((one) => rules.includes(one.rule.id));
  return {
    sightings,
    gone: { places, events: [...events] },
    isQuick: !hasInner,
    isRead: isRead(rule.id, set),
    all: set.correlations.length,
  };
}

function momentsOf(
  reader: Correlation,
  inner: Correlation,
  stored: readonly StoredSighting[],
  set: CorrelationSet,
): readonly Sighting[] {
  const held = stored.filter((one) => isMomentFor(reader, one));
  return bestProven(held.map((one) => toMoment(inner, set, { sighting: toSighting(one), mark: one })));
}

function sightingsIn(
  records: readonly MatchedRecord[],
  { computed }: CorrelationSet,
  tx: StoreTx,
): readonly Sighting[] {
  return records.flatMap(({ event, hits }) => {
    if (isBackground(event)) return [];
    return hits.flatMap(({ rule, values }): Sighting[] => {
      if (values === undefined) return [];
      const sealed = sealValues(values, computed.get(rule), (text) => tx.keyedHash(text));
      return [sightingOf(rule, event, sealed)];
    });
  });
}

/** A match as correlations see it. */
export function sightingOf(rule: string, event: AccessEvent, values: FieldValues): Sighting {
  const { id: record, needsCredential } = event;
  return { rule, record, act: nameOfAct(event), at: toMs(event.at), values, needsCredential };
}

function isRead(correlation: string, set: CorrelationSet): boolean {
  return set.correlations.some(({ rules }) => rules.includes(correlation));
}
