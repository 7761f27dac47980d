import type { Action } from '../../model/action.js';
import type { BrakeSettings, BrakeTrip, HoldCause } from '../../model/brake.js';
import { deriveId } from '../../model/ids.js';
import { DAY_MS, type Instant, laterOf, shift } from '../../model/time.js';
import { findSharedCause, isOfCampaign } from './find-shared-cause.js';
import { accountOf, bucketLevel, isAutomatic, isBefore, isSpent, spentAt } from './spending.js';
import { caseOf, tenantBurst, tenantSpending } from './tenant-budget.js';

/** What the brake judges by, all of it stored. */
export interface BrakeState {
  /** Every other action that was decided within `brakeHorizonMs`, in any order. */
  readonly recent: readonly Action[];
  readonly trips: readonly BrakeTrip[];
  /** Number of accounts of the tenant, as far as is known. */
  readonly accounts: number;
}

export type BrakeVerdict =
  | { readonly verdict: 'go' }
  | { readonly verdict: 'wait'; readonly until: Instant; readonly reason: string }
  | {
      readonly verdict: 'hold';
      readonly by: HoldCause;
      readonly reason: string;
      /** The trip that holds it, new or moved on; null where none does. */
      readonly trip: BrakeTrip | null;
    };

/** A trip is over when it held nothing back for so long. */
const TRIP_LASTS_MS = DAY_MS;
const GO: BrakeVerdict = { verdict: 'go' };

/** How far back actions can matter. */
export function brakeHorizonMs(settings: BrakeSettings): number {
  return Math.max(DAY_MS, 2 * settings.tenantRefillMs, settings.breakerWindowMs, settings.accountCoolDownMs);
}

/** Whether a trip still holds what rests on its cause. */
export function isHolding(trip: BrakeTrip, now: Instant): boolean {
  return trip.releasedAt === null && shift(trip.lastAt, TRIP_LASTS_MS) > now;
}

/**
 * Whether an action that was decided without a person may go on now. Asked when it is decided and again at the moment of the
 * act: a decision that stands from before a trip does not slip through. What a person let go is not asked for.
 */
export function decideBrake(
  action: Action,
  state: BrakeState,
  settings: BrakeSettings,
  now: Instant,
): BrakeVerdict {
  if (!isAutomatic(action)) return GO;
  const breaker = judgeBreaker(action, state, settings, now);
  if (breaker !== GO) return breaker;
  // What was begun has taken its share already.
  if (action.attemptedAt !== null) return GO;
  const account = judgeAccount(action, state, settings, now);
  return account === GO ? judgeTenant(action, state, settings, now) : account;
}

function judgeBreaker(
  action: Action,
  { recent, trips }: BrakeState,
  settings: BrakeSettings,
  now: Instant,
): BrakeVerdict {
  const shared = findSharedCause(action, recent, trips, settings);
  const known = trips.filter((trip) => trip.cause !== BUDGET && isHolding(trip, now));
  const fresh = shared === null || known.some((trip) => trip.cause === shared.cause) ? null : shared;
  const holding = fresh === null ? known : [...known, newTrip(fresh.cause, fresh.accounts, now)];
  const trip = holding.find((one) => action.basis?.causes.includes(one.cause));
  if (trip === undefined) return GO;
  const resting = recent.filter((one) => one.basis?.causes.includes(trip.cause));
  if (isOfCampaign(action, resting)) return GO;
  const accounts = Math.max(trip.accounts, shared?.cause === trip.cause ? shared.accounts : 0);
  const reason = `the brake is on: ${accounts} accounts rest on ${nameOf(trip.cause)}, and no common intruder explains it`;
  return { verdict: 'hold', by: 'breaker', reason, trip: { ...trip, accounts, lastAt: now } };
}

/** An intruder's new session ends the cool-down at once, or it would be a place to hide in. */
function judgeAccount(
  action: Action,
  { recent }: BrakeState,
  settings: BrakeSettings,
  now: Instant,
): BrakeVerdict {
  const same = recent.filter(
    (one) =>
      one.kind === action.kind &&
      one.object === action.object &&
      accountOf(one) === accountOf(action) &&
      isSpent(one) &&
      isBefore(one, action),
  );
  const today = same.filter((one) => spentAt(one) > shift(now, -DAY_MS));
  if (today.length >= settings.accountPerDay) {
    const reason = `the same was done ${today.length} times to this account within a day: a person must look`;
    return { verdict: 'hold', by: 'account-budget', reason, trip: null };
  }
  const last = same.map(spentAt).reduce(laterOf, '');
  const until = last === '' ? now : shift(last, settings.accountCoolDownMs);
  if (until <= now || hasNewSession(action, same)) return GO;
  return { verdict: 'wait', until, reason: 'the same was done to this account a short while ago' };
}

function hasNewSession(action: Action, earlier: readonly Action[]): boolean {
  const known = new Set(earlier.flatMap((one) => one.basis?.intruder ?? []));
  return (action.basis?.intruder ?? []).some((mark) => mark.startsWith('session:') && !known.has(mark));
}

function judgeTenant(
  action: Action,
  { recent, trips, accounts }: BrakeState,
  settings: BrakeSettings,
  now: Instant,
): BrakeVerdict {
  const spent = tenantSpending(recent, action);
  if (spent.has(caseOf(action))) return GO;
  const burst = tenantBurst(settings, accounts);
  if (bucketLevel(burst, settings.tenantRefillMs, [...spent.values()], now) >= 1) return GO;
  const known = trips.find((trip) => trip.cause === BUDGET && isHolding(trip, now));
  const trip = known ?? newTrip(BUDGET, spent.size, now);
  const reason = `the budget of ${burst} accounts is used up: a person must say whether it goes on`;
  return { verdict: 'hold', by: 'tenant-budget', reason, trip: { ...trip, lastAt: now } };
}

const BUDGET = 'budget';

function newTrip(cause: string, accounts: number, now: Instant): BrakeTrip {
  return { id: deriveId('brake', cause, now), cause, at: now, lastAt: now, accounts, releasedAt: null };
}

/** A cause in words. */
function nameOf(cause: string): string {
  return cause === 'provider' ? "the provider's risk signals" : `the rule ${cause.slice('rule:'.length)}`;
}
