import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { earlierOf, type Instant, MINUTE_MS, toMs } from '../../model/time.js';
import { describeJoin, describeVisitor } from './describe.js';
import { makeFinding, pointsOf } from './make-finding.js';
import type { AccountView } from './session-view.js';

/**
 * Entra dates a token five minutes back, and mail access is stamped with the start of its two-minute fold: less than this is
 * how the logs are written.
 */
const SLACK_MS = 30 * MINUTE_MS;

/**
 * A token that is older than its issuer: it was used, or says that it was issued, before the sign-in that bears the same token id.
 * The provider gives that id once, so one of the two is forged. What names no token says nothing.
 */
export function detectTokenBeforeSignIn(account: AccountView): readonly Finding[] {
  const points = pointsOf('token-before-sign-in', account.tuning);
  const issuers = issuersOf(account.events);
  return account.sessions.flatMap((view) => {
    const early = view.events.filter((event) => isBeforeIssuer(event, issuers));
    const first = early[0];
    if (first === undefined) return [];
    const issuer = issuers.get(first.session.tokenId ?? '') ?? '';
    return makeFinding({
      name: 'token-before-sign-in',
      title: 'A token older than its sign-in',
      subject: account.subject,
      family: 'session',
      points,
      text: `A token of ${bornAt(first)} was used by ${describeVisitor(view)}; the sign-in that issued it was at ${issuer} (${describeJoin(view)}).`,
      events: early,
      techniques: ['T1606', 'T1550.001'],
      sessions: [view.session.key],
    });
  });
}

/** The first sign-in of each token, whatever came of it: one that was interrupted may have gone on. */
function issuersOf(events: readonly AccessEvent[]): ReadonlyMap<string, Instant> {
  const issuers = new Map<string, Instant>();
  for (const { kind, at, session } of events) {
    if (kind !== 'sign-in' || session.tokenId === null) continue;
    issuers.set(session.tokenId, earlierOf(issuers.get(session.tokenId) ?? at, at));
  }
  return issuers;
}

function isBeforeIssuer(event: AccessEvent, issuers: ReadonlyMap<string, Instant>): boolean {
  if (event.kind === 'sign-in' || event.outcome === 'failure') return false;
  const issuer = issuers.get(event.session.tokenId ?? '');
  return issuer !== undefined && toMs(issuer) - toMs(bornAt(event)) >= SLACK_MS;
}

/** When the token was there at the latest. */
function bornAt({ at, session }: AccessEvent): Instant {
  return earlierOf(at, session.issuedAt ?? at);
}
