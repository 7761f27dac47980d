import type { Incident } from '../../model/incident.js';
import type { Instant } from '../../model/time.js';

/** What two rule sets have in common, and what only one of them has. */
export interface Pairing<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly (readonly [T, T])[];
}

/** Each of `before` with the first of `after` that is the same and still free; equal ids go first. */
export function pair<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  isSame: (left: T, right: T) => boolean,
): Pairing<T> {
  const free = new Map(after.map((one) => [one.id, one]));
  const kept: (readonly [T, T])[] = [];
  const take = (left: T, right: T | undefined): boolean => {
    if (right === undefined) return false;
    kept.push([left, right]);
    return free.delete(right.id);
  };
  const moved = before.filter((left) => !take(left, free.get(left.id)));
  const removed = moved.filter(
    (left) =>
      !take(
        left,
        [...free.values()].find((right) => isSame(left, right)),
      ),
  );
  return { added: [...free.values()], removed, kept };
}

/** Incidents of one account that reach `since` or later: the same one while the times overlap. Kept ones may differ in everything else. */
export function pairIncidents(
  before: readonly Incident[],
  after: readonly Incident[],
  since: Instant,
): Pairing<Incident> {
  const reaching = (list: readonly Incident[]) => list.filter(({ lastEvent }) => lastEvent >= since);
  return pair(
    reaching(before),
    reaching(after),
    (left, right) => left.firstEvent <= right.lastEvent && right.firstEvent <= left.lastEvent,
  );
}
