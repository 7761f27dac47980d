import type { Action } from '../../model/action.js';
import type { BrakeSettings } from '../../model/brake.js';
import type { Instant } from '../../model/time.js';
import { accountOf, bucketLevel, isAutomatic, isBefore, isSpent, spentAt } from './spending.js';

/** A small tenant's real campaign hits a score of mailboxes: it passes, whatever their number. */
const FLOOR_ACCOUNTS = 20;
const SHARE_OF_TENANT = 0.01;

/** How many accounts may be acted on at once, without a person. */
export function tenantBurst(settings: BrakeSettings, accounts: number): number {
  return settings.tenantBurst ?? Math.max(FLOOR_ACCOUNTS, Math.ceil(accounts * SHARE_OF_TENANT));
}

/**
 * When each case first took from the budget of the tenant, by `caseOf`. One account of one incident costs one, however many steps its
 * plan has. Of what only stands to be done, with `until` only what was decided before it counts.
 */
export function tenantSpending(recent: readonly Action[], until?: Action): ReadonlyMap<string, Instant> {
  const spent = new Map<string, Instant>();
  for (const one of recent) {
    if (!isAutomatic(one) || !isSpent(one)) continue;
    if (until !== undefined && one.attemptedAt === null && !isBefore(one, until)) continue;
    const known = spent.get(caseOf(one));
    if (known === undefined || spentAt(one) < known) spent.set(caseOf(one), spentAt(one));
  }
  return spent;
}

/** What costs the budget one. */
export function caseOf(action: Action): string {
  return `${accountOf(action)}|${action.incident}`;
}

/** How many accounts the budget has left now; fractions are on their way to the next. Never below nought. */
export function tenantBudgetLeft(
  recent: readonly Action[],
  settings: BrakeSettings,
  accounts: number,
  now: Instant,
): number {
  const spent = [...tenantSpending(recent).values()];
  return Math.max(0, bucketLevel(tenantBurst(settings, accounts), settings.tenantRefillMs, spent, now));
}
