import type { Finding } from '../../model/finding.js';
import { HOUR_MS, toMs } from '../../model/time.js';
import { describeVisitor } from './describe.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import { type AccountView, hasNewNetwork, type SessionView } from './session-view.js';

/** A sign-in may be logged long after the mail access that it allowed. */
const GRACE_MS = 6 * HOUR_MS;
const MIN_JOINED_SESSIONS = 5;
const MIN_JOINED_SHARE = 0.8;

/**
 * Mail read by a session that no sign-in opened, as with a forged token. Said only where the account's own mail sessions
 * before it nearly all have their sign-in, where sign-ins of a later time are known, and where the network is new.
 */
export function detectOrphanSession(account: AccountView): readonly Finding[] {
  const points = pointsOf('orphan-session', account.tuning);
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
    tally.all += 1;
    if (isJoined) tally.joined += 1;
    if (isJoined || !hasNewNetwork(view) || !isLogWhole(before)) return [];
    if (lastSignIn === '' || toMs(lastSignIn) < toMs(first.at) + GRACE_MS) return [];
    return orphan(account, view, before, points);
  });
}

function isLogWhole(before: { readonly joined: number; readonly all: number }): boolean {
  return before.joined >= MIN_JOINED_SESSIONS && before.joined / before.all >= MIN_JOINED_SHARE;
}

function orphan(
  account: AccountView,
  view: SessionView,
  before: { readonly joined: number; readonly all: number },
  points: number,
): readonly Finding[] {
  return makeFinding({
    name: 'orphan-session',
    title: 'Mail read without a sign-in',
    subject: account.subject,
    family: 'session',
    points,
    text: `Mail was reached by ${describeVisitor(view)} in a session that no logged sign-in opened; ${before.joined} of the ${countOf(before.all, 'mail session')} before it had theirs.`,
    events: view.mail,
    techniques: ['T1606', 'T1550.001'],
    sessions: [view.session.key],
  });
}
