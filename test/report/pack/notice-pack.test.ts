import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExposedCustomer, Exposure } from '../../../agent/model/exposure.js';
import { csvText } from '../../../agent/report/pack/csv.js';
import { campaignDocuments, reportDocuments } from '../../../agent/report/report-documents.js';
import type { ReportInput } from '../../../agent/report/report-input.js';
import { customer, EXPOSURE, INCIDENT, makeReport } from '../make-report.js';

describe('a list as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'a cell that begins like a formula is none: %j',
    (cell) => {
      expect(parse(csvText(['a'], [[cell]]))).toEqual([['a'], [`'${cell}`]]);
    },
  );

  it('is read back as it was written, whatever is in it', () => {
    const cell = fc.string({ unit: 'binary' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell)), (rows) => {
        const text = csvText(['a', 'b', 'c'], rows);
        expect(parse(text, { record_delimiter: '\r\n' })).toEqual([['a', 'b', 'c'], ...rows]);
      }),
    );
  });
});

const AMBIGUOUS: ExposedCustomer = {
  ...customer('k3', 'CUST-3', 'account'),
  match: { evidence: 'strong', candidates: 2 },
};
const UNKNOWN: ExposedCustomer = {
  ...customer('k4', null, 'account'),
  match: { evidence: 'none', candidates: 0 },
};
const CLEAR: ExposedCustomer = {
  ...customer('k2', 'CUST-2', 'sensitive'),
  match: { evidence: 'strong', candidates: 1 },
};

function exposed(customers: readonly ExposedCustomer[]): Exposure {
  return { ...EXPOSURE, customers };
}

function fileOf(documents: readonly { name: string; content: string }[], end: string): string {
  return documents.find(({ name }) => name.endsWith(end))?.content ?? '';
}

function rowsOf(text: string): readonly Record<string, string>[] {
  return parse(text, { columns: true });
}

describe('the data pack of an incident', () => {
  const documents = reportDocuments(makeReport({ exposure: exposed([AMBIGUOUS, UNKNOWN, CLEAR]) }));

  it('has one list per group, by reference where there is one', () => {
    expect(rowsOf(fileOf(documents, '.sensitive.csv'))).toMatchObject([
      { customer: 'CUST-2', named_by: 'reference', group: 'sensitive', classes: 'name ssn', match: 'strong' },
    ]);
    expect(rowsOf(fileOf(documents, '.account.csv')).map((row) => `${row.named_by} ${row.customer}`)).toEqual(
      ['reference CUST-3', 'key k4'],
    );
  });

  it('lists for people whoever is in no index or one of several', () => {
    expect(rowsOf(fileOf(documents, '.by-hand.csv')).map((row) => row.customer)).toEqual(['CUST-3', 'k4']);
  });

  it('gives counts, categories and dates', () => {
    expect(JSON.parse(fileOf(documents, '.notice.json'))).toMatchObject({
      incidents: [INCIDENT.id],
      complete: true,
      groups: { sensitive: 1, account: 2 },
      forPeople: 2,
      classes: { name: 3, phone: 2, plan: 2, ssn: 1 },
      proofs: { opened: 3 },
    });
  });

  it('of a mailbox that nobody examined has no lists: an empty one would read as "nobody"', () => {
    const unseen = reportDocuments(makeReport({ exposure: null }));
    expect(unseen.map(({ name }) => name.slice(INCIDENT.id.length))).toEqual([
      '.html',
      '.json',
      '.notice.json',
    ]);
    expect(JSON.parse(fileOf(unseen, '.notice.json'))).toMatchObject({
      complete: false,
      mailboxes: [{ verdict: 'not-examined' }],
    });
  });
});

describe('the data pack of a campaign', () => {
  it('counts each customer once, with everything that all mailboxes show', () => {
    const other: ReportInput = makeReport({
      incident: { ...INCIDENT, id: 'inc-2' },
      exposure: exposed([
        {
          ...CLEAR,
          group: 'account',
          classes: ['plan'],
          proof: 'searched',
          firstAccess: '2026-03-01T00:00:00.000Z',
        },
      ]),
    });
    const documents = campaignDocuments([makeReport({ exposure: exposed([CLEAR]) }), other]);
    expect(rowsOf(fileOf(documents, '.sensitive.csv'))).toMatchObject([
      {
        customer: 'CUST-2',
        classes: 'name plan ssn',
        proof: 'opened',
        first_access: '2026-03-01T00:00:00.000Z',
        messages: String(CLEAR.messages * 2),
      },
    ]);
    expect(rowsOf(fileOf(documents, '.account.csv'))).toEqual([]);
    expect(fileOf(documents, 'campaign.html')).toContain('Campaign: 2 mailboxes');
  });
});
