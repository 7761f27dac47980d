/**
 * Shapes for which Microsoft publishes no types, each with the page that describes it: fields that are newer than the published
 * types, bodies of actions, OData's own properties, and the whole of the Management Activity API. What is neither published nor
 * here does not compile.
 */

/** "auditLogQuery resource type", properties of 2026: whether a search that succeeded is cut off. */
export interface NewerAuditLogQuery {
  recordCountLimit?: number;
  isRecordCountLimitExceeded?: boolean;
}

/** "List mailFolders", example response: not in the published type. */
export interface NewerMailFolder {
  sizeInBytes?: number;
}

/** "List authenticationMethods", example response of v1.0: the published type of v1.0 has no time. */
export interface NewerAuthenticationMethod {
  createdDateTime?: string | null;
}

/** "OData JSON format 4.01", control information. */
export interface Annotations {
  '@odata.type'?: string;
  '@odata.etag'?: string;
  '@odata.mediaContentType'?: string;
}

/** "user: checkMemberGroups", request body. */
export interface CheckMemberGroupsBody {
  groupIds?: string[];
}

/** "Add members" of a group, request body. */
export interface ReferenceBody {
  '@odata.id'?: string;
}

/** "riskyUser: confirmCompromised" and "riskyUser: dismiss", request body. */
export interface RiskyUsersBody {
  userIds?: string[];
}

/** "Management Activity API reference", list current subscriptions and start a subscription. */
export interface Subscription {
  contentType: string;
  status: 'enabled' | 'disabled';
  webhook: null;
}

/** "Management Activity API reference", list available content. */
export interface ContentEntry {
  contentUri: string;
  contentId: string;
  contentType: string;
  contentCreated: string;
  contentExpiration: string;
}

/** "Management Activity API schema": a pair of `Parameters`, `OperationProperties`, `ExtendedProperties` or `DeviceProperties`. */
export interface NamedValue {
  Name: string;
  Value: string;
}

/** "Management Activity API schema", Exchange mailbox: a folder; `Name` is in real records of Sync only. */
export interface AuditFolder {
  Id: string;
  Path: string;
  Name?: string;
}

/** "Management Activity API schema", ExchangeItem. */
export interface AuditItem {
  Id: string;
  InternetMessageId?: string;
  ParentFolder?: AuditFolder;
  SizeInBytes?: number;
  Subject?: string;
}

/** Messages of a Bind record ("Use MailItemsAccessed to investigate compromised accounts"; the rarer two as in real records). */
export interface FolderItem {
  InternetMessageId: string;
  SizeInBytes?: number;
  ClientRequestId?: string;
  CreationTime?: string;
}

/** "Management Activity API schema", AppAccessContext; "Investigate identity activity with linkable identifiers". */
export interface AppAccessContext {
  AADSessionId: string;
  APIId: string;
  ClientAppId: string;
  CorrelationId: string;
  IssuedAtTime: string;
  UniqueTokenId: string;
}

/** "Management Activity API schema", common schema. */
interface CommonRecord {
  CreationTime?: string;
  Id?: string;
  Operation?: string;
  OrganizationId?: string;
  RecordType?: number;
  ResultStatus?: string;
  UserKey?: string;
  UserType?: number;
  Version?: number;
  Workload?: string;
  ClientIP?: string;
  ObjectId?: string;
  UserId?: string;
  AppAccessContext?: AppAccessContext;
}

/** "Management Activity API schema", Exchange admin: record type 1; the four last as in real records. */
interface CmdletRecord {
  Parameters?: NamedValue[];
  ExternalAccess?: boolean;
  OrganizationName?: string;
  OriginatingServer?: string;
  AppPoolName?: string;
  CorrelationID?: string;
  RequestId?: string;
  SessionId?: string;
}

/** "Management Activity API schema", Exchange mailbox: record types 2, 3 and 50. */
interface MailboxRecord {
  AppId?: string;
  ClientAppId?: string;
  ClientIPAddress?: string;
  ClientInfoString?: string;
  ClientProcessName?: string;
  ClientVersion?: string;
  InternalLogonType?: number;
  LogonType?: number;
  LogonUserSid?: string;
  MailboxGuid?: string;
  MailboxOwnerSid?: string;
  MailboxOwnerUPN?: string;
  DeviceId?: string;
  TokenObjectId?: string;
  TokenTenantId?: string;
  OperationProperties?: NamedValue[];
  OperationCount?: number;
  Item?: AuditItem;
  SaveToSentItems?: boolean;
  AffectedItems?: AuditItem[];
  CrossMailboxOperation?: boolean;
  Folder?: AuditFolder;
  DestFolder?: AuditFolder;
  Folders?: { Id: string; Path: string; FolderItems: FolderItem[] }[];
}

/** "Management Activity API schema", Azure Active Directory base: record types 8 and 15. */
interface DirectoryRecord {
  AzureActiveDirectoryEventType?: number;
  ExtendedProperties?: NamedValue[];
  ModifiedProperties?: { Name: string; NewValue: string; OldValue: string }[];
  Actor?: { ID: string; Type: number }[];
  ActorContextId?: string;
  ActorIpAddress?: string;
  InterSystemsId?: string;
  IntraSystemId?: string;
  SupportTicketId?: string;
  Target?: { ID: string; Type: number }[];
  TargetContextId?: string;
}

/** "Management Activity API schema", Azure Active Directory secure token service logon: record type 15. */
interface LogonRecord {
  ApplicationId?: string;
  DeviceProperties?: NamedValue[];
  ErrorNumber?: string;
  LogonError?: string;
}

/** A record of the unified audit log. Which of its fields a record has follows from its type. */
export type AuditRecord = CommonRecord & CmdletRecord & MailboxRecord & DirectoryRecord & LogonRecord;
