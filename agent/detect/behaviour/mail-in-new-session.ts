import type { Finding } from '../../model/finding.js';
import { type BehaviourSettings, settingsOf } from './declaration/settings-of.js';
import { describeJoin, describeVisitor } from './describe.js';
import { countOf, makeFinding } from './make-finding.js';
import { findMovedParts } from './moved-session.js';
import { newMailboxesOf } from './new-mailboxes.js';
import { weighContext } from './novelty.js';
import {
  type AccountView,
  hasNewNetwork,
  hasRentedNetwork,
  isStranger,
  type SessionView,
} from './session-view.js';

/**
 * Mail read or synced in a session that was new in network and in client (or in the mailboxes of others that it read), or that was
 * taken elsewhere: the join of the sign-in log with the mail log.
 */
export function detectMailInNewSession(account: AccountView): readonly Finding[] {
  const settings = settingsOf('mail-in-new-session', account.tuning);
  const moved = new Set(
    findMovedParts(account)
      .filter((part) => part.reason !== 'unbound')
      .map((part) => part.view.session.key),
  );
  const others = new Set(newMailboxesOf(account).map(({ view }) => view));
  return account.sessions.flatMap((view) => {
    if (!view.isOwn || view.mail.length === 0) return [];
    const isElsewhere = hasNewNetwork(view) && others.has(view);
    const isForeign = isStranger(view) || isElsewhere || moved.has(view.session.key);
    if (!isForeign && !hasHiddenNetwork(view)) return [];
    const messages = view.mail.reduce((sum, event) => sum + (event.mail?.messages.length ?? 0), 0);
    const folders = view.mail.reduce((sum, event) => sum + (event.mail?.folders.length ?? 0), 0);
    return makeFinding({
      name: 'mail-in-new-session',
      account,
      points: weigh(settings, view, account) * (isForeign ? 1 : settings.parameters.rentedShare),
      text: `${reachedInWords(messages, folders)} reached by ${describeVisitor(view)} (${describeJoin(view)}).`,
      events: view.mail,
      sessions: [view.session.key],
    });
  });
}

/**
 * People use a VPN of their own now and then; intruders seldom come without. A relay hides an ordinary device, and a device of the
 * company behind a VPN is the company's.
 */
function hasHiddenNetwork({ network, client }: SessionView): boolean {
  if (network === null || network.isKnown || client?.isKnownDevice === true) return false;
  if (client?.novelty === 'managed-device') return false;
  return network.class === 'hosting' || network.class === 'vpn';
}

/** A few days of ordinary networks are enough to see that a rented one is not this person's. */
function weigh(
  { points, parameters }: BehaviourSettings<'mail-in-new-session'>,
  view: SessionView,
  { tuning }: AccountView,
): number {
  if (hasRentedNetwork(view) && view.historyDays >= parameters.rentedHistoryDays) return points;
  const share = view.network?.class === 'mobile' ? parameters.mobileShare : 1;
  return weighContext(points * share, view.historyDays, tuning);
}

/** `3 messages and 1 whole folder were`: the kind of which there is none is not named. */
function reachedInWords(messages: number, folders: number): string {
  const parts = [
    ...(messages > 0 || folders === 0 ? [countOf(messages, 'message')] : []),
    ...(folders > 0 ? [countOf(folders, 'whole folder')] : []),
  ];
  return `${parts.join(' and ')} ${messages + folders === 1 ? 'was' : 'were'}`;
}
