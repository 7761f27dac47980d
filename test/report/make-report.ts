import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Action } from '../../agent/model/action.js';
import type { Exposure } from '../../agent/model/exposure.js';
import type { Incident } from '../../agent/model/incident.js';
import type { ReportInput } from '../../agent/report/report-input.js';

const MAILBOX = { id: '0b6f2f4e-9f0f-4e2a-8a55-3f1c0c9d7a10', upn: 'anna.berg@contoso.example' };
const OPENED = '2026-03-02T08:16:40.000Z';

export const INCIDENT: Incident = {
  id: 'inc-4f1d2c3b4a5968778695a4b3',
  aliases: [],
  kind: 'mailbox',
  subject: MAILBOX.upn,
  mailbox: MAILBOX,
  status: 'contained',
  openedAt: OPENED,
  firstEvent: '2026-03-02T08:11:02.000Z',
  lastEvent: '2026-03-02T08:15:59.000Z',
  late: false,
  score: 6850,
  threshold: 3000,
  containThreshold: 6000,
  justifiesContainment: true,
  containmentReason: 'The score is above the threshold and two independent families of evidence agree.',
  reasons: [
    {
      rule: 'behaviour:new-network',
      title: 'Network never seen for this account',
      family: 'network',
      points: 3200,
      text: 'AS64500 has not been used by this account in 14 days and 212 sign-ins.',
      events: ['signin:1'],
      techniques: ['T1078.004'],
      firstAt: '2026-03-02T08:11:02.000Z',
    },
    {
      rule: 'behaviour:known-client',
      title: 'Client is the usual one',
      family: 'client',
      points: -350,
      text: 'The browser family was seen on 13 of 14 days.',
      events: ['signin:1'],
      techniques: [],
      firstAt: '2026-03-02T08:11:02.000Z',
    },
    {
      rule: 'a1b2c3d4-0000-4000-8000-000000000001',
      title: 'Session changed network while mail was read',
      family: 'session',
      points: 4000,
      text: 'One session read mail from two networks within four minutes.',
      events: ['ual:1', 'ual:2'],
      techniques: ['T1550.004', 'T1114.002'],
      firstAt: '2026-03-02T08:14:05.000Z',
    },
  ],
  sessions: ['sid:004d9a10-aaaa-4bbb-8ccc-1234567890ab@as64500'],
  origins: [
    {
      address: '203.0.113.7',
      asn: 64500,
      country: 'NL',
      place: 'Amsterdam',
      client: 'chrome, windows',
      firstAt: '2026-03-02T08:11:02.000Z',
      lastAt: '2026-03-02T08:15:59.000Z',
    },
  ],
  mailEvents: ['ual:1', 'ual:2'],
  coverage: { complete: true, gaps: [] },
  note: null,
};

export const REVOKE: Action = {
  id: 'act-77aa',
  incident: INCIDENT.id,
  kind: 'revoke-sessions',
  target: MAILBOX,
  status: 'done',
  decidedAt: OPENED,
  attemptedAt: '2026-03-02T08:16:41.000Z',
  isApproved: false,
  doneAt: '2026-03-02T08:16:41.500Z',
  verified: 'yes',
  reason: 'Two independent families of evidence above the threshold.',
};

export const EXPOSURE: Exposure = {
  incident: INCIDENT.id,
  mailbox: MAILBOX,
  verdict: 'yes',
  reached: [
    reached('plain', 'opened', []),
    reached('customer', 'opened', ['name', 'account-number', 'ssn']),
    reached('folder', 'synced', ['phone']),
  ],
  customers: [
    customer('5d41402abc4b2a76b9719d911017c592', null, 'account'),
    customer('7d793037a0760186574b0282f2f435e7', 'CUST-000417', 'sensitive'),
  ],
  groups: { account: 1, sensitive: 1 },
  unread: [],
  coverage: { complete: true, gaps: [] },
  assessedAt: '2026-03-02T08:20:00.000Z',
};

export const EVENTS: readonly AccessEvent[] = [
  event('signin:1', 'sign-in', '2026-03-02T08:11:02.000Z', 'Sign-in activity', 'signIns'),
  event('ual:1', 'mail-read', '2026-03-02T08:14:05.000Z', 'MailItemsAccessed', 'exchangeAudit'),
  event('ual:2', 'mail-sync', '2026-03-02T08:15:59.000Z', 'MailItemsAccessed', 'exchangeAudit'),
];

/** A contained incident with customers of both groups, changed where a test says so. */
export function makeReport(more: Partial<ReportInput> = {}): ReportInput {
  return {
    incident: INCIDENT,
    actions: [REVOKE],
    exposure: EXPOSURE,
    events: EVENTS,
    productVersion: '0.1.0',
    now: '2026-03-02T08:21:00.000Z',
    mode: 'enforce',
    ...more,
  };
}

export function reached(
  name: string,
  proof: Exposure['reached'][number]['proof'],
  classes: Exposure['reached'][number]['classes'],
): Exposure['reached'][number] {
  return {
    message: `<${name}@contoso.example>`,
    folder: 'Inbox',
    proof,
    at: '2026-03-02T08:14:05.000Z',
    classes,
  };
}

export function customer(
  key: string,
  reference: string | null,
  group: Exposure['customers'][number]['group'],
): Exposure['customers'][number] {
  return {
    key,
    identifiers: [{ class: 'account-number', key }],
    reference,
    group,
    classes: group === 'sensitive' ? ['name', 'ssn'] : ['name', 'phone', 'plan'],
    proof: 'opened',
    messages: 2,
    firstAccess: '2026-03-02T08:14:05.000Z',
    lastAccess: '2026-03-02T08:15:59.000Z',
    confidence: 85,
  };
}

export function event(
  id: string,
  kind: AccessEvent['kind'],
  at: string,
  operation: string,
  source: string,
): AccessEvent {
  return {
    id,
    source,
    kind,
    at,
    operation,
    outcome: 'success',
    user: MAILBOX,
    mailbox: MAILBOX,
    actorType: 'user',
    network: {
      address: '203.0.113.7',
      prefix: '203.0.113.0/24',
      asn: 64500,
      country: 'NL',
      place: 'Amsterdam',
      isTrusted: false,
    },
    client: {
      appId: null,
      appName: 'One Outlook Web',
      family: 'chrome',
      os: 'windows',
      deviceId: null,
      isManaged: false,
      isCompliant: null,
    },
    session: { id: '004d9a10-aaaa-4bbb-8ccc-1234567890ab', tokenId: null, isBound: null },
    authentication: null,
    mail:
      kind === 'mail-read'
        ? {
            messages: [{ messageId: '<customer@contoso.example>', folderId: null }],
            folders: [],
            isThrottled: false,
          }
        : null,
    risk: null,
    facts: {},
    recordHash: 'a'.repeat(64),
    needsCredential: true,
  };
}
