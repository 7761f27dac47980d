import type {
  AuthenticationDetail,
  AuthenticationMethod,
  SecurityNamespace,
  SignIn,
} from '@microsoft/microsoft-graph-types-beta';

/** What is served in a shape that the beta alone has: v1.0's published types know neither the searches nor most of a sign-in. */
export type { AuthenticationDetail, AuthenticationMethod, SignIn };
export type AuditLogQuery = SecurityNamespace.AuditLogQuery;
export type AuditLogRecord = SecurityNamespace.AuditLogRecord;
