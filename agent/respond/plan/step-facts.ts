import type { ActionKind } from '../../model/action.js';
import type { PlanStep } from '../../model/containment.js';

export type StepFacts = Pick<PlanStep, 'tier' | 'permission' | 'precondition' | 'undo' | 'verification'>;

/**
 * What each step takes and what it comes to, in the order in which a plan does them: first what ends access, then what keeps
 * mail flowing out, then the ways back in, and what locks the owner out last. Permissions by "Microsoft Graph permissions
 * reference", application type.
 */
export const STEP_FACTS: Readonly<Record<ActionKind, StepFacts>> = {
  'revoke-sessions': {
    tier: 'soft',
    permission: 'User.RevokeSessions.All',
    precondition: 'the account exists; sessions of a guest at home are out of reach',
    undo: 'cannot be taken back: the owner signs in anew',
    verification: 'signInSessionsValidFromDateTime moved past the call',
  },
  'disable-inbox-rule': {
    tier: 'soft',
    permission: 'MailboxSettings.ReadWrite',
    precondition: 'the rule is there, forwards or hides mail, is on and can be changed',
    undo: 'the rule is switched on again; nothing of it is deleted',
    verification: 'the mailbox shows the rule as off',
  },
  'remove-grant': {
    tier: 'soft',
    permission: 'DelegatedPermissionGrant.ReadWrite.All',
    precondition: 'the consent is the account’s own; one for the whole tenant is left to a person',
    undo: 'the consent is given again with the same scopes; tokens that the application held are not',
    verification: 'the account has no consent of its own to the application',
  },
  'remove-authentication-method': {
    tier: 'hard',
    permission: 'UserAuthenticationMethod.ReadWrite.All',
    precondition: 'the method was added within minutes of the act, and the provider tells when',
    undo: 'cannot be taken back: the owner registers the method anew',
    verification: 'the account no longer has the method',
  },
  'confirm-compromised': {
    tier: 'hard',
    permission: 'IdentityRiskyUser.ReadWrite.All',
    precondition: 'the tenant is licensed for Entra ID P2',
    undo: 'the risk is dismissed',
    verification: 'the provider shows the account as confirmed compromised',
  },
  quarantine: {
    tier: 'hard',
    permission: 'GroupMember.ReadWrite.All',
    precondition: 'a conditional access policy blocks the members of response.quarantineGroup',
    undo: 'the account is taken out of the group',
    verification: 'the account is a member of the group',
  },
  'disable-account': {
    tier: 'hard',
    permission: 'User.EnableDisableAccount.All',
    precondition: 'a person’s own account, not ruled from the premises and without a directory role',
    undo: 'the account is enabled again',
    verification: 'accountEnabled is false',
  },
};
