import type { Finding } from '../../model/finding.js';
import { type BehaviourSettings, settingsOf } from './declaration/settings-of.js';
import { countOf, makeFinding } from './make-finding.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasNewNetwork, type NewApplication, type SessionView } from './session-view.js';
import { learningDaysOf } from './view-account.js';

/** An application reads this mailbox that never did, or from where it never did; in its owner's name or on its own. */
export function detectNewApplication(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('new-application', account.tuning);
  return account.sessions.flatMap((view) => {
    const { newApplication } = view;
    // An export that begins in the middle of things shows every nightly job for the first time.
    if (
      newApplication === null ||
      (isAlone(view) && newApplication.historyDays < learningDaysOf(account.tuning))
    )
      return [];
    const { event, historyDays } = newApplication;
    return makeFinding({
      name: 'new-application',
      account,
      points: weighContext(points * shareOf(view, newApplication, parameters), historyDays, account.tuning),
      text: describe(view, newApplication),
      events: view.mail.filter((mail) => mail.at >= event.at),
      sessions: [view.session.key],
    });
  });
}

function isAlone(view: SessionView): boolean {
  return view.session.user.startsWith('app:');
}

/** From a network that the account uses, an application is rather a program that its owner began to use. */
function shareOf(
  view: SessionView,
  application: NewApplication,
  { movedShare, knownNetworkShare }: BehaviourSettings<'new-application'>['parameters'],
): number {
  if (application.isMoved) return movedShare;
  return view.isOwn && !hasNewNetwork(view) ? knownNetworkShare : 1;
}

function describe(view: SessionView, { appId, isMoved, historyDays }: NewApplication): string {
  const how = isAlone(view) ? 'on its own' : "in a person's name";
  const before = countOf(historyDays, 'active day');
  const what = isMoved ? 'it did before, but from other networks' : 'it never did';
  return `Application ${appId} reached mail ${how}; ${what} in ${before}.`;
}
