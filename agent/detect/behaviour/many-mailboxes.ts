import type { Finding } from '../../model/finding.js';
import { toMs } from '../../model/time.js';
import { settingsOf } from './declaration/settings-of.js';
import { countOf, makeFinding } from './make-finding.js';
import { type NewMailbox, newMailboxesOf } from './new-mailboxes.js';
import { weighContext } from './novelty.js';
import type { AccountView } from './session-view.js';

/**
 * One person reads several people's mailboxes, none of which this person ever read. Said of who reads, also of an employee at the own
 * desk: by each mailbox it is one new delegate, which happens every day.
 */
export function detectManyMailboxes(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('many-mailboxes', account.tuning);
  return runsOf(newMailboxesOf(account), parameters.within).flatMap((run) => {
    if (run.length < parameters.mailboxes) return [];
    const times = Math.min(parameters.mostTimes, run.length / parameters.mailboxes);
    const days = run[0]?.view.historyDays ?? 0;
    return makeFinding({
      name: 'many-mailboxes',
      account,
      points: weighContext(points * times, days, account.tuning),
      text: `This account read ${countOf(run.length, 'mailbox', 'mailboxes')} of other people, none of which it had read in ${countOf(days, 'active day')} before.`,
      events: run.map(({ event }) => event),
      sessions: [...new Set(run.map(({ view }) => view.session.key))],
    });
  });
}

/** Put together as long as they are no farther from the first of them than that. */
function runsOf(list: readonly NewMailbox[], withinMs: number): readonly (readonly NewMailbox[])[] {
  const runs: NewMailbox[][] = [];
  for (const one of list) {
    const run = runs.at(-1);
    const first = run?.[0];
    if (run === undefined || first === undefined || toMs(one.event.at) - toMs(first.event.at) > withinMs)
      runs.push([one]);
    else run.push(one);
  }
  return runs;
}
