import { beforeAll, describe, expect, it } from 'vitest';
import { assessMailbox } from '../../../agent/assess/assess-mailbox.js';
import { toClassifierSettings } from '../../../agent/assess/classify/settings.js';
import { openRegister } from '../../../agent/assess/customers/register/open-register.js';
import type { CustomerIndex, IndexAccess } from '../../../agent/model/customer-index.js';
import type { Exposure } from '../../../agent/model/exposure.js';
import { fakeIncident, fakeMailbox, openedEvent } from '../fake-mailbox.js';
import { KEY, makeRegister, openMade } from './register/make-register.js';
import { memoryFile } from './register/memory-files.js';

const LIST = `reference,name,phone,email,account_number,ssn
C-1,Jane Roe,720-555-0111,jane@mail.example,771203344,536-22-8725
C-2,John Roe,720-555-0111,,657679973,
C-3,Ann Poe,720-555-0133,ann@mail.example,497982806,
C-4,Joint One,,,111222333,
C-5,Joint Two,,,111222333,219-09-1234
${Array.from({ length: 30 }, (_, n) => `S-${n},Shop ${n},720-555-0177,,,`).join('\n')}
${Array.from({ length: 6 }, (_, n) => `L-${n},Listed ${n},720-555-02${10 + n},,,`).join('\n')}
`;

let index: CustomerIndex;
beforeAll(async () => {
  index = await openMade(LIST);
});

async function exposureOf(texts: readonly string[], access: IndexAccess | null): Promise<Exposure> {
  const messages = texts.map((text, n) => ({ id: `m${n}`, messageId: `<m${n}@x>`, text }));
  return assessMailbox(
    {
      incident: fakeIncident(),
      events: [openedEvent(messages.map((one) => one.messageId))],
      now: '2026-03-03T00:00:00.000Z',
    },
    {
      reader: fakeMailbox(messages),
      settings: toClassifierSettings([], ['telco.example']),
      customerKey: KEY,
      customerIndex: () => access,
    },
    new AbortController().signal,
  );
}

/** `reference or "-", evidence, candidates` of each customer. */
async function matched(...texts: readonly string[]): Promise<readonly string[]> {
  const { customers } = await exposureOf(texts, { index, reason: null });
  return customers.map(
    ({ reference, match }) => `${reference ?? '-'} ${match?.evidence} ${match?.candidates}`,
  );
}

const CASES: readonly {
  readonly name: string;
  readonly given: readonly string[];
  readonly expected: readonly string[];
}[] = [
  {
    name: 'an account number alone is enough',
    given: ['Account number: 771203344'],
    expected: ['C-1 strong 1'],
  },
  { name: 'so is an SSN', given: ['Jane, SSN: 536-22-8725'], expected: ['C-1 strong 1'] },
  {
    name: 'a shared phone is told apart by the name',
    given: ['Customer: John Roe\nPhone: 720-555-0111\nBalance due: $20.00'],
    expected: ['C-2 two 1'],
  },
  {
    name: 'a shared phone is told apart by another identifier',
    given: ['Customer phone: 720-555-0111\nAccount number: 657679973'],
    expected: ['C-2 strong 1'],
  },
  {
    name: 'phone and mail address of one customer are two',
    given: ['Customer phone: 720-555-0133, email: ann@mail.example'],
    expected: ['C-3 two 1'],
  },
  {
    name: 'a mail address alone is one, with account facts beside it',
    given: ['Customer email: ann@mail.example\nBalance due: $20.00'],
    expected: ['C-3 one 1'],
  },
  {
    name: 'a phone number alone names nobody',
    given: ['Customer phone: 720-555-0133\nBalance due: $20.00'],
    expected: ['- weak 0'],
  },
  {
    name: 'a number that very many share names nobody',
    given: ['Customer: Shop 3\nPhone: 720-555-0177\nBalance due: $20.00'],
    expected: ['- none 0'],
  },
  {
    name: 'one account number of two customers: both, and it is said',
    given: ['Account number: 111222333'],
    expected: ['C-4 strong 2', 'C-5 strong 2'],
  },
  {
    name: 'one account number of two customers, and the SSN of one: that one',
    given: ['Account number: 111222333, SSN: 219-09-1234'],
    expected: ['C-5 strong 1'],
  },
  {
    name: 'doubt is gone where another message names the customer',
    given: ['Account number: 111222333', 'SSN: 219-09-1234'],
    expected: ['C-4 strong 2', 'C-5 strong 1'],
  },
  {
    name: 'a person who is no customer stays keyed',
    given: ['Account number: 100200300'],
    expected: ['- none 0'],
  },
  {
    name: 'two messages about one customer are one',
    given: ['Account number: 771203344', 'SSN: 536-22-8725'],
    expected: ['C-1 strong 1'],
  },
  {
    name: "a customer's signature with a phone is the customer's, by the index alone",
    given: ['Name: Ann Poe\nPhone: 720-555-0133'],
    expected: ['C-3 two 1'],
  },
  {
    name: 'a signature with a mail address only is contact data',
    given: ['Ann Poe\nann@mail.example'],
    expected: [],
  },
  { name: "a stranger's signature is nobody's", given: ['Sam Supplier\n720-555-0199'], expected: [] },
  {
    name: 'a list of numbers that are customers’ makes each of them count',
    given: [`Phone,Note\n${Array.from({ length: 6 }, (_, n) => `720-555-02${10 + n},called`).join('\n')}`],
    expected: Array.from({ length: 6 }, (_, n) => `L-${n} one 1`),
  },
];

describe('customers by the index', () => {
  for (const { name, given, expected } of CASES)
    it(name, async () => {
      expect(await matched(...given)).toEqual(expected);
    });

  it('counts what it found, what is in doubt and whom people must look for', async () => {
    const texts = ['Account number: 111222333', 'Account number: 100200300', 'SSN: 536-22-8725'];
    const exposure = await exposureOf(texts, { index, reason: null });
    expect(exposure.index).toEqual({
      version: index.version,
      reason: null,
      matched: 3,
      ambiguous: 2,
      unmatched: 1,
      lookUps: 3,
    });
  });
});

describe('an index that cannot be used', () => {
  it('leaves customers keyed and says why: never "no customer"', async () => {
    const exposure = await exposureOf(['Account number: 771203344'], {
      index: null,
      reason: 'it is not there',
    });
    expect(exposure).toMatchObject({
      verdict: 'yes',
      customers: [{ reference: null }],
      unread: [{ part: 'customer index', reason: 'it is not there' }],
      index: { version: null, reason: 'it is not there' },
    });
  });

  it('makes "none found" unknown: a customer who is known by the index alone would be missed', async () => {
    const exposure = await exposureOf(['Ann Poe\n720-555-0133'], { index: null, reason: 'it is not there' });
    expect(exposure).toMatchObject({ verdict: 'unknown', customers: [] });
  });

  it('is given up as a whole when a block of it is damaged', async () => {
    const { bytes } = await makeRegister(LIST);
    const { offset } = openRegister(memoryFile(bytes), KEY).facts.sections.entries;
    const broken = Buffer.from(bytes);
    broken[offset + 50] = (broken[offset + 50] ?? 0) ^ 1;
    const exposure = await exposureOf(['Account number: 771203344'], {
      index: openRegister(memoryFile(broken), KEY),
      reason: null,
    });
    expect(exposure).toMatchObject({
      verdict: 'yes',
      customers: [{ reference: null }],
      index: { version: null },
    });
  });
});
