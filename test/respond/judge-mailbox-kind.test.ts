import { describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { MailboxKind } from '../../agent/model/ports.js';
import { hingesOnKind, judgeKind, type KindAnswer } from '../../agent/respond/judge-mailbox-kind.js';
import { USUAL_MODES } from '../../agent/respond/plan/modes.js';
import { actionOf } from './incidents.js';
import { profileOf } from './plan/plan-facts.js';

const NOW = '2026-03-01T10:00:05.000Z';
const LATE = '2026-03-01T10:30:00.000Z';
const told = (kind: MailboxKind | null): KindAnswer => ({ status: 'told', kind });
const unknown = (isPassing: boolean): KindAnswer => ({ status: 'unknown', reason: 'it failed', isPassing });
const MODES = {
  ...USUAL_MODES,
  'disable-account': { default: 'enforce' },
  'revoke-sessions': { default: 'enforce', shared: 'approve', service: 'off' },
} as const;

interface Case {
  readonly name: string;
  readonly kind: Action['kind'];
  readonly answer: KindAnswer;
  readonly now?: string;
  readonly expected: string;
}

const CASES: readonly Case[] = [
  { name: 'one person’s mailbox is shut', kind: 'disable-account', answer: told('user'), expected: 'go' },
  { name: 'no mailbox at all is no shared one', kind: 'disable-account', answer: told(null), expected: 'go' },
  { name: 'a shared mailbox is not shut', kind: 'disable-account', answer: told('shared'), expected: 'hold' },
  { name: 'nor that of a room', kind: 'quarantine', answer: told('room'), expected: 'hold' },
  {
    name: 'a passing failure is asked about again',
    kind: 'disable-account',
    answer: unknown(true),
    expected: 'wait',
  },
  { name: 'but not for ever', kind: 'disable-account', answer: unknown(true), now: LATE, expected: 'hold' },
  { name: 'a refusal goes to a person', kind: 'disable-account', answer: unknown(false), expected: 'hold' },
  { name: 'the sessions of one person’s', kind: 'revoke-sessions', answer: told('user'), expected: 'go' },
  {
    name: 'the sessions of a shared one, as configured',
    kind: 'revoke-sessions',
    answer: told('shared'),
    expected: 'hold',
  },
  {
    name: 'the sessions of a device’s, as configured',
    kind: 'revoke-sessions',
    answer: told('equipment'),
    expected: 'hold',
  },
  {
    name: 'a revocation does not wait for an answer',
    kind: 'revoke-sessions',
    answer: unknown(true),
    expected: 'go',
  },
];

describe('what the mailbox is for, at the moment of the act', () => {
  it.each(CASES)('$name: $expected', ({ kind, answer, now = NOW, expected }) => {
    const terms = { answer, user: profileOf(), modes: MODES, ceiling: 'enforce' } as const;
    expect(judgeKind(actionOf({ kind }), terms, false, now).verdict).toBe(expected);
  });

  it('an account that is many things gets the most cautious mode of all', () => {
    const modes = {
      ...MODES,
      'revoke-sessions': { default: 'enforce', shared: 'enforce', synced: 'approve' },
    } as const;
    const user = profileOf({ isSynced: true });
    const verdict = judgeKind(
      actionOf(),
      { answer: told('shared'), user, modes, ceiling: 'enforce' },
      false,
      NOW,
    );
    expect(verdict).toMatchObject({ verdict: 'hold', reason: expect.stringMatching(/mode "approve"/) });
  });

  it.each([
    {
      name: 'a usual revocation is never asked about',
      action: actionOf(),
      modes: USUAL_MODES,
      expected: false,
    },
    { name: 'one that is configured by such classes is', action: actionOf(), modes: MODES, expected: true },
    { name: 'shutting is', action: actionOf({ kind: 'quarantine' }), modes: USUAL_MODES, expected: true },
    {
      name: 'not what a person approved',
      action: actionOf({ kind: 'quarantine', isApproved: true }),
      modes: USUAL_MODES,
      expected: false,
    },
    {
      name: 'nor what was begun',
      action: actionOf({ kind: 'quarantine', attemptedAt: NOW }),
      modes: USUAL_MODES,
      expected: false,
    },
  ])('$name', ({ action, modes, expected }) => {
    expect(hingesOnKind(action, modes)).toBe(expected);
  });
});
