import type { Action } from '../../model/action.js';
import type { BrakeSettings, BrakeTrip } from '../../model/brake.js';
import { type Instant, toMs } from '../../model/time.js';
import { accountOf, isAutomatic, isSpent } from './spending.js';

/** A cause that more accounts share than chance and no intruder explain. */
export interface SharedCause {
  readonly cause: string;
  readonly accounts: number;
}

/** From so many accounts on, one intruder's address, client, session or application explains why all rest on one rule. */
const CAMPAIGN_ACCOUNTS = 3;
/** Instants are texts: this is below all of them. */
const EVER = '';

/**
 * The cause on which more than half of the accounts rest to which something happened at the time of this one, and at least the
 * minimum, without a common intruder. By the time of what happened, not of the decision: after a stop, or at the first start, the
 * cases of many days are decided in one minute. What the brake holds counts too, or a storm would end with the first that is held.
 * The cause with the most accounts, then by name.
 */
export function findSharedCause(
  action: Action,
  recent: readonly Action[],
  trips: readonly BrakeTrip[],
  settings: BrakeSettings,
): SharedCause | null {
  const window = [action, ...recent.filter((one) => counts(one) && isNear(one, action, settings))];
  const all = accountsOf(window).size;
  const causes = new Set(window.flatMap((action) => action.basis?.causes ?? []));
  let worst: SharedCause | null = null;
  for (const cause of [...causes].sort()) {
    const since = releasedAt(cause, trips);
    const resting = window.filter(
      (one) => one.decidedAt > since && (one.basis?.causes.includes(cause) ?? false),
    );
    const explained = campaignMarks(resting);
    const accounts = accountsOf(resting.filter((one) => !hasMark(one, explained))).size;
    if (accounts < settings.breakerMinimum || accounts * 2 <= all) continue;
    if (worst === null || accounts > worst.accounts) worst = { cause, accounts };
  }
  return worst;
}

/** Whether one intruder went for at least three of the accounts, this one among them. */
export function isOfCampaign(action: Action, others: readonly Action[]): boolean {
  return hasMark(action, campaignMarks([action, ...others]));
}

/** Marks of an intruder that enough of the accounts share. */
function campaignMarks(actions: readonly Action[]): ReadonlySet<string> {
  const accountsBy = new Map<string, Set<string>>();
  for (const action of actions) {
    for (const mark of action.basis?.intruder ?? []) {
      const accounts = accountsBy.get(mark) ?? new Set();
      accountsBy.set(mark, accounts.add(accountOf(action)));
    }
  }
  return new Set(
    [...accountsBy].flatMap(([mark, accounts]) => (accounts.size >= CAMPAIGN_ACCOUNTS ? [mark] : [])),
  );
}

function hasMark(action: Action, marks: ReadonlySet<string>): boolean {
  return (action.basis?.intruder ?? []).some((mark) => marks.has(mark));
}

function isNear(left: Action, right: Action, { breakerWindowMs }: BrakeSettings): boolean {
  const at = toMs(left.basis?.lastEvent ?? left.decidedAt);
  return Math.abs(at - toMs(right.basis?.lastEvent ?? right.decidedAt)) <= breakerWindowMs;
}

function counts(action: Action): boolean {
  if (!isAutomatic(action)) return false;
  return isSpent(action) || action.heldBy === 'breaker' || action.heldBy === 'tenant-budget';
}

function releasedAt(cause: string, trips: readonly BrakeTrip[]): Instant {
  const times = trips.filter((trip) => trip.cause === cause).map((trip) => trip.releasedAt ?? EVER);
  return times.sort().at(-1) ?? EVER;
}

function accountsOf(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(actions.map(accountOf));
}
