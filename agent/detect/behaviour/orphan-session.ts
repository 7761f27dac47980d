import type { Finding } from '../../model/finding.js';
import { toMs } from '../../model/time.js';
import { type BehaviourSettings, settingsOf } from './declaration/settings-of.js';
import { describeVisitor } from './describe.js';
import { countOf, makeFinding } from './make-finding.js';
import { type AccountView, hasNewNetwork, type SessionView } from './session-view.js';

interface Tally {
  readonly joined: number;
  readonly all: number;
}

/**
 * Mail read by a session that no sign-in opened, as with a forged token. Said only where the account's own mail sessions
 * before it nearly all have their sign-in, where sign-ins of a later time are known (one may be logged long after the mail access
 * that it allowed), and where the network is new.
 */
export function detectOrphanSession(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('orphan-session', account.tuning);
  const lastSignIn = account.events.reduce((last, event) => (event.kind === 'sign-in' ? event.at : last), '');
  const tally = { joined: 0, all: 0 };
  const signedIn = new Set(
    account.sessions.filter((view) => view.signIns.length > 0).map((view) => view.session.root),
  );
  return account.sessions.flatMap((view) => {
    const first = view.mail[0];
    if (!view.isOwn || first === undefined) return [];
    const before = { ...tally };
    const isJoined = signedIn.has(view.session.root);
    if (!view.isDisowned) {
      tally.all += 1;
      if (isJoined) tally.joined += 1;
    }
    if (isJoined || !hasNewNetwork(view) || !isLogWhole(before, parameters)) return [];
    if (lastSignIn === '' || toMs(lastSignIn) < toMs(first.at) + parameters.grace) return [];
    return orphan(account, view, before, points);
  });
}

function isLogWhole(
  { joined, all }: Tally,
  { joinedSessions, joinedShare }: BehaviourSettings<'orphan-session'>['parameters'],
): boolean {
  return joined >= joinedSessions && joined / all >= joinedShare;
}

function orphan(account: AccountView, view: SessionView, before: Tally, points: number): readonly Finding[] {
  return makeFinding({
    name: 'orphan-session',
    account,
    points,
    text: `Mail was reached by ${describeVisitor(view)} in a session that no logged sign-in opened; ${before.joined} of the ${countOf(before.all, 'mail session')} before it had theirs.`,
    events: view.mail,
    sessions: [view.session.key],
  });
}
