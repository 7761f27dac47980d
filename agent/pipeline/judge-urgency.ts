import type { AccessEvent } from '../model/access-event.js';
import {
  type AccountHabit,
  bearsMark,
  continuedTrait,
  isDenial,
  isFailedSignIn,
  isKnock,
  shortTrait,
  traitOf,
  type WaitingAccount,
} from '../model/account-habit.js';
import { HOUR_MS, type Instant, laterOf, shift } from '../model/time.js';

/** What is familiar is scored within this time, and sooner when there is nothing else to do. */
export const FAMILIAR_WITHIN_MS = 12 * HOUR_MS;

/** An account with what came to it in one batch. */
export interface TouchedAccount {
  readonly subject: string;
  readonly events: readonly AccessEvent[];
  /** Undefined: it was not scored yet. */
  readonly habit: AccountHabit | undefined;
  readonly waiting: WaitingAccount | undefined;
}

/**
 * Null when the account has to be scored at once; else how it waits. Familiar is what the account did before in all its
 * traits and unaccused, as long as neither the number of messages nor failed sign-ins could make more of it; and nothing that
 * a suspect of a fresh incident may have done. Only how soon something is scored depends on this, never what comes of it.
 * `denialWindowMs` is for how long a denied prompt makes a success suspect.
 */
export function judgeUrgency(
  touched: TouchedAccount,
  now: Instant,
  denialWindowMs: number,
): WaitingAccount | null {
  const { subject, habit, events } = touched;
  if (habit === undefined) return null;
  const known = new Set(habit.traits);
  const isWatched = watchOf(habit);
  let waiting = touched.waiting ?? beginWaiting(subject, now);
  for (const event of [...events].sort(byTime)) {
    if (isWatched(event) || !isFamiliar(event, habit, known, waiting)) return null;
    waiting = addTo(waiting, event, denialWindowMs);
  }
  return waiting.messages > habit.mailAllowance ? null : waiting;
}

function watchOf({ watchedUntil, suspectMarks }: AccountHabit): (event: AccessEvent) => boolean {
  const marks = suspectMarks === undefined ? null : new Set(suspectMarks);
  return (event) => event.at <= watchedUntil && (marks === null || bearsMark(event, marks));
}

function isFamiliar(
  event: AccessEvent,
  habit: AccountHabit,
  known: ReadonlySet<string>,
  waiting: WaitingAccount,
): boolean {
  if (isFailedSignIn(event)) {
    // What a success makes of the knocks before it is seen when it comes; of those that come after it, with them.
    return !isKnock(event) || event.at > laterOf(habit.lastSignIn, waiting.lastSignIn);
  }
  if (isSignIn(event) && event.at <= laterOf(habit.waryUntil, waiting.waryUntil)) return false;
  const trait = traitOf(event);
  if (trait === null) return false;
  const continued = continuedTrait(trait, event);
  return known.has(shortTrait(trait)) || (continued !== null && known.has(shortTrait(continued)));
}

function beginWaiting(subject: string, now: Instant): WaitingAccount {
  return { subject, dueAt: shift(now, FAMILIAR_WITHIN_MS), lastSignIn: '', messages: 0, waryUntil: '' };
}

function addTo(waiting: WaitingAccount, event: AccessEvent, denialWindowMs: number): WaitingAccount {
  return {
    ...waiting,
    lastSignIn: isSignIn(event) ? laterOf(waiting.lastSignIn, event.at) : waiting.lastSignIn,
    messages: waiting.messages + (event.mail?.messages.length ?? 0),
    waryUntil: isDenial(event)
      ? laterOf(waiting.waryUntil, shift(event.at, denialWindowMs))
      : waiting.waryUntil,
  };
}

function isSignIn(event: AccessEvent): boolean {
  return event.kind === 'sign-in' && event.outcome !== 'failure';
}

function byTime(left: AccessEvent, right: AccessEvent): number {
  return left.at < right.at ? -1 : left.at > right.at ? 1 : 0;
}
