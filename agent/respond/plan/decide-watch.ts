import type { ContainmentState, Standing } from '../../model/containment.js';
import { type Instant, shift } from '../../model/time.js';

/** How the watch over an account goes on. */
export interface WatchDecision {
  readonly state: ContainmentState;
  /** Null: the watch is over. */
  readonly nextLookAt: Instant | null;
  /** Somebody is in there, which was not known before or was answered since. */
  readonly isReturn: boolean;
  /** What people must hear, if anything. */
  readonly news: 'still-in' | 'proven-out' | 'cannot-tell' | 'ended' | null;
}

export interface WatchTiming {
  readonly watchMs: number;
  readonly watchEveryMs: number;
}

/** What follows from a look at the logs. Pure. */
export function decideWatch(
  before: ContainmentState,
  standing: Standing,
  timing: WatchTiming,
  now: Instant,
): WatchDecision {
  const watchUntil = standing.revokedAt === null ? null : shift(standing.revokedAt, timing.watchMs);
  const isOver = watchUntil === null || now >= watchUntil;
  const isReturn =
    standing.verdict === 'still-in' &&
    (before.standing.verdict !== 'still-in' || before.standing.lastSeenAt !== standing.lastSeenAt);
  const isTurn = standing.verdict !== before.standing.verdict;
  const told = standing.verdict === 'proven-out' || standing.verdict === 'cannot-tell';
  return {
    state: {
      ...before,
      standing,
      watchUntil,
      watchStatement: isOver && watchUntil !== null ? statementOf(standing) : null,
    },
    nextLookAt: isOver ? null : nextLook(standing, watchUntil, timing, now),
    isReturn,
    news: isReturn
      ? 'still-in'
      : isOver && watchUntil !== null
        ? 'ended'
        : isTurn && told
          ? (standing.verdict as 'proven-out' | 'cannot-tell')
          : null,
  };
}

/** At the moment from which it can be told, else after the usual time, and once more at the end. */
function nextLook(
  { verdict, judgeAt }: Standing,
  watchUntil: Instant,
  { watchEveryMs }: WatchTiming,
  now: Instant,
): Instant {
  const usual = shift(now, watchEveryMs);
  const soonest =
    verdict === 'waiting' && judgeAt !== null && judgeAt > now && judgeAt < usual ? judgeAt : usual;
  return soonest < watchUntil ? soonest : watchUntil;
}

function statementOf({ verdict, reason }: Standing): string {
  switch (verdict) {
    case 'proven-out':
      return 'The watch is over: the intruder was proven to be out, and nothing showed that they came back.';
    case 'still-in':
      return `The watch is over and the intruder was seen after the sessions were ended: ${reason}. A person must end the case.`;
    default:
      return `The watch is over and nobody can tell whether the intruder is out: ${reason}.`;
  }
}
