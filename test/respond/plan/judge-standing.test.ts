import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Action } from '../../../agent/model/action.js';
import type { Finding } from '../../../agent/model/finding.js';
import { judgeStanding, type StandingInput } from '../../../agent/respond/plan/judge-standing.js';
import { actionOf, incidentOf } from '../incidents.js';
import { eventOf } from './plan-facts.js';

const REVOKED = '2026-03-01T10:00:00.000Z';
const SESSION = { id: '1', tokenId: null, isBound: null };
const ORIGIN = {
  address: '203.0.113.9',
  asn: 64_500,
  country: null,
  place: null,
  client: null,
  firstAt: '2026-03-01T09:00:00.000Z',
  lastAt: '2026-03-01T09:30:00.000Z',
};
const READ = eventOf('mail-read', { id: 'read-1', session: SESSION });
const SCRIPT: AccessEvent['client'] = { ...READ.client, family: 'graph' };
const REVOKE = actionOf({ status: 'done', attemptedAt: REVOKED, doneAt: REVOKED, verified: 'yes' });
const CONSENT = eventOf('consent', { facts: { change: 'granted', grantedAppId: 'app-1' } });
const HOME = { ...READ.network, address: '192.0.2.1', asn: 64_501 };

function later(minutes: number, change: Partial<AccessEvent> = {}): AccessEvent {
  const at = new Date(Date.parse(REVOKED) + minutes * 60_000).toISOString();
  return { ...READ, id: `later-${minutes}`, at, ...change };
}

function failedSignIn(minutes: number, errorCode: string): AccessEvent {
  const authentication = {
    protocol: null,
    requirement: null,
    mfa: null,
    errorCode,
    isInteractive: false,
    isLegacy: false,
  };
  return later(minutes, { kind: 'sign-in', outcome: 'failure', authentication });
}

function findingOf(points: number): Finding {
  return {
    id: 'f',
    rule: 'r',
    title: 't',
    subject: 'ann@contoso.com',
    family: 'mail',
    points,
    text: 'x',
    events: [],
    firstAt: '2026-03-03T10:00:00.000Z',
    lastAt: '2026-03-03T10:00:00.000Z',
    techniques: [],
    needsCredential: true,
    sessions: [],
  };
}

interface Case {
  readonly name: string;
  readonly events?: readonly AccessEvent[];
  readonly actions?: readonly Action[];
  readonly findings?: readonly Finding[];
  /** Minutes after the revocation. */
  readonly completeTo?: number | null;
  readonly now?: number;
  readonly verdict: string;
  readonly reason?: RegExp;
}

const CASES: readonly Case[] = [
  { name: 'nothing was revoked', actions: [], verdict: 'not-begun' },
  { name: 'too early: a token may live on', now: 10, verdict: 'waiting', reason: /too early/ },
  { name: 'the logs are not complete yet', completeTo: 14, verdict: 'waiting', reason: /not complete yet/ },
  {
    name: 'the logs never became complete',
    completeTo: null,
    now: 2_000,
    verdict: 'cannot-tell',
    reason: /did not become complete/,
  },
  { name: 'quiet, and the logs are complete: proven out', verdict: 'proven-out' },
  {
    name: 'the check of the revocation is still to come',
    actions: [{ ...REVOKE, verified: 'unknown' }],
    now: 20,
    completeTo: 20,
    verdict: 'waiting',
    reason: /not seen to show yet/,
  },
  {
    name: 'the check never came to an answer',
    actions: [{ ...REVOKE, verified: 'unknown' }],
    now: 200,
    completeTo: 200,
    verdict: 'cannot-tell',
    reason: /does not show/,
  },
  {
    name: 'an earlier revocation that was shown proves nothing of the last one',
    actions: [
      { ...REVOKE, doneAt: '2026-03-01T09:40:00.000Z', attemptedAt: '2026-03-01T09:40:00.000Z' },
      { ...REVOKE, id: 'act-2', verified: 'no' },
    ],
    verdict: 'cannot-tell',
    reason: /does not show/,
  },
  {
    name: 'an application whose consent was gone already has no access',
    events: [CONSENT],
    actions: [
      REVOKE,
      actionOf({ id: 'act-2', kind: 'remove-grant', object: 'app-1', status: 'skipped', verified: 'yes' }),
    ],
    verdict: 'proven-out',
  },
  {
    name: 'one whose removal a person refused has',
    events: [CONSENT],
    actions: [REVOKE, actionOf({ id: 'act-2', kind: 'remove-grant', object: 'app-1', status: 'skipped' })],
    verdict: 'cannot-tell',
    reason: /still has access/,
  },
  { name: 'an act within the life of a token is residue', events: [later(14)], verdict: 'proven-out' },
  {
    name: 'an old session after it: the revocation was accepted and does not bite',
    events: [later(16)],
    verdict: 'still-in',
    reason: /old session goes on/,
  },
  {
    name: 'a script’s token may live for longer',
    events: [later(60, { client: SCRIPT })],
    now: 80,
    completeTo: 80,
    verdict: 'proven-out',
  },
  {
    name: 'but not for ever',
    events: [later(95, { client: SCRIPT })],
    now: 100,
    completeTo: 100,
    verdict: 'still-in',
  },
  {
    name: 'the attacker who holds the password signs in anew',
    events: [later(20, { kind: 'sign-in', session: { ...SESSION, id: 'new' } })],
    verdict: 'still-in',
    reason: /hold the password/,
  },
  {
    name: 'nor is it an old session where the incident has grown by it since',
    events: [later(20, { kind: 'sign-in', session: { ...SESSION, id: 'grown' } })],
    verdict: 'still-in',
    reason: /hold the password/,
  },
  {
    name: 'the attacker is back after three days through a consented application',
    events: [
      CONSENT,
      later(3 * 1_440, {
        network: HOME,
        session: { ...SESSION, id: 'x' },
        client: { ...SCRIPT, appId: 'APP-1' },
      }),
    ],
    now: 3 * 1_440 + 5,
    completeTo: 3 * 1_440 + 5,
    verdict: 'still-in',
    reason: /application/,
  },
  {
    name: 'a consented application that still has access: nobody can tell',
    events: [CONSENT],
    verdict: 'cannot-tell',
    reason: /still has access/,
  },
  {
    name: 'and once its consent is gone, quiet is proof',
    events: [CONSENT],
    actions: [REVOKE, actionOf({ kind: 'remove-grant', object: 'app-1', status: 'done', verified: 'yes' })],
    verdict: 'proven-out',
  },
  {
    name: 'a refused attempt is no act',
    events: [failedSignIn(20, '50173')],
    verdict: 'proven-out',
  },
  {
    name: 'the owner at home is not the intruder',
    events: [later(30, { network: HOME, session: { ...SESSION, id: 'own' } })],
    verdict: 'proven-out',
  },
  {
    name: 'the same network owner with the same kind of program is remarked while the account is watched',
    events: [
      later(30, { network: { ...READ.network, address: '203.0.113.77' }, session: { ...SESSION, id: 'n' } }),
    ],
    verdict: 'still-in',
    reason: /same network owner/,
  },
  {
    name: 'a watched account is judged by less: 70 % of the points of containment',
    findings: [findingOf(4_200)],
    now: 3 * 1_440,
    completeTo: 3 * 1_440,
    verdict: 'still-in',
  },
  { name: 'and not by less than that', findings: [findingOf(4_199)], verdict: 'proven-out' },
  {
    name: 'a revocation that is not shown to have taken proves nothing',
    actions: [{ ...REVOKE, verified: 'unknown' }],
    verdict: 'cannot-tell',
    reason: /does not show/,
  },
  {
    name: 'unless an old session was refused',
    actions: [{ ...REVOKE, verified: 'unknown' }],
    events: [failedSignIn(3, '50173')],
    verdict: 'proven-out',
  },
];

function standingOf({ events, actions, findings, completeTo, now }: Omit<Case, 'name' | 'verdict'>) {
  const at = (minutes: number): string => new Date(Date.parse(REVOKED) + minutes * 60_000).toISOString();
  const input: StandingInput = {
    incident: incidentOf({
      origins: [ORIGIN],
      sessions: ['sid:1', 'sid:grown'],
      mailEvents: ['read-1'],
      openedAt: '2026-03-01T09:59:00.000Z',
    }),
    events: [READ, ...(events ?? [])],
    findings: findings ?? [],
    actions: actions ?? [REVOKE],
    completeTo: completeTo === null ? null : at(completeTo ?? 120),
    timing: { evaluatedMs: 15 * 60_000, tokenLifeMs: 90 * 60_000 },
    now: at(now ?? 120),
  };
  return judgeStanding(input);
}

describe('whether the intruder is out', () => {
  it.each(CASES)('$name: $verdict', ({ verdict, reason, ...given }) => {
    const standing = standingOf(given);
    expect(standing.verdict).toBe(verdict);
    if (reason !== undefined) expect(standing.reason).toMatch(reason);
  });

  it('tells when it was proven, how long that took, and what showed it', () => {
    const audit = later(0, { id: 'audit', kind: 'sessions-revoked' });
    expect(standingOf({ events: [audit, failedSignIn(3, '70043')] })).toMatchObject({
      verdict: 'proven-out',
      provenOutAt: '2026-03-01T10:15:00.000Z',
      timeToProvenOutMs: 16 * 60_000,
      auditSeenAt: REVOKED,
      biteSeenAt: '2026-03-01T10:03:00.000Z',
      lastSeenAt: null,
    });
  });
});
