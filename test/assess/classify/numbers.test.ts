import { describe, expect, it } from 'vitest';
import { findValues } from './find-values.js';

interface Case {
  readonly name: string;
  readonly given: string;
  readonly expected: readonly string[];
}

function check(cases: readonly Case[]): void {
  for (const { name, given, expected } of cases) it(name, () => expect(findValues(given)).toEqual(expected));
}

describe('phone', () => {
  check([
    { name: 'with its word', given: 'Phone: (206) 555-0134', expected: ['phone 85 (206) 555-0134'] },
    { name: 'word after it', given: '206-555-0134 (mobile)', expected: ['phone 85 206-555-0134'] },
    { name: 'international', given: 'mobile +44 20 7946 0958', expected: ['phone 85 +44 20 7946 0958'] },
    { name: 'grouped, without a word', given: 'see 206.555.0134 there', expected: ['phone 65 206.555.0134'] },
    { name: 'bare digits with the word', given: 'msisdn 2065550134', expected: ['phone 85 2065550134'] },
    { name: 'bare digits without a word', given: 'value 2065550134 there', expected: [] },
    { name: 'toll-free names nobody', given: 'call us: phone 1-800-555-0199', expected: [] },
    { name: 'a desk number', given: 'Desk: 425-555-0107', expected: [] },
    { name: 'with an extension', given: 'phone 425-555-0107 ext. 221', expected: [] },
    { name: 'a tracking number', given: 'tracking number 2065550134', expected: [] },
    {
      name: 'inside a page address',
      given: 'https://shop.example/2065550134?phone=2065550134',
      expected: [],
    },
    {
      name: "in a colleague's signature",
      given: 'Best,\nAnn Lee\nphone 425-555-0107\nann.lee@telco.example',
      expected: [],
    },
    {
      name: "a customer's beside a colleague's",
      given:
        'The customer can be reached by phone: 206-555-0134.\n\n\n\n\n\n\n\nAnn Lee\nann.lee@telco.example',
      expected: ['phone 85 206-555-0134'],
    },
    {
      name: 'behind an account number',
      given: 'Jane - acct 771203344 - 720-555-0111',
      expected: ['account-number 85 771203344', 'phone 75 720-555-0111'],
    },
    {
      name: 'two side by side',
      given: 'phones 206-555-0134 206-555-0135',
      expected: ['phone 85 206-555-0134', 'phone 75 206-555-0135'],
    },
  ]);
});

describe('account number', () => {
  check([
    { name: 'with its word', given: 'Account number: 497982806', expected: ['account-number 85 497982806'] },
    { name: 'BAN', given: 'BAN 497982806 is past due', expected: ['account-number 85 497982806'] },
    {
      name: 'in groups, with its word',
      given: 'acct # 4979-8280-6611',
      expected: ['account-number 85 4979-8280-6611'],
    },
    { name: 'alone it is anything', given: 'see 497982806 there', expected: [] },
    { name: 'an order number', given: 'Order number 497982806 for the account team', expected: [] },
    { name: 'a ticket', given: 'Your account ticket INC497982806 was closed', expected: [] },
    { name: 'a GUID', given: 'account 4979828a-1111-4222-8333-497982806111', expected: [] },
    { name: 'one digit over and over', given: 'account number 000000000', expected: [] },
  ]);
});

describe('card', () => {
  check([
    {
      name: 'in groups',
      given: 'Card number: 4532 0151 1283 0366',
      expected: ['card 85 4532 0151 1283 0366'],
    },
    {
      name: 'in groups, without a word',
      given: 'paid 4532-0151-1283-0366 ok',
      expected: ['card 75 4532-0151-1283-0366'],
    },
    {
      name: 'American Express',
      given: 'amex 3714-493965-03187 exp 08/28',
      expected: ['card 85 3714-493965-03187'],
    },
    {
      name: 'bare digits without a word prove little',
      given: 'value 4532015112830366 x',
      expected: ['card 65 4532015112830366'],
    },
    { name: 'a wrong check digit', given: 'Card number: 4532 0151 1283 0367', expected: [] },
    {
      name: 'a published test number, called so',
      given: 'use the test card 4111 1111 1111 1111',
      expected: [],
    },
    { name: 'an order number that passes the check', given: 'Order 4532015112830366', expected: [] },
    {
      name: 'beside a mail address under .example',
      given: 'Email: jo@mail.example\nCard: 4532 0151 1283 0366',
      expected: ['customer-email 85 jo@mail.example', 'card 85 4532 0151 1283 0366'],
    },
  ]);
});

describe('social security number', () => {
  check([
    { name: 'with its word', given: 'SSN: 536-22-8726', expected: ['ssn 85 536-22-8726'] },
    {
      name: 'issued after 2011',
      given: 'Social Security Number 772-90-4411',
      expected: ['ssn 85 772-90-4411'],
    },
    { name: 'word behind it', given: '536-22-8726 (SSN)', expected: ['ssn 85 536-22-8726'] },
    { name: 'hyphens alone', given: 'he gave 536-22-8726 on file', expected: ['ssn 75 536-22-8726'] },
    { name: 'bare digits with the word', given: 'ssn 536228726', expected: ['ssn 85 536228726'] },
    { name: 'bare digits without the word', given: 'value 536228726 there', expected: [] },
    { name: 'taxpayer number', given: 'ITIN 911-70-1234', expected: ['ssn 85 911-70-1234'] },
    { name: 'never issued: area 000', given: 'SSN 000-12-3456', expected: [] },
    { name: 'never issued: area 666', given: 'SSN 666-12-3456', expected: [] },
    { name: 'never issued: group 00', given: 'SSN 536-00-8726', expected: [] },
    { name: 'printed in an advertisement', given: 'SSN 078-05-1120', expected: [] },
    { name: 'an example', given: 'for example SSN 536-22-8726', expected: [] },
    {
      name: 'a word for samples further off',
      given: 'The test results are in, and her SSN on file is 536-22-8726',
      expected: ['ssn 85 536-22-8726'],
    },
    { name: 'a part number', given: 'part no. 536-22-8726', expected: [] },
    { name: 'last four', given: 'last 4 of SSN: 8726', expected: ['ssn-last4 85 8726'] },
    { name: 'last four, starred', given: 'SSN ***-**-8726', expected: ['ssn-last4 85 8726'] },
  ]);
});

describe('bank account', () => {
  check([
    {
      name: 'IBAN in groups',
      given: 'IBAN: GB82 WEST 1234 5698 7654 32',
      expected: ['bank-account 85 GB82 WEST 1234 5698 7654 32'],
    },
    {
      name: 'IBAN without a word',
      given: 'to DE89370400440532013000 please',
      expected: ['bank-account 75 DE89370400440532013000'],
    },
    { name: 'IBAN with a wrong check', given: 'IBAN: GB83 WEST 1234 5698 7654 32', expected: [] },
    {
      name: 'US account beside its routing number',
      given: 'routing 121000358, checking 4417001235',
      expected: ['bank-account 85 4417001235'],
    },
    {
      name: "the customer's own number on the line above the bank's",
      given: 'Account #: 535473069\nBank details: routing 121000358, checking 4417001235',
      expected: ['account-number 85 535473069', 'bank-account 85 4417001235'],
    },
    { name: 'a routing number alone is public', given: 'routing number 121000358', expected: [] },
  ]);
});
