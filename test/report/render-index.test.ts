import { describe, expect, it } from 'vitest';
import { type IndexInput, renderIndex } from '../../agent/report/render-index.js';
import { totalCustomers } from '../../agent/report/total-customers.js';
import { customer, EXPOSURE, INCIDENT, makeReport } from './make-report.js';

function exposed(
  id: string,
  customers: readonly (readonly [string, 'account' | 'sensitive'])[],
  score = 6850,
) {
  return makeReport({
    incident: { ...INCIDENT, id, score },
    exposure: { ...EXPOSURE, customers: customers.map(([key, group]) => customer(key, null, group)) },
  });
}

/** A mailbox that knows one customer by these identifiers. */
function knownBy(id: string, ...identifiers: readonly (readonly ['account-number' | 'phone', string])[]) {
  const keyed = identifiers.map(([dataClass, key]) => ({ class: dataClass, key }));
  const known = { ...customer(keyed[0]?.key ?? '', null, 'account'), identifiers: keyed };
  return makeReport({ incident: { ...INCIDENT, id }, exposure: { ...EXPOSURE, customers: [known] } });
}

function index(incidents: IndexInput['incidents'], links?: ReadonlyMap<string, string>): string {
  const input = { incidents, now: '2026-03-02T09:00:00.000Z', productVersion: '0.1.0' };
  return renderIndex(links === undefined ? input : { ...input, links });
}

describe('totals over incidents', () => {
  const cases = [
    { name: 'nobody', given: [], expected: { sensitive: 0, account: 0 } },
    {
      name: 'one customer in two mailboxes is one customer',
      given: [exposed('a', [['k1', 'account']]), exposed('b', [['k1', 'account']])],
      expected: { sensitive: 0, account: 1 },
    },
    {
      name: 'sensitive wins, whichever comes first',
      given: [
        exposed('a', [
          ['k1', 'account'],
          ['k2', 'sensitive'],
        ]),
        exposed('b', [
          ['k1', 'sensitive'],
          ['k2', 'account'],
        ]),
      ],
      expected: { sensitive: 2, account: 0 },
    },
    {
      name: 'known by account number here, by phone there, by both in a third: one customer',
      given: [
        knownBy('a', ['account-number', 'n1']),
        knownBy('b', ['phone', 'p1']),
        knownBy('c', ['account-number', 'n1'], ['phone', 'p1']),
      ],
      expected: { sensitive: 0, account: 1 },
    },
    {
      name: 'a household shares a phone number, but has two account numbers: two customers',
      given: [
        knownBy('a', ['account-number', 'n1'], ['phone', 'p1']),
        knownBy('b', ['account-number', 'n2'], ['phone', 'p1']),
      ],
      expected: { sensitive: 0, account: 2 },
    },
    {
      name: 'a mailbox that was not examined adds nobody',
      given: [makeReport({ exposure: null })],
      expected: { sensitive: 0, account: 0 },
    },
  ];
  for (const { name, given, expected } of cases) {
    it(name, () => expect(totalCustomers(given.map((one) => one.exposure))).toEqual(expected));
  }
});

describe('the overview page', () => {
  it('lists incidents by score, linked where a page is named', () => {
    const page = index(
      [exposed('inc-low', [], 4000), exposed('inc-high', [], 9000)],
      new Map([['inc-low', 'inc-low.html']]),
    );
    expect(page.indexOf('inc-high')).toBeLessThan(page.indexOf('inc-low'));
    expect(page.match(/<a href="inc-low\.html">/g)).toHaveLength(1);
    expect(page).not.toContain('href="inc-high');
  });

  it('says that figures may grow while a mailbox is not examined', () => {
    expect(index([makeReport({ exposure: null })])).toContain(
      'What was reached in 1 mailbox is unknown or not examined',
    );
    expect(index([makeReport()])).not.toContain('the figures may grow');
  });

  it('can say that there is nothing', () => {
    expect(index([])).toContain('No incident.');
  });
});
