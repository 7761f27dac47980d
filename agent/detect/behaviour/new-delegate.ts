import type { Finding } from '../../model/finding.js';
import { settingsOf } from './declaration/settings-of.js';
import { countOf, makeFinding } from './make-finding.js';
import { weighContext } from './novelty.js';
import type { AccountView, SessionView } from './session-view.js';

/** Another person reads this mailbox for the first time. Delegates who did before, or are listed, are no finding at all. */
export function detectNewDelegate(account: AccountView): readonly Finding[] {
  const { points } = settingsOf('new-delegate', account.tuning);
  return account.sessions.flatMap((view) => {
    if (view.isOwn || !view.isNewActor || view.mail.length === 0 || isListed(view, account)) return [];
    return makeFinding({
      name: 'new-delegate',
      account,
      points: weighContext(points, view.historyDays, account.tuning),
      text: `${view.session.user} read this mailbox for the first time in ${countOf(view.historyDays, 'active day')}.`,
      events: view.mail,
      sessions: [view.session.key],
    });
  });
}

function isListed(view: SessionView, { subject, tuning }: AccountView): boolean {
  const at = view.mail[0]?.at ?? '';
  return tuning.delegates.some(
    ({ mailbox, delegate, endsAt }) =>
      mailbox === subject && delegate === view.session.user && (endsAt === null || at < endsAt),
  );
}
