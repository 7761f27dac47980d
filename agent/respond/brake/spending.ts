import { principalKey } from '../../model/access-event.js';
import type { Action } from '../../model/action.js';
import { type Instant, toMs } from '../../model/time.js';

/** The account that an action is about, by what does not change where it is known. */
export function accountOf({ target }: Action): string {
  return target.id?.toLowerCase() ?? principalKey(target) ?? '?';
}

/** Decided by the agent alone and done, or to be done. What a person let go is that person's decision. */
export function isAutomatic(action: Action): boolean {
  return !action.isApproved && action.resumedAt === undefined;
}

/** True for what takes from a budget: it stands to be done, was done, or may have been. */
export function isSpent(action: Action): boolean {
  if (action.status === 'approved' || action.status === 'done' || action.status === 'undone') return true;
  return action.attemptedAt !== null;
}

/** When it took from a budget. */
export function spentAt(action: Action): Instant {
  return action.attemptedAt ?? action.decidedAt;
}

/** Whether `left` was decided before `right`; one order for all, so that two standing decisions never wait for each other. */
export function isBefore(left: Action, right: Action): boolean {
  if (left.decidedAt !== right.decidedAt) return left.decidedAt < right.decidedAt;
  return left.id < right.id;
}

/**
 * What a bucket holds at `now` that is full at first, loses one with each spending and fills evenly to the full in `refillMs`.
 * `spent` in any order.
 */
export function bucketLevel(
  capacity: number,
  refillMs: number,
  spent: readonly Instant[],
  now: Instant,
): number {
  let level = capacity;
  let at = Number.NEGATIVE_INFINITY;
  const fill = (to: number): void => {
    level = Math.min(capacity, level + (Math.max(0, to - at) * capacity) / refillMs);
    at = Math.max(at, to);
  };
  for (const ms of spent.map(toMs).sort((left, right) => left - right)) {
    fill(ms);
    level -= 1;
  }
  fill(toMs(now));
  return level;
}
