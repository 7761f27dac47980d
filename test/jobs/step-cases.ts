import type { Action } from '../../agent/model/action.js';
import { type PlanPolicy, USUAL_PLAN_POLICY } from '../../agent/respond/plan/decide-plan.js';
import { ruleOf } from '../respond/fake-objects.js';
import type { FakeAccounts } from '../respond/fake-ports.js';
import { actionOf } from '../respond/incidents.js';

/** One kind of step, what is there before it, and the one change with effect that it comes to. */
export interface StepCase {
  readonly kind: Action['kind'];
  readonly change: Partial<Action>;
  readonly furnish: (accounts: FakeAccounts) => void;
  /** Changes with effect, in order. */
  readonly changes: readonly string[];
  /** Those of taking it back; null where that cannot be. */
  readonly undone: readonly string[] | null;
}

const ADDED_AT = '2026-03-01T09:10:00.000Z';
export const QUARANTINE = '77777777-0000-4000-8000-000000000007';

/** Each step is allowed to whom a person lets do it. */
export const STEP_PLAN: PlanPolicy = {
  ...USUAL_PLAN_POLICY,
  modes: {
    ...USUAL_PLAN_POLICY.modes,
    'confirm-compromised': { default: 'approve' },
    quarantine: { default: 'approve' },
    'disable-account': { default: 'approve' },
  },
  quarantineGroup: QUARANTINE,
};

export const STEP_CASES: readonly StepCase[] = [
  {
    kind: 'disable-inbox-rule',
    change: { object: 'ev-1', evidence: ['ev-1'] },
    furnish: (accounts) => {
      accounts.rules = [ruleOf(), ruleOf({ id: 'rule-2', name: 'Newsletters' })];
    },
    changes: ['rule rule-1 off'],
    undone: ['rule rule-1 on'],
  },
  {
    kind: 'remove-grant',
    change: { object: 'app-1' },
    furnish: (accounts) => {
      const own = { clientId: 'sp-app-1', resourceId: 'graph', scope: 'Mail.Read', isTenantWide: false };
      accounts.consents = [
        { id: 'grant-sp-app-1', ...own },
        { id: 'other', ...own, clientId: 'sp-app-2' },
      ];
    },
    changes: ['grant grant-sp-app-1 removed'],
    undone: ['grant grant-sp-app-1 restored'],
  },
  {
    kind: 'remove-authentication-method',
    change: { object: ADDED_AT },
    furnish: (accounts) => {
      const collection = 'microsoftAuthenticatorMethods';
      accounts.methods = [
        { id: 'old', collection, createdAt: '2025-01-01T00:00:00.000Z' },
        { id: 'new', collection, createdAt: '2026-03-01T09:10:20.000Z' },
        { id: 'phone', collection: 'phoneMethods', createdAt: null },
      ];
    },
    changes: ['method new removed'],
    undone: null,
  },
  {
    kind: 'confirm-compromised',
    change: {},
    furnish: () => {},
    changes: ['compromised true'],
    undone: ['compromised false'],
  },
  {
    kind: 'quarantine',
    change: {},
    furnish: () => {},
    changes: ['group in'],
    undone: ['group out'],
  },
  {
    kind: 'disable-account',
    change: {},
    furnish: () => {},
    changes: ['account off'],
    undone: ['account on'],
  },
];

/** The action of a case, approved by a person. */
export function actionOfCase({ kind, change }: StepCase): Action {
  return actionOf({ kind, isApproved: true, ...change });
}
