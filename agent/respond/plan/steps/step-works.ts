import type { ActionKind } from '../../../model/action.js';
import { confirmCompromisedWork, disableAccountWork, quarantineWork } from './account-work.js';
import { grantWork } from './grant-work.js';
import { inboxRuleWork } from './inbox-rule-work.js';
import { methodWork } from './method-work.js';
import type { StepWork } from './step-work.js';

/** Every step that changes a thing which can be looked at; a revocation is proven by time instead, see `act.ts`. */
export const STEP_WORKS: Readonly<Record<Exclude<ActionKind, 'revoke-sessions'>, StepWork>> = {
  'disable-inbox-rule': inboxRuleWork,
  'remove-grant': grantWork,
  'remove-authentication-method': methodWork,
  'confirm-compromised': confirmCompromisedWork,
  quarantine: quarantineWork,
  'disable-account': disableAccountWork,
};
