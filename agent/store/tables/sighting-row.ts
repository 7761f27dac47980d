import type { StoredSighting } from '../../model/sighting.js';
import type { SightingRow } from '../tables.js';

/** By their numbers in the table, from nothing to the most. */
export const PARTS: readonly StoredSighting['part'][] = ['none', 'open', 'proven'];

/** The row of a sighting that was first seen at `seenAt`. */
export function toRow(one: StoredSighting, seenAt: string): SightingRow {
  return {
    correlation: one.correlation,
    grp: one.group,
    at: one.at,
    event: one.event,
    act: one.act,
    rule: one.rule,
    needs_credential: one.needsCredential ? 1 : 0,
    body: JSON.stringify(one.values),
    part: PARTS.indexOf(one.part),
    is_held: one.isHeld ? 1 : 0,
    anchor: one.anchor,
    seen_at: seenAt,
  };
}

/** What a row holds. */
export function toSighting(row: SightingRow): StoredSighting {
  return {
    correlation: row.correlation,
    group: row.grp,
    rule: row.rule,
    event: row.event,
    act: row.act,
    at: row.at,
    needsCredential: row.needs_credential === 1,
    values: JSON.parse(row.body) as StoredSighting['values'],
    part: PARTS[row.part] ?? 'none',
    isHeld: row.is_held === 1,
    anchor: row.anchor,
  };
}
