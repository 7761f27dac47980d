import { expect, it } from 'vitest';
import { assessMailbox } from '../../../agent/assess/assess-mailbox.js';
import { toClassifierSettings } from '../../../agent/assess/classify/settings.js';
import type { Exposure, NoticeGroup } from '../../../agent/model/exposure.js';
import { makeWorkbook } from '../documents/make-workbook.js';
import {
  type FakeMessage,
  fakeAttachment,
  fakeIncident,
  fakeMailbox,
  openedEvent,
  syncedEvent,
} from '../fake-mailbox.js';
import { KEY, openMade } from './register/make-register.js';

/**
 * The notices of March 2020: an intruder in mailboxes of a telecom's people, and two groups of customers, told apart by
 * whether SSN, financial account or government id was among what was reached. Everybody here is invented.
 */
const LIST = `reference,name,phone,email,account_number,ssn
A-1,Jane Roe,720-555-0111,jane@mail.example,771203344,
A-2,John Roe,720-555-0112,,657679973,536-22-8726
A-3,Ann Poe,720-555-0113,,497982806,
A-4,Bob Low,720-555-0114,,312450987,
A-5,Eve Day,720-555-0115,,598761234,
S-1,Carl Fox,720-555-0121,,845120967,219-09-1234
S-2,Dora Hill,720-555-0122,,723451908,
S-3,Emil Kay,720-555-0123,,634512987,
S-4,Fay Moss,720-555-0124,,956712340,331-20-4518
N-1,Gus Never,720-555-0131,,187654320,408-31-2277
`;

const MAILBOX: readonly FakeMessage[] = [
  message(
    'bill',
    'Customer: Jane Roe\nAccount number: 771203344\nRate plan: Magenta MAX\nBalance due: $64.20',
  ),
  message('address', 'Customer: John Roe, 12 Oak Street, Denver, CO 80202\nBAN: 657679973'),
  {
    ...message('list', 'The list that you asked for.'),
    attachments: [
      fakeAttachment(
        'list.xlsx',
        makeWorkbook([
          [
            ['Customer', 'Account number', 'Phone'],
            ['Ann Poe', '497982806', '720-555-0113'],
            ['Bob Low', '312450987', '720-555-0114'],
            ['Dora Hill', '723451908', '720-555-0122'],
          ],
        ]),
      ),
    ],
  },
  message('credit', 'Credit check for Carl Fox, SSN: 219-09-1234, BAN 845120967'),
  message('refund', 'Refund for Dora Hill\nAccount number: 723451908\nIBAN: DE89370400440532013000'),
  message('identity', 'Emil Kay, account number 634512987, passport number: A12345678'),
  { ...message('synced', 'Customer: Eve Day\nAccount number: 598761234'), folder: 'archive' },
  { ...message('synced-ssn', 'Fay Moss SSN: 331-20-4518'), folder: 'archive' },
  message('unopened', 'Gus Never, SSN: 408-31-2277, account number 187654320'),
  message('supplier', 'Regards\nSam Supplier\nSupplier Ltd\n+1 720 555 0142'),
];

const OPENED = ['bill', 'address', 'list', 'credit', 'refund', 'identity', 'supplier'];

function message(name: string, text: string): FakeMessage {
  return { id: name, messageId: `<${name}@x>`, text };
}

function listOf({ customers }: Exposure, group: NoticeGroup): readonly (string | null)[] {
  return customers.filter((one) => one.group === group).map((one) => one.reference);
}

it('both lists of March 2020 come out exactly, from mail and logs, by reference', async () => {
  const index = await openMade(LIST);
  const exposure = await assessMailbox(
    {
      incident: fakeIncident(),
      events: [openedEvent(OPENED.map((name) => `<${name}@x>`)), syncedEvent('archive')],
      now: '2020-03-04T00:00:00.000Z',
    },
    {
      reader: fakeMailbox(MAILBOX),
      settings: toClassifierSettings([], ['telco.example']),
      customerKey: KEY,
      customerIndex: () => ({ index, reason: null }),
    },
    new AbortController().signal,
  );
  expect(listOf(exposure, 'account')).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'A-5']);
  expect(listOf(exposure, 'sensitive')).toEqual(['S-1', 'S-2', 'S-3', 'S-4']);
  expect(exposure).toMatchObject({
    verdict: 'yes',
    groups: { account: 5, sensitive: 4 },
    unread: [],
    index: { matched: 9, ambiguous: 0, unmatched: 0 },
  });
});
