import { describe, expect, it } from 'vitest';
import { runBrakeDry } from '../../../agent/respond/brake/run-brake-dry.js';
import { USUAL_TERMS } from '../../../agent/respond/brake/terms.js';
import { dryPlan, dryStepsOf } from '../../../agent/respond/plan/dry-plan.js';
import type { ResponsePolicy } from '../../../agent/respond/policy.js';
import type { ProtectionAnswer } from '../../../agent/respond/stored-protection.js';
import { incidentOf } from '../incidents.js';
import { profileOf } from './plan-facts.js';

type Terms = Omit<ResponsePolicy, 'protection'>;
const NOW = '2026-06-01T00:00:00.000Z';
const ENFORCE: Terms = { mode: 'enforce', learningUntil: null };
const NO: ProtectionAnswer = { isProtected: 'no', reason: null };
const USER = profileOf();

const stepsOf = (policy: Terms, protection: ProtectionAnswer = NO, incident = incidentOf()) =>
  dryStepsOf(dryPlan(incident, [], USER, policy, protection, NOW), new Map());

describe('a plan that is only tried', () => {
  it.each([
    { name: 'in enforce mode', policy: ENFORCE, would: 'do', reason: /two independent families/ },
    {
      name: 'in observe mode',
      policy: { ...ENFORCE, mode: 'observe' as const },
      would: 'propose',
      reason: /observe/,
    },
    {
      name: 'in approve mode',
      policy: { ...ENFORCE, mode: 'approve' as const },
      would: 'propose',
      reason: /approval/,
    },
    {
      name: 'while the agent still learns, however old the incident is',
      policy: { ...ENFORCE, learningUntil: '2026-06-02T00:00:00.000Z' },
      would: 'propose',
      reason: /learning until/,
    },
    {
      name: 'for a protected account',
      policy: ENFORCE,
      protection: { isProtected: 'yes', reason: 'protected by "ann@contoso.com"' } as const,
      would: 'hold',
      reason: /protected by/,
    },
    {
      name: 'where nobody can tell whether it is protected',
      policy: ENFORCE,
      protection: { isProtected: 'unknown', reason: 'cannot tell: not resolved' } as const,
      would: 'cannot-tell',
      reason: /cannot tell: not resolved/,
    },
  ])('$name: $would', ({ policy, protection = NO, would, reason }) => {
    expect(stepsOf(policy, protection)).toEqual([
      expect.objectContaining({ kind: 'revoke-sessions', would, reason: expect.stringMatching(reason) }),
    ]);
  });

  it('has no step without justification', () => {
    expect(stepsOf(ENFORCE, NO, incidentOf({ justifiesContainment: false }))).toEqual([]);
  });

  it('says what the brake would hold, and bears the time of the incident', () => {
    const plans = Array.from({ length: 6 }, (_, n) => {
      const reasons = [
        {
          rule: 'r1',
          title: 'R',
          family: 'mail' as const,
          points: 8_000,
          text: 'R.',
          events: [],
          techniques: [],
          firstAt: NOW,
        },
      ];
      const mailbox = { id: `account-${n}`, upn: null };
      return dryPlan(
        incidentOf({ id: `inc-${n}`, mailbox, reasons, sessions: [`sid:${n}`] }),
        [],
        USER,
        ENFORCE,
        NO,
        NOW,
      );
    });
    const actions = plans.flatMap((plan) => plan.actions);
    expect(new Set(actions.map(({ decidedAt }) => decidedAt))).toEqual(new Set([incidentOf().lastEvent]));
    const { verdicts } = runBrakeDry(actions, USUAL_TERMS);
    const woulds = plans.map((plan) => dryStepsOf(plan, verdicts)[0]?.would);
    expect(woulds.filter((would) => would === 'do')).toHaveLength(4);
    expect(woulds.filter((would) => would === 'hold')).toHaveLength(2);
  });
});
