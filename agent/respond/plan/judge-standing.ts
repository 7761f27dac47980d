import type { AccessEvent } from '../../model/access-event.js';
import type { Action } from '../../model/action.js';
import { clientKind } from '../../model/client-kind.js';
import { NOT_BEGUN, type Standing, TOO_EARLY } from '../../model/containment.js';
import type { Finding } from '../../model/finding.js';
import type { Incident } from '../../model/incident.js';
import { DAY_MS, HOUR_MS, type Instant, SECOND_MS, shift, toMs } from '../../model/time.js';
import { findLeftBehind } from './find-left-behind.js';
import { type Return, type ReturnKind, seeReturns } from './see-return.js';

/** Waits after a revocation, in milliseconds. */
export interface StandingTiming {
  /** What evaluates access continuously has ended by then: "near real time", up to 15 minutes. */
  readonly evaluatedMs: number;
  /** Longest life of an access token that nothing evaluates: 60 to 90 minutes, 75 on average. */
  readonly tokenLifeMs: number;
}

export interface StandingInput {
  readonly incident: Incident;
  /** All events of the account, oldest first. */
  readonly events: readonly AccessEvent[];
  readonly findings: readonly Finding[];
  /** All actions of the incident, oldest first. */
  readonly actions: readonly Action[];
  /** Of what happened before this, nearly every record of every log of access is here; null: not known. */
  readonly completeTo: Instant | null;
  readonly timing: StandingTiming;
  readonly now: Instant;
}

/**
 * Refusals that show a revocation biting ("Microsoft Entra authentication and authorization error codes"): the grant or the
 * session was revoked or is no longer valid, or the account is disabled.
 */
const BITES: ReadonlySet<string> = new Set(['50057', '50132', '50133', '50173', '70043']);
/** How long the check of the revocation is waited for, which other work of the provider can delay. */
const CHECK_PATIENCE_MS = HOUR_MS;
/** How long incomplete logs are waited for before it is said that nobody can tell. */
const PATIENCE_MS = DAY_MS;
const CLOCK_SKEW_MS = 5 * SECOND_MS;
/** Of the points of containment: less is asked for while an account is watched. */
const WATCHED_SHARE = 0.7;

const RETURNS: Readonly<Record<ReturnKind, string>> = {
  'old-session': 'an old session goes on after it should have ended',
  'new-sign-in':
    'somebody came in anew from where the intruder was: they hold the password, or another way in',
  application: 'an application that the intruder allowed goes on: no revocation ends its access',
  'like-before': 'somebody came in from the same network owner with the same kind of program',
};

/** Whether the intruder is out, as far as the logs tell. Pure. */
export function judgeStanding(input: StandingInput): Standing {
  const { incident, events, actions, timing } = input;
  const revoke = actions.findLast((one) => one.kind === 'revoke-sessions' && one.doneAt !== null);
  const revokedAt = revoke?.doneAt ?? null;
  if (revoke === undefined || revokedAt === null) return NOT_BEGUN;
  const left = findLeftBehind(incident, events);
  const applications = new Set(left.consents.map(({ appId }) => appId.toLowerCase()));
  const returns = seeReturns(incident, events, applications, revokedAt);
  const judgeAt = shift(revokedAt, longestResidueMs(incident, events, timing));
  const seen = {
    revokedAt,
    auditSeenAt: firstAt(
      events,
      (event) =>
        event.kind === 'sessions-revoked' &&
        event.at >= shift(revoke.attemptedAt ?? revokedAt, -CLOCK_SKEW_MS),
    ),
    biteSeenAt: firstAt(events, (event) => event.at > revokedAt && isBite(event)),
    lastSeenAt: returns.at(-1)?.event.at ?? null,
    judgeAt,
  };
  const doubts = {
    // An earlier revocation that was shown says nothing of what began after it.
    shown: seen.biteSeenAt === null ? revoke.verified : 'yes',
    hasGrant: [...applications].some((appId) => !isRemoved(appId, actions)),
  };
  return { ...seen, ...verdictOf(input, seen, returns, doubts) };
}

type Seen = Pick<Standing, 'revokedAt' | 'auditSeenAt' | 'biteSeenAt' | 'lastSeenAt' | 'judgeAt'>;
type Verdict = Pick<Standing, 'verdict' | 'reason' | 'provenOutAt' | 'timeToProvenOutMs'>;

function verdictOf(
  input: StandingInput,
  { revokedAt, judgeAt }: Seen,
  returns: readonly Return[],
  { shown, hasGrant }: { readonly shown: Action['verified']; readonly hasGrant: boolean },
): Verdict {
  if (revokedAt === null || judgeAt === null) return notProven('not-begun', NOT_BEGUN.reason);
  const leak = returns.find(({ event }) => event.at > shift(revokedAt, residueMs(event, input.timing)));
  if (leak !== undefined) return notProven('still-in', RETURNS[leak.kind]);
  const fresh = freshEvidence(input, judgeAt);
  if (fresh >= input.incident.containThreshold * WATCHED_SHARE)
    return notProven('still-in', 'new evidence since then weighs as much as a watched account is allowed');
  if (input.now < judgeAt) return notProven('waiting', TOO_EARLY);
  if (input.completeTo === null || input.completeTo < judgeAt) {
    return input.now < shift(judgeAt, PATIENCE_MS)
      ? notProven('waiting', 'the logs up to then are not complete yet')
      : notProven('cannot-tell', 'the logs up to then did not become complete');
  }
  if (shown === 'unknown' && input.now < shift(judgeAt, CHECK_PATIENCE_MS))
    return notProven('waiting', 'the provider was not seen to show yet that the revocation took');
  if (shown !== 'yes') return notProven('cannot-tell', 'the provider does not show that the revocation took');
  if (hasGrant) return notProven('cannot-tell', 'an application that the intruder allowed still has access');
  return {
    verdict: 'proven-out',
    reason: 'no act of the intruder after the longest life of a token, and the logs up to then are complete',
    provenOutAt: judgeAt,
    timeToProvenOutMs: toMs(judgeAt) - toMs(input.incident.openedAt),
  };
}

function notProven(verdict: Standing['verdict'], reason: string): Verdict {
  return { verdict, reason, provenOutAt: null, timeToProvenOutMs: null };
}

/** The intruder's programs decide for how long their tokens can live on. */
function longestResidueMs(
  incident: Incident,
  events: readonly AccessEvent[],
  timing: StandingTiming,
): number {
  const mail = new Set(incident.mailEvents);
  const theirs = events.filter((event) => mail.has(event.id));
  return theirs.length > 0 && theirs.every(isEvaluated) ? timing.evaluatedMs : timing.tokenLifeMs;
}

function residueMs(event: AccessEvent, timing: StandingTiming): number {
  return event.kind === 'sign-in' || isEvaluated(event) ? timing.evaluatedMs : timing.tokenLifeMs;
}

/** Outlook and its web form speak continuous access evaluation; scripts and old protocols do not. */
function isEvaluated({ client, authentication }: AccessEvent): boolean {
  const kind = clientKind(client);
  if (kind === null || kind === 'program' || client.family === 'activesync') return false;
  return authentication?.isLegacy !== true;
}

function isBite({ kind, authentication }: AccessEvent): boolean {
  return kind === 'sign-in' && BITES.has(authentication?.errorCode ?? '');
}

function isRemoved(appId: string, actions: readonly Action[]): boolean {
  return actions.some(
    (one) =>
      one.kind === 'remove-grant' &&
      one.object?.toLowerCase() === appId &&
      // Skipped: it was gone already.
      (one.status === 'done' || one.status === 'skipped') &&
      one.verified === 'yes',
  );
}

function freshEvidence({ findings }: StandingInput, since: Instant): number {
  return findings
    .filter((one) => one.firstAt > since && one.needsCredential && one.isShadow !== true && one.points > 0)
    .reduce((sum, one) => sum + one.points, 0);
}

function firstAt(events: readonly AccessEvent[], test: (event: AccessEvent) => boolean): Instant | null {
  return events.find(test)?.at ?? null;
}
