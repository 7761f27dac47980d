import type { Fields } from '../fields/fields.js';
import { mailboxOperationKind } from './operation-kinds.js';

/** Log Analytics and exported listings write the record type by name ("Management Activity API schema", AuditLogRecordType). */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['exchangeadmin', 1],
  ['exchangeitem', 2],
  ['exchangeitemgroup', 3],
  ['azureactivedirectory', 8],
  ['azureactivedirectoryaccountlogon', 9],
  ['azureactivedirectorystslogon', 15],
  ['exchangeaggregatedoperation', 19],
  ['threatintelligence', 28],
  ['securitycompliancealerts', 40],
  ['exchangeitemaggregated', 50],
  ['mcasalerts', 98],
  ['exchangesearch', 101],
  ['aadriskdetection', 294],
]);

/** Which transform reads an audit record. */
export type AuditRecordKind =
  | 'cmdlet'
  | 'mailbox'
  | 'directory'
  | 'sts-logon'
  | 'account-logon'
  | 'alert'
  | 'risk'
  | 'other';

const KINDS: Readonly<Record<number, AuditRecordKind>> = {
  1: 'cmdlet',
  2: 'mailbox',
  3: 'mailbox',
  8: 'directory',
  9: 'account-logon',
  15: 'sts-logon',
  18: 'cmdlet',
  19: 'mailbox',
  28: 'alert',
  40: 'alert',
  50: 'mailbox',
  98: 'alert',
  101: 'mailbox',
  294: 'risk',
};

/**
 * By record type; where an export dropped it, by what only such a record has: cmdlets are `Verb-Noun`, logons are two operations,
 * mailbox records name the mailbox or one of its acts.
 */
export function auditRecordKind(fields: Fields, operation: string): AuditRecordKind {
  const type =
    fields.number('RecordType') ?? NUMBERS.get(fields.text('RecordType')?.toLowerCase() ?? '') ?? null;
  if (type !== null) return KINDS[type] ?? 'other';
  if (operation === 'UserLoggedIn' || operation === 'UserLoginFailed') return 'sts-logon';
  if (/^[A-Z][a-z]+-[A-Z]/.test(operation)) return 'cmdlet';
  const workload = fields.text('Workload', 'OfficeWorkload')?.toLowerCase() ?? '';
  if (workload === 'azureactivedirectory') return 'directory';
  if (workload !== '' && workload !== 'exchange') return 'other';
  return fields.has('MailboxOwnerUPN') || mailboxOperationKind(operation) !== 'other' ? 'mailbox' : 'other';
}
