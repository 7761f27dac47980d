import type { JsonRecord } from '../world/json.js';
import { counted, each, type Match, newTerm, parameter, text } from './conditions.js';
import type { Baseline } from './watch.js';

const MINUTE_MS = 60_000;
const BROKER = '29d9ed98-a469-4536-ade2-f981bc1d605e';

/**
 * The logic of public rules, written anew from what they look for: which records, by what, how many, within what time. Lists of
 * allowed applications that some of them carry are left out, as a tenant's own applications are in none.
 */
export function createBaselines(domains: readonly string[]): readonly Baseline[] {
  return [...signInBaselines(), ...mailboxBaselines(domains), ...directoryBaselines()];
}

const isSuccess = (record: JsonRecord): boolean => text(record, 'status', 'errorCode') === '0';
const upn = (record: JsonRecord): string => text(record, 'userPrincipalName').toLowerCase();

function signIns(when: (record: JsonRecord) => boolean, by: (record: JsonRecord) => string): Match {
  return (log, record) => (log === 'signIns' && when(record) ? by(record) : null);
}

const failed =
  (...codes: readonly string[]) =>
  (record: JsonRecord) =>
    codes.includes(text(record, 'status', 'errorCode'));

function signInBaselines(): readonly Baseline[] {
  const address = (record: JsonRecord): string => text(record, 'ipAddress');
  return [
    counted('Sentinel: password spray, 5 accounts by address and application in 20 minutes', {
      ...{ windowMs: 20 * MINUTE_MS, atLeast: 5, value: upn },
      by: signIns(failed('50126', '50053', '50034'), (one) => `${address(one)} ${text(one, 'appId')}`),
    }),
    counted('Splunk: 31 accounts failing from one address in 5 minutes', {
      ...{ windowMs: 5 * MINUTE_MS, atLeast: 31, value: upn },
      by: signIns(failed('50126'), address),
    }),
    counted('Splunk: many addresses failing with one program in 5 minutes', {
      ...{ windowMs: 5 * MINUTE_MS, atLeast: 21, value: upn },
      by: signIns(failed('50126'), (one) => text(one, 'userAgent')),
    }),
    counted('Elastic: 15 accounts failing in 15 minutes in the tenant', {
      ...{ windowMs: 15 * MINUTE_MS, atLeast: 15, value: upn },
      by: signIns(failed('50126', '50053', '50034'), () => 'tenant'),
    }),
    counted('Splunk: 10 denied prompts in 10 minutes', {
      ...{ windowMs: 10 * MINUTE_MS, atLeast: 10, value: (one) => text(one, 'id') },
      by: signIns(failed('500121'), upn),
    }),
    each('Sigma: a prompt denied', signIns(failed('500121'), upn)),
    counted('Splunk: one session at several addresses', {
      ...{ windowMs: 24 * 60 * MINUTE_MS, atLeast: 2, value: address },
      by: signIns(
        (one) => isSuccess(one) && text(one, 'sessionId') !== '',
        (one) => `${upn(one)} ${text(one, 'sessionId')}`,
      ),
    }),
    newTerm(
      'Elastic: device code, new for the person in 7 days',
      7,
      signIns(
        (one) =>
          isSuccess(one) &&
          text(one, 'authenticationProtocol') === 'deviceCode' &&
          text(one, 'appId') !== BROKER,
        upn,
      ),
    ),
    each(
      'Panther: device code through the broker',
      signIns(
        (one) =>
          isSuccess(one) &&
          text(one, 'authenticationProtocol') === 'deviceCode' &&
          text(one, 'appId') === BROKER,
        upn,
      ),
    ),
    newTerm(
      'Elastic: legacy client, new for the person in 7 days',
      7,
      signIns(
        (one) =>
          isSuccess(one) && /IMAP|POP|SMTP|Exchange Web Services|Other/.test(text(one, 'clientAppUsed')),
        (one) => `${upn(one)} ${text(one, 'clientAppUsed')}`,
      ),
    ),
    each(
      'Panther: password flow without a second factor',
      signIns((one) => isSuccess(one) && text(one, 'authenticationProtocol') === 'ropc', upn),
    ),
    newTerm(
      'Elastic: application rare for the person, 14 days',
      14,
      signIns(
        (one) => isSuccess(one) && upn(one) !== '',
        (one) => `${upn(one)} ${text(one, 'appId')}`,
      ),
    ),
    each(
      'Elastic: kit that signs in by script',
      signIns((one) => isSuccess(one) && /^(axios|node|undici)/.test(text(one, 'userAgent')), upn),
    ),
    each(
      'Entra: high risk',
      signIns((one) => isSuccess(one) && text(one, 'riskLevelDuringSignIn') === 'high', upn),
    ),
  ];
}

const KEYWORDS = [
  'invoice',
  'payment',
  'password',
  'security',
  'helpdesk',
  'phish',
  'hacked',
  'fraud',
  'malware',
  'docusign',
  'spam',
];

function mailboxBaselines(domains: readonly string[]): readonly Baseline[] {
  const audit =
    (
      operations: readonly string[],
      when: (record: JsonRecord) => boolean,
      by = (record: JsonRecord) => text(record, 'UserId').toLowerCase(),
    ): Match =>
    (log, record) =>
      log === 'Audit.Exchange' && operations.includes(text(record, 'Operation')) && when(record)
        ? by(record)
        : null;
  const always = (): boolean => true;
  const words = (record: JsonRecord): string =>
    `${parameter(record, 'SubjectOrBodyContainsWords')} ${parameter(record, 'SubjectContainsWords')}`.toLowerCase();
  const hides = (record: JsonRecord): boolean =>
    parameter(record, 'DeleteMessage') === 'True' || parameter(record, 'MoveToFolder') !== '';
  const targets = (record: JsonRecord): string =>
    ['ForwardTo', 'RedirectTo', 'ForwardAsAttachmentTo', 'ForwardingSmtpAddress']
      .map((name) => parameter(record, name))
      .join('');
  return [
    each(
      'Elastic: 100 messages in one record, or throttled',
      audit(
        ['MailItemsAccessed'],
        (one) => Number(text(one, 'OperationCount')) >= 100 || parameter(one, 'IsThrottled') === 'True',
      ),
    ),
    newTerm(
      'Elastic: client application new for the mailbox, 14 days',
      14,
      audit(
        ['MailItemsAccessed'],
        (one) => text(one, 'ClientAppId') !== '',
        (one) => `${text(one, 'UserId')} ${text(one, 'ClientAppId')}`,
      ),
    ),
    counted('Splunk: more than 5 mailboxes through Graph in 10 minutes', {
      ...{ windowMs: 10 * MINUTE_MS, atLeast: 6, value: (one) => text(one, 'MailboxOwnerUPN') },
      by: audit(
        ['MailItemsAccessed'],
        (one) => text(one, 'AppId').startsWith('00000003'),
        (one) => text(one, 'ClientAppId'),
      ),
    }),
    counted('Splunk: mailbox session at several addresses', {
      ...{ windowMs: 24 * 60 * MINUTE_MS, atLeast: 2, value: (one) => text(one, 'ClientIPAddress') },
      by: audit(
        ['MailItemsAccessed'],
        (one) => text(one, 'SessionId') !== '',
        (one) => `${text(one, 'UserId')} ${text(one, 'SessionId')}`,
      ),
    }),
    newTerm(
      'Elastic: rule that deletes or moves by keyword, new in 14 days',
      14,
      audit(
        ['New-InboxRule', 'Set-InboxRule'],
        (one) => hides(one) && KEYWORDS.some((word) => words(one).includes(word)),
      ),
    ),
    each(
      'Sentinel: malicious inbox rule by keyword',
      audit(['New-InboxRule'], (one) => hides(one) && KEYWORDS.some((word) => words(one).includes(word))),
    ),
    each(
      'Elastic: forwarding outside, by the end of the domain',
      audit(
        ['New-InboxRule', 'Set-InboxRule', 'Set-Mailbox'],
        (one) => targets(one) !== '' && !domains.some((domain) => targets(one).endsWith(domain)),
      ),
    ),
    each(
      'Panther: forwarding outside, by the whole domain',
      audit(
        ['New-InboxRule', 'Set-Mailbox'],
        (one) => targets(one) !== '' && !domains.some((domain) => targets(one).endsWith(`@${domain}`)),
      ),
    ),
    each(
      'Splunk: full access granted',
      audit(['Add-MailboxPermission'], (one) => parameter(one, 'AccessRights').includes('FullAccess')),
    ),
    each(
      'Splunk: folder shared with all users',
      audit(
        ['ModifyFolderPermissions'],
        (one) => text(one, 'Item', 'ParentFolder', 'MemberUpn') === 'Everyone',
      ),
    ),
    each('Elastic: audit bypass', audit(['Set-MailboxAuditBypassAssociation'], always)),
    each('Elastic: transport rule created', audit(['New-TransportRule'], always)),
    each('Splunk: content search exported', audit(['New-ComplianceSearchAction'], always)),
    each('Sigma: impersonation role', audit(['New-ManagementRoleAssignment'], always)),
  ];
}

function directoryBaselines(): readonly Baseline[] {
  const directory =
    (...activities: readonly string[]): Match =>
    (log, record) =>
      log === 'directoryAudits' && activities.includes(text(record, 'activityDisplayName'))
        ? text(record, 'initiatedBy', 'user', 'userPrincipalName').toLowerCase()
        : null;
  return [
    each('Sigma: consent by a user', directory('Consent to application')),
    each('Splunk: second factor registered', directory('User registered security info')),
    each('Elastic: device registered', directory('Register device')),
    each('Panther: secret added to an application', directory('Add service principal credentials')),
    each('Splunk: application role assigned', directory('Add app role assignment to service principal')),
    each(
      'Sigma: domain federated',
      directory('Set domain authentication', 'Set federation settings on domain'),
    ),
    each(
      'Sentinel: methods of an account changed by an administrator',
      directory('Admin registered security info'),
    ),
  ];
}
