import type { Finding } from '../../model/finding.js';
import { DAY_MS, shift, toMs } from '../../model/time.js';
import { describeJoin } from './describe.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import type { AccountView, SessionView } from './session-view.js';
import { LEARNING_DAYS } from './view-account.js';

const MIN_MESSAGES = 100;
const TIMES_THE_BUSIEST_DAY = 4;

/** One session opens far more messages than the account's busiest day before it. Alone it never opens an incident. */
export function detectReadVolume(account: AccountView): readonly Finding[] {
  const points = pointsOf('read-volume', account.tuning);
  const busiest = busiestDayBefore(account);
  return account.sessions.flatMap((view) => {
    const usual = busiest(view);
    if (!canBeJudged(view) || usual === null) return [];
    const messages = messagesOf(view);
    if (messages < MIN_MESSAGES || messages < usual * TIMES_THE_BUSIEST_DAY) return [];
    return makeFinding({
      name: 'read-volume',
      title: 'Far more mail read than ever before',
      subject: account.subject,
      family: 'mail',
      points,
      text: `${countOf(messages, 'message')} opened in one session; the busiest day of ${countOf(view.historyDays, 'active day')} before had ${usual} (${describeJoin(view)}).`,
      events: view.mail,
      techniques: ['T1114.002'],
      sessions: [view.session.key],
    });
  });
}

/** A session that paused for longer is begun anew by most programs. */
const PAUSE_MS = 3 * DAY_MS;

/** How many more messages can be opened, in whatever session, until they could be far more than ever. */
export function mailAllowance(account: AccountView): number {
  const busiest = busiestDayBefore(account);
  const last = account.events.at(-1);
  const since = last === undefined ? '' : shift(last.at, -PAUSE_MS);
  const left = account.sessions.flatMap((view) => {
    const usual = busiest(view);
    if (view.session.lastAt < since || usual === null || !canBeJudged(view)) return [];
    const limit = Math.max(MIN_MESSAGES, usual * TIMES_THE_BUSIEST_DAY);
    const messages = messagesOf(view);
    // What is said already is not said again.
    return messages >= limit ? [] : [limit - messages];
  });
  return left.reduce((least, one) => Math.min(least, one), MIN_MESSAGES) - 1;
}

function canBeJudged(view: SessionView): boolean {
  return view.isOwn && view.historyDays >= LEARNING_DAYS;
}

function messagesOf(view: SessionView): number {
  return view.mail.reduce((sum, event) => sum + (event.mail?.messages.length ?? 0), 0);
}

/** The largest number of messages opened by the account on one day before a session's day; null without any reading. */
function busiestDayBefore(account: AccountView): (view: SessionView) => number | null {
  const perDay = new Map<number, number>();
  for (const view of account.sessions) {
    if (!view.isOwn) continue;
    for (const event of view.mail) {
      const day = dayOf(event.at);
      perDay.set(day, (perDay.get(day) ?? 0) + (event.mail?.messages.length ?? 0));
    }
  }
  const days = [...perDay.keys()].sort((left, right) => left - right);
  const maxima: number[] = [];
  for (const day of days) maxima.push(Math.max(maxima.at(-1) ?? 0, perDay.get(day) ?? 0));
  return (view) => {
    const first = view.mail[0];
    if (first === undefined) return null;
    const before = countBelow(days, dayOf(first.at));
    return before === 0 ? null : (maxima[before - 1] ?? null);
  };
}

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function dayOf(at: string): number {
  return Math.floor(toMs(at) / DAY_MS);
}
