import { OutsideError } from '../model/errors.js';
import type { Containment } from '../model/ports.js';

/** Looks and never acts: what hangs behind the port in observe mode, so that no path through the code can act. */
export function observeOnly(real: Containment): Containment {
  return {
    revokeSessions: refuse,
    setInboxRuleEnabled: refuse,
    removeGrant: refuse,
    restoreGrant: refuse,
    removeAuthenticationMethod: refuse,
    setAccountEnabled: refuse,
    setInGroup: refuse,
    setConfirmedCompromised: refuse,
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

async function refuse(): Promise<never> {
  throw new OutsideError('refused', 'observe mode: nothing is done', { code: 'observe-mode' });
}
