import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../agent/assess/classify/detection.js';
import { isCustomer } from '../../../agent/assess/customers/expose-customer.js';
import { type MessageRecord, uniteCustomers } from '../../../agent/assess/customers/unite-customers.js';
import type { DataClass } from '../../../agent/model/exposure.js';

type Values = Partial<Record<DataClass, string>>;

function recordOf(message: string, values: Values, more: Partial<Detection> = {}): MessageRecord {
  const record = Object.entries(values).map(([dataClass, value], index): Detection => {
    const place = { kind: 'text', table: -1, line: index, paragraph: 0 } as const;
    const base = {
      confidence: 85,
      start: index,
      end: index + 1,
      role: 'customer',
      isCustomers: false,
      isStaffs: false,
    } as const;
    return { ...base, class: dataClass as DataClass, value, place, ...more };
  });
  return { message, record };
}

/** The messages of each customer. */
function united(records: readonly MessageRecord[]): readonly string[] {
  return uniteCustomers(records)
    .map((customer) =>
      customer.records
        .map(({ message }) => message)
        .sort()
        .join('+'),
    )
    .sort();
}

const CASES: readonly {
  readonly name: string;
  readonly given: readonly Values[];
  readonly expected: readonly string[];
}[] = [
  {
    name: 'one account',
    given: [{ 'account-number': '1' }, { 'account-number': '1', phone: 'p' }],
    expected: ['a+b'],
  },
  {
    name: 'through a third',
    given: [{ 'account-number': '1' }, { 'account-number': '1', ssn: 's' }, { ssn: 's' }],
    expected: ['a+b+c'],
  },
  {
    name: 'one SSN, two accounts',
    given: [
      { ssn: 's', 'account-number': '1' },
      { ssn: 's', 'account-number': '2' },
    ],
    expected: ['a+b'],
  },
  {
    name: 'one account, two SSNs',
    given: [
      { ssn: 's', 'account-number': '1' },
      { ssn: 't', 'account-number': '1' },
    ],
    expected: ['a', 'b'],
  },
  {
    name: 'a family phone',
    given: [
      { 'account-number': '1', phone: 'p' },
      { 'account-number': '2', phone: 'p' },
    ],
    expected: ['a', 'b'],
  },
  {
    name: 'a family phone, by name',
    given: [
      { name: 'jane roe', phone: 'p' },
      { name: 'john roe', phone: 'p' },
    ],
    expected: ['a', 'b'],
  },
  {
    name: 'a phone, and the name written otherwise',
    given: [
      { name: 'jane roe', phone: 'p' },
      { name: 'jane m. roe', phone: 'p' },
    ],
    expected: ['a+b'],
  },
  {
    name: 'a joint bank account',
    given: [
      { ssn: 's', 'bank-account': 'b' },
      { ssn: 't', 'bank-account': 'b' },
    ],
    expected: ['a', 'b'],
  },
  {
    name: 'a bare phone joins one of the family, not both',
    given: [{ 'account-number': '1', phone: 'p' }, { 'account-number': '2', phone: 'p' }, { phone: 'p' }],
    expected: ['a+c', 'b'],
  },
  {
    name: 'a name alone joins nobody',
    given: [
      { name: 'jane roe', phone: 'p' },
      { name: 'jane roe', phone: 'q' },
    ],
    expected: ['a', 'b'],
  },
  {
    name: 'an account number is not the same digits as a card',
    given: [{ 'account-number': '1' }, { card: '1' }],
    expected: ['a', 'b'],
  },
];

describe('uniteCustomers', () => {
  for (const { name, given, expected } of CASES)
    it(name, () => {
      const records = given.map((values, index) => recordOf('abc'.charAt(index), values));
      expect(united(records)).toEqual(expected);
    });

  it('does not depend on the order, and glues no two SSNs', () => {
    const letter = fc.constantFrom('1', '2', '3');
    const values = fc.record(
      { ssn: letter, 'account-number': letter, phone: letter, name: fc.constantFrom('jane roe', 'john doe') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(values, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (given, keys) => {
        const records = given.map((each, index) => recordOf(`m${index}`, each));
        const shuffled = records
          .map((record) => ({ record, key: keys.next().value }))
          .sort((left, right) => left.key - right.key)
          .map(({ record }) => record);
        expect(united(shuffled)).toEqual(united(records));
        for (const { values: known } of uniteCustomers(records))
          expect(known.get('ssn')?.size ?? 0).toBeLessThan(2);
      }),
      { numRuns: 200 },
    );
  });
});

describe('isCustomer', () => {
  const judge = (values: Values, more: Partial<Detection> = {}): boolean =>
    uniteCustomers([recordOf('m', values, more)]).every(isCustomer);
  const row = { place: { kind: 'row', table: 0, line: 1, paragraph: 0 } } as const;

  it.each<{ name: string; given: Values; more?: Partial<Detection>; expected: boolean }>([
    { name: 'an account number', given: { 'account-number': '1' }, expected: true },
    { name: 'a card', given: { card: '1' }, expected: true },
    { name: 'a name and an address', given: { name: 'n', 'postal-address': 'a' }, expected: false },
    { name: 'the last four of an SSN and a name', given: { name: 'n', 'ssn-last4': '1' }, expected: false },
    {
      name: "a supplier's signature",
      given: { name: 'n', phone: 'p', 'customer-email': 'e' },
      expected: false,
    },
    {
      name: 'the same, called a customer',
      given: { phone: 'p' },
      more: { isCustomers: true },
      expected: true,
    },
    { name: 'a phone with a plan', given: { phone: 'p', plan: 'x' }, expected: true },
    { name: 'a row of a phone list', given: { name: 'n', phone: 'p' }, more: row, expected: true },
    {
      name: 'a row of a staff list',
      given: { phone: 'p' },
      more: { ...row, isStaffs: true },
      expected: false,
    },
    { name: 'a row with an address only', given: { 'customer-email': 'e' }, more: row, expected: false },
  ])('$name: $expected', ({ given, more, expected }) => expect(judge(given, more)).toBe(expected));
});
