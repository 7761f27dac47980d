import type { IdentityName } from '../../model/ports.js';

/** What of the product is switched on. */
export interface RoleUse {
  /** Names of the sources that are pulled. */
  readonly sources: readonly string[];
  /** Whether `response.protected` names a role, whose members are then looked up. */
  readonly hasProtectedRoles: boolean;
}

/** Application permissions of one identity, of Graph and the Management API together. */
export interface RoleNeeds {
  readonly required: readonly string[];
  /** Used by a part that may be off, or granted by Exchange instead, where no token shows it. */
  readonly useful: readonly string[];
}

/** By source: what reads it (Microsoft Graph permissions reference; Management Activity API reference). */
const BY_SOURCE: Readonly<Record<string, string>> = {
  signIns: 'AuditLog.Read.All',
  directoryAudits: 'AuditLog.Read.All',
  riskDetections: 'IdentityRiskEvent.Read.All',
  riskyUsers: 'IdentityRiskyUser.Read.All',
  exchangeAudit: 'ActivityFeed.Read',
  entraAudit: 'ActivityFeed.Read',
  generalAudit: 'ActivityFeed.Read',
};

const READER_MAY = [
  'Application.Read.All',
  'AuditLog.Read.All',
  'ActivityFeed.Read',
  'AuditLogsQuery-Entra.Read.All',
  'AuditLogsQuery-Exchange.Read.All',
  'GroupMember.Read.All',
  'IdentityRiskEvent.Read.All',
  'IdentityRiskyUser.Read.All',
  'MailboxSettings.Read',
  'RoleManagement.Read.Directory',
];

/** One for each kind of action. */
const RESPONDER_MAY = [
  'DelegatedPermissionGrant.ReadWrite.All',
  'GroupMember.ReadWrite.All',
  'IdentityRiskyUser.ReadWrite.All',
  'MailboxSettings.ReadWrite',
  'User.EnableDisableAccount.All',
  'User.RevokeSessions.All',
  'UserAuthenticationMethod.ReadWrite.All',
];

/** `Mail.Read` is better granted by an Exchange role with a scope, which no token shows. */
const EXAMINER_MAY = ['Mail.Read', 'Mail.ReadBasic.All', 'MailboxSettings.Read'];

/** What an identity needs and may have for what is switched on. */
export function roleNeeds(identity: IdentityName, use: RoleUse): RoleNeeds {
  switch (identity) {
    case 'reader': {
      const logs = use.sources.flatMap((source) => BY_SOURCE[source] ?? []);
      const roles = use.hasProtectedRoles ? ['GroupMember.Read.All', 'RoleManagement.Read.Directory'] : [];
      return { required: [...new Set(['User.Read.All', ...logs, ...roles])].sort(), useful: READER_MAY };
    }
    case 'responder':
      return { required: ['User.RevokeSessions.All'], useful: RESPONDER_MAY };
    case 'examiner':
      return { required: [], useful: EXAMINER_MAY };
  }
}
