import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ExportItem, readExport, toRawRecord } from '../../../agent/m365/exports/read-export.js';
import { toPage } from '../../../agent/m365/raw-records.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/exports');

const SIGN_IN = {
  id: '66ea54eb-6301-4ee5-be62-ff5a759b0100',
  createdDateTime: '2026-03-04T08:15:30Z',
  userPrincipalName: 'ada@contoso.com',
  ipAddress: '203.0.113.9',
};
const AUDIT = {
  CreationTime: '2026-03-04T08:15:30',
  Id: 'a6a52406-0912-448d-36eb-08d8a1bea6be',
  Operation: 'Send',
  RecordType: 2,
  UserId: 'ada@contoso.com',
};
const SIGN_IN_KEY = `signin:${SIGN_IN.id}`;
const AUDIT_KEY = `ual:${AUDIT.Id}`;

function read(content: string | Uint8Array): readonly ExportItem[] {
  return [...readExport(typeof content === 'string' ? Buffer.from(content) : content)];
}

/** Keys of records, reasons of what was rejected, in order. */
function outline(content: string | Uint8Array): readonly string[] {
  return read(content).map((item) => ('record' in item ? item.record.key : `no: ${item.rejected.reason}`));
}

describe('keys', () => {
  it('are those of the live sources, so that a replay and a feed know each other', () => {
    const signIns = {
      source: 'signIns',
      shape: 'graph-sign-in',
      prefix: 'signin',
      idField: 'id',
      timeField: 'createdDateTime',
    } as const;
    const audit = {
      source: 'exchangeAudit',
      shape: 'audit-record',
      prefix: 'ual',
      idField: 'Id',
      timeField: 'CreationTime',
    } as const;
    const withoutId = { ...AUDIT, Id: undefined };
    const live = [...toPage(signIns, [SIGN_IN]).records, ...toPage(audit, [AUDIT, withoutId]).records];
    expect([SIGN_IN, AUDIT, withoutId].map((body) => toRawRecord(body, null))).toEqual(live);
  });
});

describe('layouts, told apart by content', () => {
  const pretty = JSON.stringify(AUDIT, null, 4);
  const cases: readonly { name: string; given: unknown; expected: readonly string[] }[] = [
    { name: 'a single object', given: AUDIT, expected: [AUDIT_KEY] },
    { name: 'an array', given: [AUDIT, SIGN_IN], expected: [AUDIT_KEY, SIGN_IN_KEY] },
    {
      name: 'one a line',
      given: `${JSON.stringify(AUDIT)}\r\n\r\n${JSON.stringify(SIGN_IN)}`,
      expected: [AUDIT_KEY, SIGN_IN_KEY],
    },
    {
      name: 'pretty objects on end',
      given: `${pretty}\n${JSON.stringify(SIGN_IN, null, 2)}`,
      expected: [AUDIT_KEY, SIGN_IN_KEY],
    },
    {
      name: 'objects on end in one line',
      given: JSON.stringify(AUDIT) + JSON.stringify(SIGN_IN),
      expected: [AUDIT_KEY, SIGN_IN_KEY],
    },
    {
      name: 'an array of one a line',
      given: `[\n${JSON.stringify(AUDIT)},\n{"broken":,\n${JSON.stringify(SIGN_IN)}\n]`,
      expected: [AUDIT_KEY, 'no: expected JSON', SIGN_IN_KEY],
    },
    {
      name: 'a page of Graph',
      given: { '@odata.nextLink': 'x', value: [SIGN_IN, SIGN_IN] },
      expected: [SIGN_IN_KEY, SIGN_IN_KEY],
    },
    { name: 'Cribl', given: [{ _raw: JSON.stringify(SIGN_IN), source: 'x' }], expected: [SIGN_IN_KEY] },
    {
      name: 'Splunk',
      given: `${JSON.stringify({ event: AUDIT })}\n${JSON.stringify({ preview: false, result: { _raw: JSON.stringify(SIGN_IN) } })}`,
      expected: [AUDIT_KEY, SIGN_IN_KEY],
    },
    {
      name: 'Purview search through Graph',
      given: { value: [{ id: 'x', operation: 'Send', auditData: AUDIT }] },
      expected: [AUDIT_KEY],
    },
    {
      name: 'Defender',
      given: [{ ActionType: 'Send', RawEventData: JSON.stringify(AUDIT) }],
      expected: [AUDIT_KEY],
    },
    {
      name: 'Elastic',
      given: { took: 1, timed_out: false, hits: { total: 1, hits: [{ _index: 'x', _source: AUDIT }] } },
      expected: [AUDIT_KEY],
    },
    {
      name: 'tables of Log Analytics',
      given: {
        tables: [
          {
            name: 'PrimaryResult',
            columns: [{ name: 'TimeGenerated' }, { name: 'Type' }, { name: 'Id' }],
            rows: [['2026-03-04T08:15:30Z', 'SigninLogs', SIGN_IN.id], 7],
          },
        ],
      },
      expected: [
        SIGN_IN_KEY,
        'no: fits no known log; expected a sign-in, a directory audit, a risk detection or a unified audit log record',
      ],
    },
    { name: 'nothing', given: '  \n', expected: [] },
  ];
  it.each(cases)('$name', ({ given, expected }) => {
    expect(outline(typeof given === 'string' ? given : JSON.stringify(given))).toEqual(expected);
  });

  it.each(cases)('$name, in gzip', ({ given, expected }) => {
    expect(outline(gzipSync(typeof given === 'string' ? given : JSON.stringify(given)))).toEqual(expected);
  });

  it.each(['utf8', 'utf16le', 'utf16be'])('%s with and without a mark', (encoding) => {
    const text = JSON.stringify({ ...AUDIT, Item: { Path: '\\Boîte de réception' } });
    for (const addBOM of [true, false]) {
      const [item] = read(iconv.encode(text, encoding, { addBOM }));
      expect(item).toMatchObject({
        record: { key: AUDIT_KEY, body: { Item: { Path: '\\Boîte de réception' } } },
      });
    }
  });
});

describe('files', () => {
  const fixture = (name: string): readonly ExportItem[] => read(readFileSync(join(FIXTURES, name)));

  it('the audit log as CSV; a cell cut off is rejected and keeps its place', () => {
    expect(fixture('purview.csv')).toMatchObject([
      {
        index: 0,
        record: {
          key: AUDIT_KEY,
          shape: 'audit-record',
          occurredAt: '2026-03-04T08:15:30.000Z',
          source: 'exchangeAudit',
        },
      },
      { index: 1, rejected: { reason: 'AuditData: expected the JSON text of a record' } },
      { index: 2, record: { key: 'ual:b6a52406-0912-448d-36eb-08d8a1bea6be' } },
    ]);
  });

  it('a table as CSV, with the times of the portal', () => {
    expect(fixture('log-analytics.csv')).toMatchObject([
      {
        record: {
          key: SIGN_IN_KEY,
          shape: 'log-analytics',
          occurredAt: '2026-03-04T20:15:30.123Z',
          source: 'signIns',
        },
      },
      { index: 1, rejected: { reason: 'expected 8 columns as in the header, found 3' } },
    ]);
  });

  it('a few columns of a table, with JSON over several lines in a cell', () => {
    expect(fixture('office-activity-columns.csv')).toMatchObject([
      {
        record: {
          key: expect.stringMatching(/^ual:#[0-9a-f]{32}$/),
          shape: 'log-analytics',
          body: { Operation: 'New-InboxRule' },
        },
      },
    ]);
  });

  it('a pretty array of wrappers; a record cut off does not take the next one with it', () => {
    expect(fixture('pretty-array.json')).toMatchObject([
      { record: { key: 'ual:80ab29e3-9b72-425c-deba-08dce867426a', occurredAt: '2024-10-08T05:08:37.000Z' } },
      { index: 1, rejected: { reason: expect.stringContaining('expected') } },
      { index: 2, record: { key: 'ual:90ab29e3-9b72-425c-deba-08dce867426a' } },
    ]);
  });

  it('envelopes of an Event Hub, several records each', () => {
    expect(fixture('event-hub.ndjson')).toMatchObject([
      {
        index: 0,
        record: { key: SIGN_IN_KEY, shape: 'entra-diagnostic', occurredAt: '2026-03-04T08:15:30.123Z' },
      },
      { index: 1, rejected: { reason: expect.stringContaining('category that holds no access') } },
      { index: 2, record: { key: 'diraudit:directory_1' } },
      { index: 3, record: { key: 'risk:risk1' } },
    ]);
  });
});

describe('an envelope that names the category of the act', () => {
  const inner = { id: 'd1', activityDisplayName: 'Add app', activityDateTime: '2026-03-04T08:15:30Z' };
  it('is known by the record inside', () => {
    const envelope = { time: '2026-03-04T08:20:00Z', category: 'ApplicationManagement', properties: inner };
    expect(read(JSON.stringify(envelope))).toMatchObject([
      { record: { key: 'diraudit:d1', shape: 'entra-diagnostic', occurredAt: '2026-03-04T08:15:30.000Z' } },
    ]);
  });

  it('is a stranger when nothing inside is known either', () => {
    const envelope = { category: 'ProvisioningLogs', properties: { id: 'd1', provisioningAction: 'create' } };
    expect(read(JSON.stringify(envelope))).toMatchObject([
      { rejected: { reason: expect.stringContaining('category that holds no access') } },
    ]);
  });
});

describe('what is broken', () => {
  it('a page cut off gives what came before', () => {
    const page = JSON.stringify({ '@odata.context': 'x', value: [SIGN_IN, SIGN_IN] });
    expect(outline(page.slice(0, -30))).toEqual([
      SIGN_IN_KEY,
      'no: expected a whole JSON value; it is cut off',
    ]);
  });

  it('a gzip cut off gives what came before, and says so', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) =>
      JSON.stringify({ ...AUDIT, Id: `id-${index * 7919}` }),
    );
    const packed = gzipSync(lines.join('\n'));
    const items = read(packed.subarray(0, packed.length / 2));
    expect(items.filter((item) => 'record' in item).length).toBeGreaterThan(100);
    expect(items.at(-1)).toMatchObject({ rejected: { reason: expect.stringContaining('whole gzip file') } });
  });

  it('a line that is none is set aside with its bytes', () => {
    const [, broken] = read(`${JSON.stringify(AUDIT)}\n{"a":\n${JSON.stringify(SIGN_IN)}`);
    expect(broken).toEqual({
      index: 1,
      rejected: {
        key: expect.stringMatching(/^export:#/),
        source: 'export',
        reason: 'expected JSON',
        record: null,
        bytes: Buffer.from('{"a":'),
      },
    });
  });

  it('prose is one rejection', () => {
    expect(outline('Apache License\nVersion 2.0, January 2004\n')).toEqual([
      'no: expected JSON, or CSV with the columns of a log',
    ]);
  });

  const strangers: readonly { given: object; expected: string }[] = [
    { given: { id: '1', userPrincipalName: 'a@b.example', displayName: 'A' }, expected: 'a directory user' },
    { given: { deviceId: '1', operatingSystem: 'Windows', displayName: 'pc' }, expected: 'a device' },
    {
      given: { id: '1', title: 'x', severity: 'low', status: 'new', createdDateTime: '2026-03-04T08:15:30Z' },
      expected: 'a security alert',
    },
    {
      given: { authorization: {}, caller: 'a', eventDataId: '1', category: { value: 'Administrative' } },
      expected: 'an Azure activity record',
    },
  ];
  it.each(strangers)('names $expected', ({ given, expected }) => {
    const [item] = read(JSON.stringify(given));
    expect(item).toMatchObject({ rejected: { reason: `expected an access record; this is ${expected}` } });
  });

  it('stays closed where no known record is inside, with its one place and as read', () => {
    const foreign = { Event: { System: { EventID: 4624 }, EventData: {} }, events: [1, 2], value: [] };
    const items = read(`${JSON.stringify(foreign)}\n${JSON.stringify(AUDIT)}`);
    expect(items).toMatchObject([
      { rejected: { bytes: Buffer.from(JSON.stringify(foreign)) } },
      { index: 1, record: { key: AUDIT_KEY } },
    ]);
  });

  it('ids that were masked away do not make one record of two', () => {
    const masked = { ...SIGN_IN, id: '00000000-0000-0000-0000-000000000000' };
    const keys = outline(JSON.stringify([masked, { ...masked, userPrincipalName: 'bob@contoso.com' }]));
    expect(new Set(keys).size).toBe(2);
  });

  it('nesting without end', () => {
    const deep = `${'{"event":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(read(deep)).toHaveLength(1);
    expect(read('['.repeat(100_000))).toHaveLength(1);
    expect(read(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveLength(1);
    const inside = JSON.stringify(AUDIT).replace(
      '"Send"',
      `"Send","Item":${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    );
    expect(outline(inside)).toEqual(['no: expected a record nested at most 100 levels deep']);
  });

  it('lines of many megabytes, and hundreds of thousands of broken ones', () => {
    const long = JSON.stringify({ ...AUDIT, Item: { Subject: 'x'.repeat(10_000_000) } });
    expect(outline(`${long}\n${long.slice(0, -1)}\n${JSON.stringify(SIGN_IN)}`)).toEqual([
      AUDIT_KEY,
      'no: expected JSON',
      SIGN_IN_KEY,
    ]);
    expect(read('{"a'.repeat(300_000)).length).toBeGreaterThan(0);
    expect(read('{a}'.repeat(300_000)).length).toBeGreaterThan(0);
    expect(read('\n {"a'.repeat(100_000)).length).toBeGreaterThan(0);
  });

  it('any bytes at all: indexes count on, nothing is thrown', () => {
    const fragments = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      '\n',
      ':',
      '\\',
      ' ',
      JSON.stringify(AUDIT),
      '{"value":[',
      'TimeGenerated,UserId\n',
      'AuditData',
      '\u0000',
      'é',
      '\ufeff',
    );
    const contents = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fragments, { maxLength: 30 }).map((parts) => Buffer.from(parts.join(''))),
    );
    fc.assert(
      fc.property(contents, (content) => {
        const items = read(content);
        expect(items.map((item) => item.index)).toEqual(items.map((_, index) => index));
      }),
      { numRuns: 1_000 },
    );
  });
});
