import type { Action } from '../../model/action.js';
import type { BrakeTrip } from '../../model/brake.js';
import { shift } from '../../model/time.js';
import { type BrakeVerdict, brakeHorizonMs, decideBrake } from './decide-brake.js';
import type { BrakeTerms } from './terms.js';

/** What the brake would have made of many decisions. */
export interface DryBrake {
  /** By the id of the action; those that are not approved are not asked for. */
  readonly verdicts: ReadonlyMap<string, BrakeVerdict>;
  /** Oldest first. */
  readonly trips: readonly BrakeTrip[];
}

/**
 * Puts decisions before the brake one after the other, in the order of their times, from a full budget and without a trip. What it lets
 * go is taken to be done at once. Pure.
 */
export function runBrakeDry(actions: readonly Action[], { settings, accounts }: BrakeTerms): DryBrake {
  const horizonMs = brakeHorizonMs(settings);
  const verdicts = new Map<string, BrakeVerdict>();
  const trips = new Map<string, BrakeTrip>();
  let recent: readonly Action[] = [];
  for (const action of [...actions].sort(byTime)) {
    if (action.status !== 'approved') continue;
    const now = action.decidedAt;
    const since = shift(now, -horizonMs);
    recent = recent.filter((one) => one.decidedAt >= since);
    const verdict = decideBrake(action, { recent, trips: [...trips.values()], accounts }, settings, now);
    verdicts.set(action.id, verdict);
    if (verdict.verdict === 'hold' && verdict.trip !== null) trips.set(verdict.trip.id, verdict.trip);
    recent = [...recent, afterVerdict(action, verdict)];
  }
  return { verdicts, trips: [...trips.values()] };
}

function afterVerdict(action: Action, verdict: BrakeVerdict): Action {
  if (verdict.verdict === 'hold') return { ...action, status: 'held', heldBy: verdict.by };
  const at = verdict.verdict === 'wait' ? verdict.until : action.decidedAt;
  return { ...action, status: 'done', attemptedAt: at, doneAt: at };
}

function byTime(left: Action, right: Action): number {
  if (left.decidedAt !== right.decidedAt) return left.decidedAt < right.decidedAt ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
