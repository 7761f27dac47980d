/** The audit feed's contents that hold access, by the name of their source ("Management Activity API reference", content types). */
export const AUDIT_LOGS = {
  exchangeAudit: 'Audit.Exchange',
  entraAudit: 'Audit.AzureActiveDirectory',
  generalAudit: 'Audit.General',
} as const;

export type AuditLogName = keyof typeof AUDIT_LOGS;
