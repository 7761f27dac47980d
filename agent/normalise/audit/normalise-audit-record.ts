import { normaliseRiskDetection } from '../directory/normalise-risk-detection.js';
import type { EventParts, NormaliseContext } from '../fields/event-base.js';
import type { Fields } from '../fields/fields.js';
import { toNetwork } from '../fields/network.js';
import { readAuditActor } from './audit-actor.js';
import { normaliseCmdlet } from './normalise-cmdlet.js';
import { normaliseDirectoryAct } from './normalise-directory-act.js';
import { normaliseMailboxAct } from './normalise-mailbox-act.js';
import { normaliseStsLogon } from './normalise-sts-logon.js';
import { auditRecordKind } from './record-types.js';

/**
 * A record of the unified audit log, from the Management Activity API, an export, or the table OfficeActivity. Operations
 * that are not known become `other`, so that rules can still match them. Null when the record names no operation.
 */
export function normaliseAuditRecord(fields: Fields, context: NormaliseContext): EventParts | null {
  const operation = fields.text('Operation');
  if (operation === null) return null;
  switch (auditRecordKind(fields, operation)) {
    case 'mailbox':
      return normaliseMailboxAct(fields, operation, context);
    case 'cmdlet':
      return normaliseCmdlet(fields, operation, context);
    case 'directory':
      return normaliseDirectoryAct(fields, operation, context);
    case 'sts-logon':
      return normaliseStsLogon(fields, operation, context);
    case 'account-logon':
      return normaliseAccountLogon(fields, operation, context);
    case 'risk':
      return { ...normaliseRiskDetection(fields), operation };
    case 'alert':
      return { ...plainAct(fields, operation, context), kind: 'risk', needsCredential: false };
    case 'other':
      return plainAct(fields, operation, context);
  }
}

/** Record type 9, written before 2016: `LoginStatus` is 0 for success. */
function normaliseAccountLogon(fields: Fields, operation: string, context: NormaliseContext): EventParts {
  const status = fields.number('LoginStatus');
  const isSuccess = status === null ? fields.text('ResultStatus')?.toLowerCase() === 'success' : status === 0;
  return {
    ...plainAct(fields, operation, context),
    kind: 'sign-in',
    outcome: isSuccess ? 'success' : 'failure',
    authentication: {
      protocol: null,
      requirement: null,
      mfa: null,
      errorCode: status === null ? null : String(status),
      isInteractive: true,
      isLegacy: false,
    },
    needsCredential: isSuccess,
  };
}

function plainAct(fields: Fields, operation: string, context: NormaliseContext): EventParts {
  const actor = readAuditActor(fields, context);
  const status = fields.text('ResultStatus')?.toLowerCase() ?? '';
  const isFailure = status.startsWith('fail') || status === 'false';
  return {
    kind: 'other',
    operation,
    outcome: status === '' ? 'unknown' : isFailure ? 'failure' : 'success',
    user: actor.user,
    mailbox: actor.mailbox ?? actor.user,
    actorType: actor.type,
    network: toNetwork(fields.text('ClientIP', 'ClientIPAddress', 'Client_IPAddress', 'ActorIpAddress')),
    client: actor.client,
    session: actor.session,
    facts: { isOwnAct: actor.isOwn ? true : null },
  };
}
