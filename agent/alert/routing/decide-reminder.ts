import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { Acknowledgement, AlertRow } from '../../model/store.js';

/** Whether a person has to be reminded, and of which alert. */
export type ReminderDecision =
  | { readonly act: 'remind'; readonly alert: Alert }
  | { readonly act: 'stop'; readonly reason: 'acknowledged' | 'ended' | 'nothing-critical' };

/**
 * An alert of the highest severity is told again until a person acknowledges the matter or it ends. What became critical after
 * the acknowledgement needs a new one. `thread`: what the sink was told of one thing, the oldest first.
 */
export function decideReminder(
  thread: readonly AlertRow[],
  acknowledgement: Acknowledgement | null,
): ReminderDecision {
  const newest = thread.at(-1)?.alert;
  if (newest === undefined || briefOf(newest).state === 'ended') return { act: 'stop', reason: 'ended' };
  const critical = thread.filter(({ alert }) => alert.severity === 'critical').at(-1)?.alert;
  if (critical === undefined) return { act: 'stop', reason: 'nothing-critical' };
  if (acknowledgement !== null && acknowledgement.at >= critical.at)
    return { act: 'stop', reason: 'acknowledged' };
  return { act: 'remind', alert: critical };
}
