import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Incident } from '../../../agent/model/incident.js';
import type { Target } from '../../../agent/model/target.js';
import { decidePlan, type PlanPolicy, USUAL_PLAN_POLICY } from '../../../agent/respond/plan/decide-plan.js';
import { incidentOf } from '../incidents.js';
import { eventOf, ORDINARY, profileOf } from './plan-facts.js';

const OPEN: PlanPolicy = {
  ...USUAL_PLAN_POLICY,
  modes: { ...USUAL_PLAN_POLICY.modes, 'disable-account': { default: 'enforce', shared: 'approve' } },
};
const SETTLED: Partial<Incident> = {
  score: 9_000,
  reasons: [
    {
      rule: 'r',
      title: 't',
      family: 'persistence',
      points: 3_000,
      text: 'x',
      events: ['ev-1'],
      techniques: [],
      firstAt: '2026-03-01T09:10:00.000Z',
    },
  ],
};

interface Case {
  readonly name: string;
  readonly incident?: Partial<Incident>;
  readonly events?: readonly AccessEvent[];
  readonly target?: Partial<Target>;
  readonly policy?: PlanPolicy;
  readonly ceiling?: 'observe' | 'approve' | 'enforce';
  readonly isStillIn?: boolean;
  /** `kind mode`, in order. */
  readonly expected: readonly string[];
}

const RULE = eventOf('inbox-rule', { facts: { ruleAct: 'create', forwards: true, forwardsOutside: true } });
const CONSENT = eventOf('consent', { facts: { change: 'granted', grantedAppId: 'app-1' } });
const METHOD = eventOf('authentication-method', { facts: { change: 'added' } });

const CASES: readonly Case[] = [
  { name: 'sessions alone where nothing was left behind', expected: ['revoke-sessions enforce'] },
  { name: 'nothing without justification', incident: { justifiesContainment: false }, expected: [] },
  {
    name: 'what was left behind, outflow before ways back in, what is harder by a person',
    events: [METHOD, CONSENT, RULE],
    expected: [
      'revoke-sessions enforce',
      'disable-inbox-rule enforce',
      'remove-grant approve',
      'remove-authentication-method approve',
    ],
  },
  {
    name: 'nothing goes beyond response.mode',
    events: [RULE, CONSENT],
    ceiling: 'observe',
    expected: ['revoke-sessions observe', 'disable-inbox-rule observe', 'remove-grant observe'],
  },
  {
    name: 'a rule that only sorts is left alone',
    events: [eventOf('inbox-rule', { facts: { ruleAct: 'create', movesMessages: true } })],
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'a rule that was taken away is no rule',
    events: [eventOf('inbox-rule', { facts: { ruleAct: 'remove', forwards: true } })],
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'what the owner made elsewhere is theirs',
    events: [{ ...RULE, network: { ...RULE.network, address: '192.0.2.1' } }],
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'what was made from that address long after is somebody else’s',
    events: [{ ...RULE, at: '2026-03-02T10:00:00.000Z' }],
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'what was made within a day of the last act is the intruder’s',
    events: [{ ...RULE, at: '2026-03-02T09:00:00.000Z' }],
    expected: ['revoke-sessions enforce', 'disable-inbox-rule enforce'],
  },
  {
    name: 'what was made before it began is not',
    events: [{ ...RULE, at: '2026-03-01T08:00:00.000Z' }],
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'a way to sign in that the owner may have added at the same time is left to a person',
    events: [
      METHOD,
      {
        ...METHOD,
        id: 'ev-owner',
        at: '2026-03-01T09:25:00.000Z',
        network: { ...METHOD.network, address: '192.0.2.1' },
      },
    ],
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'another log’s word of the same registration, without an address, makes no doubt',
    events: [METHOD, { ...METHOD, id: 'ev-again', network: { ...METHOD.network, address: null } }],
    expected: ['revoke-sessions enforce', 'remove-authentication-method approve'],
  },
  {
    name: 'what our own identities did is not the intruder’s',
    events: [{ ...RULE, facts: { ...RULE.facts, isOwnAct: true } }],
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'the hard tier takes more points than containment',
    incident: { ...SETTLED, score: 8_999 },
    policy: OPEN,
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'and that the intruder prepared to stay',
    incident: { score: 9_000 },
    policy: OPEN,
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'with both, the account is shut where that is configured',
    incident: SETTLED,
    policy: OPEN,
    expected: ['revoke-sessions enforce', 'disable-account enforce'],
  },
  { name: 'and not by default', incident: SETTLED, expected: ['revoke-sessions enforce'] },
  {
    name: 'an intruder who is still in opens the hard tier whatever the points',
    policy: OPEN,
    isStillIn: true,
    expected: ['revoke-sessions enforce', 'disable-account enforce'],
  },
  {
    name: 'a shared mailbox is never shut',
    incident: SETTLED,
    policy: OPEN,
    target: { mailboxKind: 'shared' },
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'an account from the premises is not disabled in the cloud',
    incident: SETTLED,
    policy: OPEN,
    target: { user: profileOf({ isSynced: true }) },
    expected: ['revoke-sessions enforce'],
  },
  {
    name: 'a privileged account is shut by a person only',
    incident: SETTLED,
    policy: OPEN,
    target: { isPrivileged: true },
    expected: ['revoke-sessions enforce', 'disable-account approve'],
  },
  {
    name: 'so is one of which the roles could not be read',
    incident: SETTLED,
    policy: OPEN,
    target: { isPrivileged: null },
    expected: ['revoke-sessions enforce', 'disable-account approve'],
  },
  {
    name: 'so is one of which the directory says nothing',
    incident: SETTLED,
    policy: OPEN,
    target: { user: null },
    expected: ['revoke-sessions enforce', 'disable-account approve'],
  },
  {
    name: 'so is one of which nobody knows yet whether many people share its mailbox',
    incident: SETTLED,
    policy: OPEN,
    target: { mailboxKind: null },
    expected: ['revoke-sessions enforce', 'disable-account approve'],
  },
  {
    name: 'quarantine needs its group',
    incident: SETTLED,
    policy: {
      ...USUAL_PLAN_POLICY,
      modes: { ...USUAL_PLAN_POLICY.modes, quarantine: { default: 'enforce' } },
    },
    expected: ['revoke-sessions enforce'],
  },
];

function planOf({ incident, events, target, policy, ceiling, isStillIn }: Omit<Case, 'name' | 'expected'>) {
  return decidePlan({
    incident: incidentOf({ origins: [ORIGIN], ...incident }),
    events: events ?? [],
    target: { ...ORDINARY, ...target },
    policy: policy ?? USUAL_PLAN_POLICY,
    ceiling: ceiling ?? 'enforce',
    isStillIn: isStillIn ?? false,
  });
}

const ORIGIN = {
  address: '203.0.113.9',
  asn: 64_500,
  country: null,
  place: null,
  client: null,
  firstAt: '2026-03-01T09:00:00.000Z',
  lastAt: '2026-03-01T09:30:00.000Z',
};

describe('a plan', () => {
  it.each(CASES)('$name', ({ expected, ...given }) => {
    expect(planOf(given).steps.map(({ kind, mode }) => `${kind} ${mode}`)).toEqual(expected);
  });

  it('each step says what it takes, how it is taken back and how it is proven', () => {
    for (const step of planOf({ events: [RULE, CONSENT, METHOD], incident: SETTLED, policy: OPEN }).steps) {
      expect([step.permission, step.precondition, step.undo, step.verification, step.because]).not.toContain(
        '',
      );
    }
  });

  it('two records of one consent or one registration are one step', () => {
    const later = (event: AccessEvent): AccessEvent => ({
      ...event,
      id: `${event.id}-again`,
      at: '2026-03-01T09:12:00.000Z',
    });
    const plan = planOf({ events: [CONSENT, METHOD, later(CONSENT), later(METHOD)] });
    expect(plan.steps.map(({ kind, evidence }) => [kind, evidence.length])).toEqual([
      ['revoke-sessions', 0],
      ['remove-grant', 2],
      ['remove-authentication-method', 2],
    ]);
  });

  it('a consent for the whole tenant is left to a person', () => {
    const plan = planOf({ events: [{ ...CONSENT, facts: { ...CONSENT.facts, isTenantWide: true } }] });
    expect(plan.steps.map(({ kind }) => kind)).toEqual(['revoke-sessions']);
    expect(plan.byHand.map(({ because }) => because).join()).toMatch(/allowed for everybody/);
  });
});

describe('what is done by hand', () => {
  it('forwarding is ended by an exact Exchange command', () => {
    const plan = planOf({ events: [eventOf('mailbox-forwarding', { facts: { change: 'set' } })] });
    expect(plan.byHand.map(({ command }) => command)).toEqual([
      "Set-Mailbox -Identity 'ann@contoso.com' -ForwardingSmtpAddress $null -ForwardingAddress $null -DeliverToMailboxAndForward $false",
    ]);
  });

  it('rights that were given are read where each of them is kept, and those taken away are none', () => {
    const given = (operation: string) =>
      eventOf('mailbox-permission', { id: operation, operation, facts: { grantsReading: true } });
    const acts = ['Add-MailboxPermission', 'AddFolderPermissions', 'RemoveFolderPermissions'];
    const sending = ['Add-RecipientPermission', 'Set-Mailbox'];
    const plan = planOf({ events: [...acts, ...sending, 'UpdateCalendarDelegation'].map(given) });
    expect(plan.byHand.map(({ evidence }) => evidence)).toEqual([
      ['Add-MailboxPermission'],
      ['AddFolderPermissions', 'UpdateCalendarDelegation'],
      ['Add-RecipientPermission'],
      ['Set-Mailbox'],
    ]);
    expect(plan.byHand.map(({ command }) => command?.split(' -Identity')[0])).toEqual([
      'Get-MailboxPermission',
      'Get-MailboxFolderStatistics',
      'Get-RecipientPermission',
      'Get-Mailbox',
    ]);
    for (const { command } of plan.byHand) expect(command).toContain("-Identity 'ann@contoso.com'");
  });

  it('who holds a role is revoked by a person, with an exact command', () => {
    const [step] = planOf({ target: { isPrivileged: true } }).byHand;
    expect(step?.command).toBe("Revoke-MgUserSignInSession -UserId 'ann@contoso.com'");
  });

  it.each([
    { upn: "o'neil@contoso.com", command: "'o''neil@contoso.com'" },
    { upn: 'a’; Remove-Mailbox x;’@contoso.com', command: null },
    { upn: 'a$(calc)@contoso.com', command: null },
  ])('a name never leaves its quotes: $upn', ({ upn, command }) => {
    const incident = { mailbox: { id: 'x', upn } };
    const [step] = planOf({ incident, target: { user: profileOf({ isSynced: true }) } }).byHand;
    if (command === null) expect(step?.command).toBeNull();
    else expect(step?.command).toContain(command);
  });

  it.each([
    {
      name: 'synced',
      target: { user: profileOf({ isSynced: true }) },
      says: /on the premises|from the premises/,
    },
    { name: 'guest', target: { user: profileOf({ isGuest: true }) }, says: /home tenant/ },
    { name: 'privileged', target: { isPrivileged: true }, says: /higher role/ },
  ])('a $name account is explained', ({ target, says }) => {
    expect(
      planOf({ target })
        .byHand.map(({ because }) => because)
        .join(),
    ).toMatch(says);
  });
});
