import type { EvidenceFamily, Finding } from '../../model/finding.js';
import type { Timeline } from '../../model/store.js';
import type { Tuning } from '../../model/tuning.js';
import { detectChangeByNewSession } from './change-by-new-session.js';
import { detectExculpations } from './exculpations.js';
import { detectFolderSync } from './folder-sync.js';
import { detectMailInNewSession } from './mail-in-new-session.js';
import { detectManyMailboxes } from './many-mailboxes.js';
import { detectMovedSession } from './moved-session.js';
import { detectNewApplication } from './new-application.js';
import { detectNewAuthentication } from './new-authentication.js';
import { detectNewClient } from './new-client.js';
import { detectNewDelegate } from './new-delegate.js';
import { detectNewNetwork } from './new-network.js';
import { detectNoSecondFactor } from './no-second-factor.js';
import { detectOrphanSession } from './orphan-session.js';
import { detectReadVolume } from './read-volume.js';
import type { Behaviour } from './session-view.js';
import { detectSuccessAfterDenials, detectSuccessAfterGuesses } from './success-after-failures.js';
import { detectTokenBeforeSignIn } from './token-before-sign-in.js';
import { detectTwoPlaces } from './two-places.js';
import { viewAccount } from './view-account.js';

const BEHAVIOURS: readonly Behaviour[] = [
  detectNewNetwork,
  detectNewClient,
  detectNewAuthentication,
  detectNoSecondFactor,
  detectSuccessAfterDenials,
  detectSuccessAfterGuesses,
  detectMovedSession,
  detectOrphanSession,
  detectTokenBeforeSignIn,
  detectTwoPlaces,
  detectMailInNewSession,
  detectFolderSync,
  detectReadVolume,
  detectNewApplication,
  detectNewDelegate,
  detectManyMailboxes,
  detectChangeByNewSession,
];

/**
 * What an account's own history says of each of its sessions, oldest first by (firstAt, rule, id). A function of the set
 * of events: order and doubled events do not matter.
 */
export function detectBehaviours(timeline: Timeline, tuning: Tuning): readonly Finding[] {
  const account = viewAccount(timeline, tuning);
  const against = BEHAVIOURS.flatMap((behaviour) => behaviour(account));
  const accused = accusedSessions(against.filter(({ isShadow }) => isShadow !== true));
  return [...against, ...detectExculpations(account, accused)].sort(byTime);
}

const OF_IDENTITY = new Set<EvidenceFamily>(['network', 'client', 'authentication', 'session']);
const BY_ANYBODY = 'behaviour:many-mailboxes';

/**
 * Sessions that may be somebody else's. Not those that read many people's mailboxes and are otherwise as ever: that the
 * owner is at the own desk is no answer to that.
 */
function accusedSessions(against: readonly Finding[]): ReadonlySet<string> {
  const accused = new Set(against.flatMap(({ sessions }) => sessions));
  const strange = new Set(
    against.filter(({ family }) => OF_IDENTITY.has(family)).flatMap(({ sessions }) => sessions),
  );
  const curious = against.filter(({ rule }) => rule === BY_ANYBODY).flatMap(({ sessions }) => sessions);
  for (const session of curious) if (!strange.has(session)) accused.delete(session);
  return accused;
}

function byTime(left: Finding, right: Finding): number {
  const keys = (one: Finding): readonly string[] => [one.firstAt, one.rule, one.id];
  const [a, b] = [keys(left), keys(right)];
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? '';
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}
