import { denialWindowMs } from '../detect/behaviour/success-after-failures.js';
import { type AccessEvent, principalKey } from '../model/access-event.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { judgeUrgency } from './judge-urgency.js';
import type { DecideSettings } from './settings.js';
import { settleAccounts } from './settle-accounts.js';

/** What a batch brought to accounts. */
export interface Touch {
  readonly events: readonly AccessEvent[];
  /** Ids of events that a rule or a correlation speaks of: their accounts never wait. */
  readonly telling: ReadonlySet<string>;
}

/**
 * Scores at once the accounts to which something came that is not familiar, and lets the others wait, so that a person's
 * thousandth message does not cost a look at the whole past.
 */
export async function settleTouched(
  { events, telling }: Touch,
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<void> {
  const byAccount = groupByAccount(events);
  const subjects = [...byAccount.keys()].sort();
  const habits = await tx.habits(subjects);
  const waits = await tx.waiting(subjects);
  const windowMs = denialWindowMs(settings.tuning);
  const waiting = subjects.flatMap((subject) => {
    const own = byAccount.get(subject) ?? [];
    if (own.some((event) => telling.has(event.id))) return [];
    const touched = { subject, events: own, habit: habits.get(subject), waiting: waits.get(subject) };
    return judgeUrgency(touched, now, windowMs) ?? [];
  });
  await tx.putWaiting(waiting);
  const canWait = new Set(waiting.map((one) => one.subject));
  const urgent = subjects.filter((subject) => !canWait.has(subject));
  await settleAccounts(urgent, tx, settings, now);
}

/** Keys of the accounts that events belong to, whose mailbox it was and who acted, sorted. */
export function subjectsOf(events: readonly AccessEvent[]): readonly string[] {
  return [...groupByAccount(events).keys()].sort();
}

function groupByAccount(events: readonly AccessEvent[]): ReadonlyMap<string, readonly AccessEvent[]> {
  const byAccount = new Map<string, AccessEvent[]>();
  for (const event of events) {
    const keys = new Set([principalKey(event.mailbox), principalKey(event.user)]);
    for (const key of keys) {
      if (key === null) continue;
      const list = byAccount.get(key);
      if (list === undefined) byAccount.set(key, [event]);
      else list.push(event);
    }
  }
  return byAccount;
}
