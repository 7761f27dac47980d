import type { Alert, Milestone } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { Silence, SinkHabit } from '../../model/alert-routing.js';
import { isMoreSevere } from '../../model/severity.js';
import type { AlertRow } from '../../model/store.js';
import { earlierOf, type Instant, MINUTE_MS, shift } from '../../model/time.js';

export interface DeliveryInput {
  readonly alert: Alert;
  /** By which the alert goes to the sink. */
  readonly habit: SinkHabit;
  /** All alerts about the same thing that go to this sink, the oldest first; this one among them. */
  readonly thread: readonly AlertRow[];
  readonly silence: Silence | null;
  readonly now: Instant;
}

/** What is done about one alert for one sink, and why. */
export type DeliveryDecision =
  | {
      readonly act: 'send';
      readonly reason: 'each' | 'first' | 'escalated' | 'urgent' | 'interval-over';
      /** Stands for the earlier ones too. */
      readonly alert: Alert;
      readonly earlier: readonly Alert[];
    }
  | { readonly act: 'wait'; readonly reason: 'grouped' | 'silenced'; readonly until: Instant }
  | { readonly act: 'skip'; readonly reason: 'already-delivered' }
  | { readonly act: 'drop'; readonly reason: 'ended-in-silence'; readonly alerts: readonly Alert[] };

/** What a person must hear or a receiver must know at once, whatever was told a moment ago. */
const URGENT: readonly Milestone[] = ['containment-failed', 'held', 'acknowledged', 'closed', 'withdrawn'];
/** A wait is looked at again at least this often: routes and silences may have been changed. */
const LOOK_AGAIN_MS = 10 * MINUTE_MS;

/**
 * The first alert about a thing goes at once, later ones are gathered for the group interval, and what is worse or urgent does
 * not wait. Nothing that was delivered is delivered again.
 */
export function decideDelivery(input: DeliveryInput): DeliveryDecision {
  const { alert, habit, now } = input;
  const [open, told] = splitByDelivery(input);
  if (!open.some(({ id }) => id === alert.id)) return { act: 'skip', reason: 'already-delivered' };
  if (input.silence !== null) return silenced(input.silence, open, told, now);
  if (habit.groupMs === 0) return { act: 'send', reason: 'each', alert, earlier: [] };
  const newest = open.at(-1) ?? alert;
  const send = { act: 'send', alert: newest, earlier: open.filter((one) => one !== newest) } as const;
  const lastAt = lastTelling(told, habit.name);
  if (lastAt === null) return { ...send, reason: 'first' };
  if (open.some((one) => URGENT.includes(one.milestone))) return { ...send, reason: 'urgent' };
  if (open.some((one) => told.every((row) => isMoreSevere(one.severity, row.alert.severity))))
    return { ...send, reason: 'escalated' };
  const dueAt = shift(lastAt, habit.groupMs);
  if (dueAt <= now) return { ...send, reason: 'interval-over' };
  return { act: 'wait', reason: 'grouped', until: earlierOf(dueAt, shift(now, LOOK_AGAIN_MS)) };
}

function splitByDelivery({ thread, habit }: DeliveryInput): readonly [readonly Alert[], readonly AlertRow[]] {
  const isTold = (row: AlertRow): boolean => row.deliveries.some(({ sink }) => sink === habit.name);
  return [thread.filter((row) => !isTold(row)).map((row) => row.alert), thread.filter(isTold)];
}

/** What began and ended in a silence is never told; what goes on is told when the silence is over. */
function silenced(
  silence: Silence,
  open: readonly Alert[],
  told: readonly AlertRow[],
  now: Instant,
): DeliveryDecision {
  const newest = open.at(-1);
  if (told.length === 0 && newest !== undefined && briefOf(newest).state === 'ended')
    return { act: 'drop', reason: 'ended-in-silence', alerts: open };
  return { act: 'wait', reason: 'silenced', until: earlierOf(silence.until, shift(now, LOOK_AGAIN_MS)) };
}

function lastTelling(told: readonly AlertRow[], sink: string): Instant | null {
  const times = told.flatMap((row) => row.deliveries.filter((one) => one.sink === sink).map(({ at }) => at));
  return times.sort().at(-1) ?? null;
}
