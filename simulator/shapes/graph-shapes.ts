import type {
  Application,
  DirectoryAudit,
  DirectoryRole,
  FileAttachment,
  Group,
  MailboxSettings,
  MailFolder,
  Message,
  MessageRule,
  OAuth2PermissionGrant,
  RiskDetection,
  RiskyUser,
  ServicePrincipal,
  UnifiedRoleEligibilityScheduleInstance,
  User,
} from '@microsoft/microsoft-graph-types';
import type { AuditLogQuery, AuditLogRecord, AuthenticationMethod, SignIn } from './beta.js';
import type {
  Annotations,
  AuditRecord,
  NewerAuditLogQuery,
  NewerAuthenticationMethod,
  NewerMailFolder,
} from './newer-shapes.js';

/** A published type as data that nobody changes. */
export type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Fixed<T[Name]> }
    : T;

/** What Microsoft Graph sends, by the name of its type. */
export interface GraphShapes {
  readonly application: Application;
  readonly auditLogQuery: AuditLogQuery & NewerAuditLogQuery;
  readonly auditLogRecord: AuditLogRecord;
  readonly authenticationMethod: AuthenticationMethod & NewerAuthenticationMethod & Annotations;
  readonly directoryAudit: DirectoryAudit;
  readonly directoryRole: DirectoryRole;
  readonly fileAttachment: FileAttachment & Annotations;
  readonly group: Group & Annotations;
  readonly mailboxSettings: MailboxSettings;
  readonly mailFolder: MailFolder & NewerMailFolder;
  readonly message: Message & Annotations;
  readonly messageRule: MessageRule;
  readonly oAuth2PermissionGrant: OAuth2PermissionGrant;
  readonly riskDetection: RiskDetection;
  readonly riskyUser: RiskyUser;
  readonly roleEligibility: UnifiedRoleEligibilityScheduleInstance;
  readonly servicePrincipal: ServicePrincipal;
  readonly signIn: SignIn;
  readonly user: User & Annotations;
}

/** What the rows of each log are. */
export interface LogShapes {
  readonly signIns: SignIn;
  readonly directoryAudits: DirectoryAudit;
  readonly riskDetections: RiskDetection;
  readonly riskyUsers: RiskyUser;
  readonly 'Audit.Exchange': AuditRecord;
  readonly 'Audit.AzureActiveDirectory': AuditRecord;
  readonly 'Audit.General': AuditRecord;
}
