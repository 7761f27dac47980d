import { describe, expect, it } from 'vitest';
import { createClassifier } from '../../../agent/assess/classify/classify-document.js';
import { toClassifierSettings } from '../../../agent/assess/classify/settings.js';
import { groupPersons } from '../../../agent/assess/customers/group-persons.js';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { readSimple } from '../../../agent/assess/documents/read-document.js';

const classify = createClassifier(toClassifierSettings([], ['telco.example']));

/** The normal forms of each person's values, in the order of the text. */
function persons(...documents: readonly string[]): readonly (readonly string[])[] {
  const detections = documents.map((text) =>
    classify(readSimple(Buffer.from(text), '', null, DEFAULT_LIMITS)?.passages ?? []),
  );
  return groupPersons(detections).map((record) => record.map(({ value }) => value));
}

const CASES: readonly {
  readonly name: string;
  readonly given: readonly string[];
  readonly expected: readonly (readonly string[])[];
}[] = [
  {
    name: 'a letter over several paragraphs is one person',
    given: ['My account number is 497982806.\n\nPlease look at it.\n\nCall me: phone 206-555-0134'],
    expected: [['497982806', '+12065550134']],
  },
  {
    name: 'body and attachment without a contradiction are one person',
    given: ['Account number 497982806', 'SSN 536-22-8726'],
    expected: [['497982806', '536228726']],
  },
  {
    name: 'blocks between empty lines',
    given: [
      'Customer: Jane Roe\nAccount number: 497982806\n\nCustomer: John Doe\nAccount number: 657679973\n\nThanks',
    ],
    expected: [
      ['jane roe', '497982806'],
      ['john doe', '657679973'],
    ],
  },
  {
    name: 'blocks that begin with a value of the next person',
    given: [
      'Account number: 497982806\nName: Jane Roe\n\nPhone: 206-555-0134\nAccount number: 657679973\nName: John Doe',
    ],
    expected: [
      ['497982806', 'jane roe'],
      ['+12065550134', '657679973', 'john doe'],
    ],
  },
  {
    name: 'blocks without anything between them',
    given: ['Name: Jane Roe\nAccount number: 497982806\nName: John Doe\nAccount number: 657679973'],
    expected: [
      ['jane roe', '497982806'],
      ['john doe', '657679973'],
    ],
  },
  {
    name: 'a line each',
    given: ['acct 771203344, phone 720-555-0111\nacct 771203345, phone 720-555-0112'],
    expected: [
      ['771203344', '+17205550111'],
      ['771203345', '+17205550112'],
    ],
  },
  {
    name: 'two in one sentence',
    given: [
      'Account 497982806 (phone 206-555-0134) and account 657679973 (phone 206-555-0135) are past due.',
    ],
    expected: [
      ['497982806', '+12065550134'],
      ['657679973', '+12065550135'],
    ],
  },
  {
    name: 'two phones of one person',
    given: ['Customer: Jane Roe\nHome phone: 206-555-0134\nCell phone: 206-555-0135'],
    expected: [['jane roe', '+12065550134', '+12065550135']],
  },
  {
    name: 'a list of phones is a list of people',
    given: ['phone 206-555-0134\nphone 206-555-0135'],
    expected: [['+12065550134'], ['+12065550135']],
  },
  {
    name: 'each row of a table',
    given: [
      'Customer name,Account number,Phone\nJane Roe,497982806,206-555-0134\nJohn Doe,657679973,206-555-0135\n',
    ],
    expected: [
      ['jane roe', '497982806', '+12065550134'],
      ['john doe', '657679973', '+12065550135'],
    ],
  },
  {
    name: 'rows that hold one number each',
    given: ['Card,Amount,Note\n4532015112830366,5,a\n4539578763621486,6,b\n'],
    expected: [['4532015112830366'], ['4539578763621486']],
  },
  { name: 'nothing', given: ['Lunch at noon?'], expected: [] },
];

describe('groupPersons', () => {
  for (const { name, given, expected } of CASES) it(name, () => expect(persons(...given)).toEqual(expected));

  it('takes what is too weak for nothing', () => {
    expect(persons('see 206.555.0134 there')).toEqual([]);
  });
});
