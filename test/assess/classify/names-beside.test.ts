import { describe, expect, it } from 'vitest';
import { createClassifier } from '../../../agent/assess/classify/classify-document.js';
import { DEFAULT_SETTINGS } from '../../../agent/assess/classify/settings.js';
import { readText } from '../../../agent/assess/documents/text-document.js';

const classify = createClassifier(DEFAULT_SETTINGS);
const names = (text: string): readonly string[] =>
  classify(readText(text).passages)
    .filter((one) => one.class === 'name')
    .map(({ value }) => value);

describe('a name without a label', () => {
  it.each([
    [
      'behind a number, in front of a preposition',
      'Wire to IBAN GB33BUKB20201555555555, for Paula Reyes.',
      'paula reyes',
    ],
    [
      'before an address',
      'Hi Joe, Monica Adler at 805 5th Ave, Denver, CO 31913 says the bill is wrong.',
      'monica adler',
    ],
    [
      'above a block of data',
      'New line for Oscar Dunn\nDate of birth: March 7, 1949\nSSN 536-22-8726',
      'oscar dunn',
    ],
    [
      'under a letter about the own account',
      'Please cancel my account 497982806.\n\nLeah Stone',
      'leah stone',
    ],
    ['the same in Spanish', 'Quiero pagar mi cuenta 497982806.\nJavier Robles', 'javier robles'],
    ['on the card', 'card 4111 1111 1111 1111 exp 09/29, name on it: Zephyr Quill', 'zephyr quill'],
  ])('%s', (_name, text, expected) => {
    expect(names(text)).toContain(expected);
  });

  it.each([
    ['of whoever signs a mail about somebody else', 'The account number is 497982806.\n\nLeah Stone\nCare'],
    ['of whoever signs below a number', 'Please block account 497982806\n\nLeah Stone\nCare'],
    ['of a colleague', 'My colleague has the account 497982806.\n\nLeah Stone\nCustomer Care'],
    [
      'far from any value',
      'Oscar Dunn said hello. We spoke for long about the account, the weather and the move: 497982806',
    ],
    ['of a street or a town', 'Account number 497982806, Main Street, Maple Grove'],
    ['in a line of capitals that only looks like it', 'CUSTOMER HAS A DIAGNOSIS. ACCOUNT 497982806'],
    ['where there is no data of anybody', 'Regards, Paula Reyes'],
    ['in a signature', 'Paula Reyes\n206-555-0134'],
  ])('is none %s', (_name, text) => {
    expect(names(text)).toEqual([]);
  });
});
