import type { AccessEvent } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import { earlierOf, type Instant, toMs } from '../../model/time.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeJoin, describeVisitor } from './describe.js';
import { makeFinding } from './make-finding.js';
import type { AccountView } from './session-view.js';

/**
 * A token that is older than its issuer: it was used, or says that it was issued, before the sign-in that bears the same token id.
 * The provider gives that id once, so one of the two is forged. What names no token says nothing. Entra dates a token five minutes
 * back, and mail access is stamped with the start of its two-minute fold: less than `slack` is how the logs are written.
 */
export function detectTokenBeforeSignIn(account: AccountView): readonly Finding[] {
  const { points, parameters } = settingsOf('token-before-sign-in', account.tuning);
  const issuers = issuersOf(account.events);
  return account.sessions.flatMap((view) => {
    const early = view.events.filter((event) => isBeforeIssuer(event, issuers, parameters.slack));
    const first = early[0];
    if (first === undefined) return [];
    const issuer = issuers.get(first.session.tokenId ?? '') ?? '';
    return makeFinding({
      name: 'token-before-sign-in',
      account,
      points,
      text: `A token of ${bornAt(first)} was used by ${describeVisitor(view)}; the sign-in that issued it was at ${issuer} (${describeJoin(view)}).`,
      events: early,
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

function isBeforeIssuer(event: AccessEvent, issuers: ReadonlyMap<string, Instant>, slackMs: number): boolean {
  if (event.kind === 'sign-in' || event.outcome === 'failure') return false;
  const issuer = issuers.get(event.session.tokenId ?? '');
  return issuer !== undefined && toMs(issuer) - toMs(bornAt(event)) >= slackMs;
}

/** When the token was there at the latest. */
function bornAt({ at, session }: AccessEvent): Instant {
  return earlierOf(at, session.issuedAt ?? at);
}
