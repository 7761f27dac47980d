import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../agent/model/json.js';
import type { RecordShape } from '../../agent/model/raw-record.js';
import { normaliseRecord } from '../../agent/normalise/normalise-record.js';
import { bind, CONTEXT, cmdlet, recordOf, signIn } from './record-builder.js';

const SHAPES: readonly RecordShape[] = [
  'graph-sign-in',
  'graph-directory-audit',
  'graph-risk-detection',
  'audit-record',
  'entra-diagnostic',
  'log-analytics',
  'unknown',
];

/** Names that the transforms look at, so that arbitrary values land where they are read. */
const NAMES = [
  'createdDateTime',
  'activityDateTime',
  'activityDisplayName',
  'CreationTime',
  'TimeGenerated',
  'Operation',
  'RecordType',
  'UserId',
  'UserType',
  'LogonType',
  'MailboxOwnerUPN',
  'ClientIP',
  'ClientIPAddress',
  'ClientInfoString',
  'Parameters',
  'OperationProperties',
  'ModifiedProperties',
  'Folders',
  'Item',
  'AffectedItems',
  'AppAccessContext',
  'Actor',
  'Target',
  'ExtendedProperties',
  'DeviceProperties',
  'ErrorNumber',
  'status',
  'location',
  'deviceDetail',
  'authenticationDetails',
  'riskEventTypes_v2',
  'signInEventTypes',
  'networkLocationDetails',
  'properties',
  'category',
  'initiatedBy',
  'targetResources',
  'additionalDetails',
  'userAgent',
  'ipAddress',
  'Type',
  'Name',
  'Value',
  'ID',
  '__proto__',
  'constructor',
  'toString',
] as const;

const OPERATIONS = [
  'MailItemsAccessed',
  'UpdateInboxRules',
  'New-InboxRule',
  'Set-Mailbox',
  'UserLoggedIn',
  'Send',
  'Consent to application.',
];

const texts = fc.oneof(
  fc.string(),
  fc.constantFrom(
    ...OPERATIONS,
    'SignInLogs',
    'AuditLogs',
    'OfficeActivity',
    '2026-03-04T08:15:30',
    '{"a":[1',
    '[{"Name":"x"}]',
  ),
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -1, max: 300 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), tie('value'), {
      maxKeys: 6,
    }) as fc.Arbitrary<JsonObject>,
  ),
}));
const bodies = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 14 }) as fc.Arbitrary<JsonObject>;

describe('normaliseRecord', () => {
  it('gives an event or a reason for any JSON in any shape', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SHAPES), bodies, (shape, body) => {
        const result = normaliseRecord(recordOf(shape, body), CONTEXT);
        expect(result.ok || result.reason.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives an event or a reason when one field of a real record is anything', () => {
    const real = [
      { shape: 'graph-sign-in' as const, body: signIn() },
      { shape: 'audit-record' as const, body: bind() },
      { shape: 'audit-record' as const, body: cmdlet('New-InboxRule', { ForwardTo: 'a@b.example' }) },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...real), fc.nat(), value, ({ shape, body }, pick, other) => {
        const names = Object.keys(body);
        const name = names[pick % names.length] ?? 'x';
        const result = normaliseRecord(recordOf(shape, { ...body, [name]: other }), CONTEXT);
        expect(result.ok || result.reason.length > 0).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  const refused: readonly { name: string; shape: RecordShape; body: JsonObject; expected: RegExp }[] = [
    {
      name: 'no time',
      shape: 'audit-record',
      body: bind({ CreationTime: 'jane.roe@x.example' }),
      expected: /^CreationTime: expected an ISO 8601 time/,
    },
    {
      name: 'seconds beyond sixty',
      shape: 'audit-record',
      body: bind({ CreationTime: '2023-10-10T17:08:65' }),
      expected: /^CreationTime/,
    },
    {
      name: 'no operation',
      shape: 'audit-record',
      body: bind({ Operation: ' ' }),
      expected: /^Operation: expected/,
    },
    {
      name: 'no activity',
      shape: 'graph-directory-audit',
      body: { activityDateTime: '2026-03-04T08:15:30Z' },
      expected: /^activityDisplayName/,
    },
    {
      name: 'another category',
      shape: 'entra-diagnostic',
      body: { category: 'ProvisioningLogs', properties: {} },
      expected: /^category: expected/,
    },
    {
      name: 'another table',
      shape: 'log-analytics',
      body: { Type: 'Heartbeat' },
      expected: /^Type: expected/,
    },
    { name: 'no known log', shape: 'unknown', body: {}, expected: /^expected a record of a known log/ },
  ];
  it('reads an envelope that names the category of the act by the record inside', () => {
    const properties = {
      id: 'd1',
      activityDisplayName: 'Add app role',
      activityDateTime: '2026-03-04T08:15:30Z',
    };
    const body = { category: 'RoleManagement', properties };
    expect(normaliseRecord(recordOf('entra-diagnostic', body), CONTEXT)).toMatchObject({
      ok: true,
      event: { at: '2026-03-04T08:15:30.000Z', operation: 'Add app role' },
    });
  });

  it.each(refused)('refuses $name by name, without its value', ({ shape, body, expected }) => {
    const result = normaliseRecord(recordOf(shape, body), CONTEXT);
    expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(expected) });
    expect(JSON.stringify(result)).not.toContain('jane.roe');
  });

  it('refuses a record that is nested without end', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as JsonObject;
    expect(normaliseRecord(recordOf('audit-record', bind({ Item: deep })), CONTEXT)).toMatchObject({
      ok: false,
    });
  });

  it('is the same for the same record with its keys and pairs in another order', () => {
    const body = bind();
    const turned = Object.fromEntries(Object.entries(body).reverse());
    const pairs = [...(body.OperationProperties as JsonValue[])].reverse();
    const left = normaliseRecord(recordOf('audit-record', body), CONTEXT);
    expect(normaliseRecord(recordOf('audit-record', turned), CONTEXT)).toEqual(left);
    const right = normaliseRecord(
      recordOf('audit-record', { ...turned, OperationProperties: pairs }),
      CONTEXT,
    );
    expect(left.ok && right.ok && { ...right.event, recordHash: left.event.recordHash }).toEqual(
      left.ok && left.event,
    );
  });
});
