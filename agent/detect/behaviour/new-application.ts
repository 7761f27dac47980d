import type { Finding } from '../../model/finding.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasNewNetwork, type NewApplication, type SessionView } from './session-view.js';
import { LEARNING_DAYS } from './view-account.js';

/** An application that is known, but reads from elsewhere: its vendor changed house, or was broken into. */
const MOVED_SHARE = 0.5;
/** From a network that the account uses, an application is rather a program that its owner began to use. */
const KNOWN_NETWORK_SHARE = 0.5;

/** An application reads this mailbox that never did, or from where it never did; in its owner's name or on its own. */
export function detectNewApplication(account: AccountView): readonly Finding[] {
  const points = pointsOf('new-application', account.tuning);
  return account.sessions.flatMap((view) => {
    const { newApplication } = view;
    // An export that begins in the middle of things shows every nightly job for the first time.
    if (newApplication === null || (isAlone(view) && newApplication.historyDays < LEARNING_DAYS)) return [];
    const { event, historyDays } = newApplication;
    return makeFinding({
      name: 'new-application',
      title: 'New application reads the mailbox',
      subject: account.subject,
      family: 'consent',
      points: weighContext(points * shareOf(view, newApplication), historyDays),
      text: describe(view, newApplication),
      events: view.mail.filter((mail) => mail.at >= event.at),
      techniques: ['T1528', 'T1114.002'],
      sessions: [view.session.key],
    });
  });
}

function isAlone(view: SessionView): boolean {
  return view.session.user.startsWith('app:');
}

function shareOf(view: SessionView, application: NewApplication): number {
  if (application.isMoved) return MOVED_SHARE;
  return view.isOwn && !hasNewNetwork(view) ? KNOWN_NETWORK_SHARE : 1;
}

function describe(view: SessionView, { appId, isMoved, historyDays }: NewApplication): string {
  const how = isAlone(view) ? 'on its own' : "in a person's name";
  const before = countOf(historyDays, 'active day');
  const what = isMoved ? 'it did before, but from other networks' : 'it never did';
  return `Application ${appId} reached mail ${how}; ${what} in ${before}.`;
}
