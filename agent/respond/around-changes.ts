import type { Containment } from '../model/ports.js';

/** One call that changes something at the provider. */
export interface Change {
  /** Name of the call in the port. */
  readonly call: keyof Containment;
  /** The provider's id of the thing that is changed; null: the account as a whole. */
  readonly object: string | null;
}

/** What is done in place of a changing call; `send` makes it. */
export type AroundChange = (change: Change, send: () => Promise<void>) => Promise<void>;

/** Looks as `real` does, and has every call that changes something pass through `around`: the one list of them. */
export function aroundChanges(real: Containment, around: AroundChange): Containment {
  return {
    revokeSessions: (userId, signal) =>
      around({ call: 'revokeSessions', object: null }, () => real.revokeSessions(userId, signal)),
    setInboxRuleEnabled: (userId, ruleId, isEnabled, signal) =>
      around({ call: 'setInboxRuleEnabled', object: ruleId }, () =>
        real.setInboxRuleEnabled(userId, ruleId, isEnabled, signal),
      ),
    removeGrant: (grantId, signal) =>
      around({ call: 'removeGrant', object: grantId }, () => real.removeGrant(grantId, signal)),
    restoreGrant: (userId, grant, signal) =>
      around({ call: 'restoreGrant', object: grant.clientId }, () =>
        real.restoreGrant(userId, grant, signal),
      ),
    removeAuthenticationMethod: (userId, method, signal) =>
      around({ call: 'removeAuthenticationMethod', object: method.id }, () =>
        real.removeAuthenticationMethod(userId, method, signal),
      ),
    setAccountEnabled: (userId, isEnabled, signal) =>
      around({ call: 'setAccountEnabled', object: null }, () =>
        real.setAccountEnabled(userId, isEnabled, signal),
      ),
    setInGroup: (userId, groupId, isMember, signal) =>
      around({ call: 'setInGroup', object: groupId }, () =>
        real.setInGroup(userId, groupId, isMember, signal),
      ),
    setConfirmedCompromised: (userId, isCompromised, signal) =>
      around({ call: 'setConfirmedCompromised', object: null }, () =>
        real.setConfirmedCompromised(userId, isCompromised, signal),
      ),
    sessionsValidFrom: (userId, signal) => real.sessionsValidFrom(userId, signal),
    inboxRules: (userId, signal) => real.inboxRules(userId, signal),
    servicePrincipal: (appId, signal) => real.servicePrincipal(appId, signal),
    grants: (userId, signal) => real.grants(userId, signal),
    authenticationMethods: (userId, signal) => real.authenticationMethods(userId, signal),
    isAccountEnabled: (userId, signal) => real.isAccountEnabled(userId, signal),
    isInGroup: (userId, groupId, signal) => real.isInGroup(userId, groupId, signal),
    isConfirmedCompromised: (userId, signal) => real.isConfirmedCompromised(userId, signal),
  };
}
