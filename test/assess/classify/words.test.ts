import { describe, expect, it } from 'vitest';
import { findDetections, findValues } from './find-values.js';

const CASES: readonly {
  readonly name: string;
  readonly given: string;
  readonly expected: readonly string[];
}[] = [
  {
    name: 'customer mail address',
    given: 'Email: jane.roe@mail.example',
    expected: ['customer-email 85 jane.roe@mail.example'],
  },
  { name: 'an address of a colleague', given: 'Email: ann.lee@telco.example', expected: [] },
  { name: 'an address under a subdomain of ours', given: 'Email: ann@mail.telco.example', expected: [] },
  {
    name: 'a domain that only ends like ours',
    given: 'Email: eve@nottelco.example',
    expected: ['customer-email 85 eve@nottelco.example'],
  },
  { name: 'a role address', given: 'Email: no-reply@shop.example', expected: [] },
  { name: 'name', given: 'Account holder: Jane Roe', expected: ['name 85 Jane Roe'] },
  {
    name: 'address with its word',
    given: 'Bill to: 12 Cedar St, Tacoma, WA 98402',
    expected: ['postal-address 85 12 Cedar St, Tacoma, WA 98402'],
  },
  {
    name: 'address without a word',
    given: 'I live at 12 Cedar St, Tacoma, WA 98402.',
    expected: ['postal-address 75 12 Cedar St, Tacoma, WA 98402'],
  },
  { name: 'plan', given: 'Rate plan: Unlimited Plus', expected: ['plan 85 Unlimited Plus'] },
  { name: 'bill', given: 'Balance due: $64.20', expected: ['billing 85 $64.20'] },
  { name: 'a price is no bill', given: 'The handset costs $64.20', expected: [] },
  { name: 'date of birth', given: 'DOB: 04/12/1961', expected: ['date-of-birth 85 04/12/1961'] },
  { name: 'a date', given: 'opened 04/12/2021', expected: [] },
  {
    name: 'driver licence',
    given: "Driver's license: D1234567 (WA)",
    expected: ['driver-licence 85 D1234567'],
  },
  { name: 'passport', given: 'Passport number: C12345678', expected: ['government-id 85 C12345678'] },
  { name: 'PIN', given: 'port-out PIN: 482913', expected: ['pin 85 482913'] },
  { name: 'IMEI', given: 'IMEI 490154203237518', expected: ['device-id 85 490154203237518'] },
  { name: 'IMEI with a wrong check', given: 'IMEI 490154203237519', expected: [] },
  { name: 'password', given: 'password: Tr0ub4dor&3', expected: ['credential 75 Tr0ub4dor&3'] },
  {
    name: 'password in a sentence',
    given: 'Her password is Tr0ub4dor&3.',
    expected: ['credential 75 Tr0ub4dor&3'],
  },
  { name: 'password, quoted', given: 'mdp : «Tr0ub4dor3»', expected: ['credential 75 Tr0ub4dor3'] },
  { name: 'password, cut short', given: 'user jroe, pw=Tr0ub4dor3', expected: ['credential 75 Tr0ub4dor3'] },
  {
    name: 'talk of passwords',
    given: 'The password is required. The pass number 12345678 too',
    expected: [],
  },
  { name: 'a word about passwords', given: 'password: required', expected: [] },
  { name: 'legal order', given: 'attached is the subpoena', expected: ['legal-order 75 subpoena'] },
];

describe('values that words make', () => {
  for (const { name, given, expected } of CASES) it(name, () => expect(findValues(given)).toEqual(expected));

  it('says of a value whether words near it speak of a customer', () => {
    expect(findDetections('The customer called from phone 206-555-0134')[0]?.isCustomers).toBe(true);
    expect(findDetections('Our customer service: phone 206-555-0134')[0]?.isCustomers).toBe(false);
  });

  it('says of a row whether it is one of a staff list', () => {
    const list = 'Employee\tPhone\nAnn Lee\t425-555-0107';
    expect(findDetections(list).find(({ class: dataClass }) => dataClass === 'phone')?.isStaffs).toBe(true);
    expect(findDetections(list.replace('Employee', 'Name'))[0]?.isStaffs).toBe(false);
  });
});

describe("a tenant's own classes", () => {
  const accounts = { name: 'account-number', pattern: 'K[0-9]{7}', context: ['Kundennummer'], words: [] };
  const plans = { name: 'plan', pattern: null, context: [], words: ['Magenta MAX'] };
  const devices = { name: 'device-id', pattern: 'DEV-[0-9]{6}', context: [], words: [] };

  it('an account number has the form that the tenant gives it, and its word', () => {
    expect(findValues('Kundennummer: K1234567', [accounts])).toEqual(['account-number 85 K1234567']);
    expect(findValues('see K1234567', [accounts])).toEqual([]);
    expect(findValues('account number 497982806', [accounts])).toEqual([]);
  });

  it('listed words are found whole and without regard to case', () => {
    expect(findValues('moved to magenta max today', [plans])).toEqual(['plan 85 magenta max']);
    expect(findValues('magenta maximum', [plans])).toEqual([]);
  });

  it('a pattern for another class is taken at its word', () => {
    expect(findValues('returned DEV-123456', [devices])).toEqual(['device-id 75 DEV-123456']);
  });

  it('a name that is no data class changes nothing', () => {
    expect(findValues('see K1234567', [{ ...accounts, name: 'shoe-size' }])).toEqual([]);
  });
});
