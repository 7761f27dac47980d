import type { AccessEvent, AccessEventKind } from '../../../agent/model/access-event.js';
import type { DirectoryProfile, DirectoryUser } from '../../../agent/model/ports.js';
import type { Target } from '../../../agent/model/target.js';

const ANN = { id: '11111111-0000-4000-8000-000000000001', upn: 'ann@contoso.com' };

/** An act from the intruder's address within the incident of `incidentOf()`, altered by `change`. */
export function eventOf(kind: AccessEventKind, change: Partial<AccessEvent> = {}): AccessEvent {
  return {
    id: `ev-${kind}`,
    source: 'exchangeAudit',
    kind,
    at: '2026-03-01T09:10:00.000Z',
    operation: kind,
    outcome: 'success',
    user: ANN,
    mailbox: ANN,
    actorType: 'user',
    network: {
      address: '203.0.113.9',
      prefix: '203.0.113.0/24',
      asn: 64_500,
      country: null,
      place: null,
      isTrusted: false,
    },
    client: {
      appId: null,
      appName: null,
      family: 'owa',
      os: 'windows',
      deviceId: null,
      isManaged: null,
      isCompliant: null,
    },
    session: { id: null, tokenId: null, isBound: null },
    authentication: null,
    mail: null,
    risk: null,
    facts: {},
    recordHash: 'h',
    needsCredential: true,
    ...change,
  };
}

/** Ann as the directory gives her. */
export function profileOf(change: Partial<DirectoryProfile> = {}): DirectoryUser {
  return {
    ...ANN,
    mail: ANN.upn,
    displayName: null,
    isEnabled: true,
    profile: {
      isGuest: false,
      isSynced: false,
      department: null,
      jobTitle: null,
      managerId: null,
      hasMailboxLicence: true,
      hasLogLicence: true,
      ...change,
    },
  };
}

/** A person's own account. */
export const ORDINARY: Target = {
  user: profileOf(),
  mailboxKind: 'user',
  isPrivileged: false,
  isProtected: false,
};
