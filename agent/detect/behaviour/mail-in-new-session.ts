import type { Finding } from '../../model/finding.js';
import { describeJoin, describeVisitor } from './describe.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import { findMovedParts } from './moved-session.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasRentedNetwork, isStranger, type SessionView } from './session-view.js';

const STRONG_MOVE = 0.8;
/** Two days of ordinary networks are enough to see that a rented one is not this person's. */
const RENTED_HISTORY_DAYS = 2;
const MOBILE_SHARE = 0.75;

/**
 * Mail read or synced in a session that was new in network and in client, or that was taken elsewhere: the join of the
 * sign-in log with the mail log.
 */
export function detectMailInNewSession(account: AccountView): readonly Finding[] {
  const points = pointsOf('mail-in-new-session', account.tuning);
  const moved = new Set(
    findMovedParts(account)
      .filter((part) => part.share >= STRONG_MOVE)
      .map((part) => part.view.session.key),
  );
  return account.sessions.flatMap((view) => {
    if (!view.isOwn || view.mail.length === 0) return [];
    if (!isStranger(view) && !moved.has(view.session.key)) return [];
    const messages = view.mail.reduce((sum, event) => sum + (event.mail?.messages.length ?? 0), 0);
    const folders = view.mail.reduce((sum, event) => sum + (event.mail?.folders.length ?? 0), 0);
    return makeFinding({
      name: 'mail-in-new-session',
      title: 'Mail reached in a new session',
      subject: account.subject,
      family: 'mail',
      points: weigh(points, view),
      text: `${reachedInWords(messages, folders)} reached by ${describeVisitor(view)} (${describeJoin(view)}).`,
      events: view.mail,
      techniques: ['T1114.002'],
      sessions: [view.session.key],
    });
  });
}

function weigh(points: number, view: SessionView): number {
  if (hasRentedNetwork(view) && view.historyDays >= RENTED_HISTORY_DAYS) return points;
  return weighContext(points * (view.network?.class === 'mobile' ? MOBILE_SHARE : 1), view.historyDays);
}

/** `3 messages and 1 whole folder were`: the kind of which there is none is not named. */
function reachedInWords(messages: number, folders: number): string {
  const parts = [
    ...(messages > 0 || folders === 0 ? [countOf(messages, 'message')] : []),
    ...(folders > 0 ? [countOf(folders, 'whole folder')] : []),
  ];
  return `${parts.join(' and ')} ${messages + folders === 1 ? 'was' : 'were'}`;
}
