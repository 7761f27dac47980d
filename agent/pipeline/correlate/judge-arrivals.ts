import type { Correlation, Sighting } from '../../detect/correlation/correlation.js';
import { NO_MARK } from '../../detect/correlation/judge-group.js';
import { groupsOf } from '../../detect/correlation/place-sightings.js';
import { sha256 } from '../../model/ids.js';
import type { GroupStretch, StoredSighting } from '../../model/sighting.js';
import type { StoreTx } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import { judgeStored } from './judge-stored.js';
import type { CorrelationMemory } from './memory.js';

/** What comes to a correlation in one transaction, and what goes. */
export interface Arrivals {
  readonly sightings: readonly Sighting[];
  /** Places that were emptied, and the events that stood there. */
  readonly gone: { readonly places: readonly GroupStretch[]; readonly events: readonly string[] };
  /** Nothing but matches of records comes in, so that memory can judge it. */
  readonly isQuick: boolean;
  /** Another correlation reads this one. */
  readonly isRead: boolean;
  /** Number of all correlations. */
  readonly all: number;
}

const GROUP_HEX = 24;

/** Stores what came, and judges what it touches. Gives the sightings that are marked otherwise than before. */
export async function judgeArrivals(
  correlation: Correlation,
  { sightings, gone, isQuick, isRead, all }: Arrivals,
  tx: StoreTx,
  memory: CorrelationMemory | null,
  now: Instant,
): Promise<readonly StoredSighting[]> {
  const groups = placed(correlation, sightings);
  const emptied = new Map<string, number[]>();
  for (const { group, from } of gone.places) emptied.set(group, [...(emptied.get(group) ?? []), from]);
  const settled: StoredSighting[] = [];
  const pending = new Map(emptied);
  const quick = isQuick && memory !== null ? await memory.open(correlation, groups, all, tx, now) : null;
  const rows: StoredSighting[] = [];
  for (const [group, arrived] of groups) {
    const known = emptied.has(group) ? null : (quick?.judge(group, arrived, isRead) ?? null);
    if (known === null) pending.set(group, [...(emptied.get(group) ?? []), ...arrived.map(({ at }) => at)]);
    else settled.push(...known.filter(({ part }) => part !== 'none'));
    rows.push(...(known ?? arrived));
  }
  await tx.putSightings(rows, now);
  for (const [group, times] of pending) {
    quick?.forget(group);
    settled.push(...(await judgeStored(correlation, group, times, tx, !emptied.has(group))));
  }
  return settled;
}

/** By group, whose name tells nothing of what it is made of. */
function placed(
  correlation: Correlation,
  sightings: readonly Sighting[],
): ReadonlyMap<string, readonly StoredSighting[]> {
  const groups = new Map<string, StoredSighting[]>();
  for (const sighting of sightings) {
    for (const key of groupsOf(correlation, sighting)) {
      const group = sha256(key).slice(0, GROUP_HEX);
      const list = groups.get(group);
      const one = toStored(correlation, group, sighting);
      if (list === undefined) groups.set(group, [one]);
      else list.push(one);
    }
  }
  return groups;
}

function toStored(correlation: Correlation, group: string, sighting: Sighting): StoredSighting {
  const { rule, record: event, act = event, at, values, needsCredential } = sighting;
  return {
    correlation: correlation.rule.id,
    group,
    rule,
    event,
    act,
    at,
    needsCredential: needsCredential !== false,
    values: Object.fromEntries(values),
    ...NO_MARK,
  };
}
