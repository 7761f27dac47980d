import type { Finding } from '../../model/finding.js';
import { DAY_MS, shift } from '../../model/time.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeJoin } from './describe.js';
import { countOf, makeFinding } from './make-finding.js';
import type { AccountView, SessionView } from './session-view.js';
import { learningDaysOf } from './view-account.js';

/** One session opens far more messages than the account's busiest day before it. Alone it never opens an incident. */
export function detectReadVolume(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('read-volume', account.tuning);
  const busiest = busiestDayBefore(account);
  return account.sessions.flatMap((view) => {
    const usual = busiest(view);
    if (!canBeJudged(view, account) || usual === null) return [];
    const messages = messagesOf(view);
    if (messages < parameters.messages || messages < usual * parameters.timesBusiestDay) return [];
    return makeFinding({
      name: 'read-volume',
      account,
      points,
      text: `${countOf(messages, 'message')} opened in one session; the busiest day of ${countOf(view.historyDays, 'active day')} before had ${usual} (${describeJoin(view)}).`,
      events: view.mail,
      sessions: [view.session.key],
    });
  });
}

/** A session that paused for longer is begun anew by most programs. */
const PAUSE_MS = 3 * DAY_MS;

/** How many more messages can be opened, in whatever session, until they could be far more than ever. */
export function mailAllowance(account: AccountView): number {
  const { parameters } = settingsOf('read-volume', account.tuning);
  const busiest = busiestDayBefore(account);
  const last = account.events.at(-1);
  const since = last === undefined ? '' : shift(last.at, -PAUSE_MS);
  const left = account.sessions.flatMap((view) => {
    const usual = busiest(view);
    if (view.session.lastAt < since || usual === null || !canBeJudged(view, account)) return [];
    const limit = Math.max(parameters.messages, Math.ceil(usual * parameters.timesBusiestDay));
    const messages = messagesOf(view);
    // What is said already is not said again.
    return messages >= limit ? [] : [limit - messages];
  });
  return left.reduce((least, one) => Math.min(least, one), parameters.messages) - 1;
}

function canBeJudged(view: SessionView, { tuning }: AccountView): boolean {
  return view.isOwn && view.historyDays >= learningDaysOf(tuning);
}

function messagesOf(view: SessionView): number {
  return view.mail.reduce((sum, event) => sum + (event.mail?.messages.length ?? 0), 0);
}

/** The largest number of messages opened by the account on one day before a session's day; null without any reading. */
function busiestDayBefore(account: AccountView): BusiestDay {
  const known = busiestDays.get(account);
  if (known !== undefined) return known;
  const busiest = readBusiestDay(account);
  busiestDays.set(account, busiest);
  return busiest;
}

type BusiestDay = (view: SessionView) => number | null;

/** The behaviour and the allowance both ask for it. */
const busiestDays = new WeakMap<AccountView, BusiestDay>();

function readBusiestDay(account: AccountView): BusiestDay {
  const perDay = new Map<number, number>();
  for (const view of account.sessions) {
    if (!view.isOwn || view.isDisowned) continue;
    for (const event of view.mail) {
      const day = account.days.of(event.at);
      perDay.set(day, (perDay.get(day) ?? 0) + (event.mail?.messages.length ?? 0));
    }
  }
  const days = [...perDay.keys()].sort((left, right) => left - right);
  const maxima: number[] = [];
  for (const day of days) maxima.push(Math.max(maxima.at(-1) ?? 0, perDay.get(day) ?? 0));
  return (view) => {
    const first = view.mail[0];
    if (first === undefined) return null;
    const before = countBelow(days, account.days.of(first.at));
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
