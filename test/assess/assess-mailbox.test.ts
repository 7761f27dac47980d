import { describe, expect, it } from 'vitest';
import { assessMailbox } from '../../agent/assess/assess-mailbox.js';
import { toClassifierSettings } from '../../agent/assess/classify/settings.js';
import { DEFAULT_LIMITS } from '../../agent/assess/documents/document.js';
import { readHere } from '../../agent/assess/documents/document-readers.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import { OutsideError, type OutsideErrorKind } from '../../agent/model/errors.js';
import type { Exposure } from '../../agent/model/exposure.js';
import type { Incident } from '../../agent/model/incident.js';
import type { DocumentReader, MailboxReader } from '../../agent/model/ports.js';
import { pngHead } from './documents/make-scan.js';
import { makeWorkbook } from './documents/make-workbook.js';
import {
  fakeAttachment,
  fakeIncident,
  fakeMailbox,
  OPENED_AT,
  openedEvent,
  syncedEvent,
} from './fake-mailbox.js';

const NOW = '2026-03-03T00:00:00.000Z';
const LATER = '2026-03-02T12:00:00.000Z';
const JANE = 'Customer: Jane Roe\nAccount number: 497982806\nPhone: 206-555-0134\nBalance due: $64.20';
const JOHN = 'Customer: John Doe\nBAN: 657679973\nSSN: 536-22-8726';
const PLAIN = [
  'Jane',
  'Roe',
  '497982806',
  '555-0134',
  '2065550134',
  'John',
  '657679973',
  '536-22-8726',
  '536228726',
];

function assess(
  reader: MailboxReader | null,
  events: readonly AccessEvent[],
  incident: Incident = fakeIncident(),
  documents?: DocumentReader,
): Promise<Exposure> {
  const tools = {
    reader,
    ...(documents === undefined ? {} : { documents }),
    settings: toClassifierSettings([], ['telco.example']),
    customerKey: new Uint8Array(32).fill(7),
  };
  return assessMailbox({ incident, events, now: NOW }, tools, new AbortController().signal);
}

describe('what was opened', () => {
  const mailbox = () =>
    fakeMailbox([
      { id: 'a', messageId: '<a@x>', text: JANE },
      { id: 'b', messageId: '<b@x>', text: JOHN },
      { id: 'c', messageId: '<c@x>', text: 'Lunch at noon?' },
    ]);

  it('names classes, groups and times, and no plain value', async () => {
    const exposure = await assess(mailbox(), [
      openedEvent(['<a@x>', '<b@x>', '<c@x>']),
      openedEvent(['<a@x>'], LATER),
    ]);
    expect(exposure).toMatchObject({
      verdict: 'yes',
      groups: { account: 1, sensitive: 1 },
      unread: [],
      reached: [
        {
          message: '<a@x>',
          proof: 'opened',
          at: OPENED_AT,
          classes: ['name', 'phone', 'account-number', 'billing'],
        },
        { message: '<b@x>', classes: ['name', 'account-number', 'ssn'] },
        { message: '<c@x>', classes: [] },
      ],
      coverage: { complete: true, gaps: [] },
      assessedAt: NOW,
    });
    const jane = exposure.customers.find(({ group }) => group === 'account');
    expect(jane).toMatchObject({
      proof: 'opened',
      messages: 1,
      firstAccess: OPENED_AT,
      lastAccess: LATER,
      confidence: 85,
    });
    for (const value of PLAIN) expect(JSON.stringify(exposure)).not.toContain(value);
  });

  it('does not depend on the order of events or messages', async () => {
    const events = [openedEvent(['<a@x>', '<b@x>']), openedEvent(['<c@x>', '<a@x>'], LATER)];
    const [forwards, backwards] = await Promise.all([
      assess(mailbox(), events),
      assess(mailbox(), events.toReversed()),
    ]);
    expect(backwards).toEqual(forwards);
  });

  it('the customer key decides the keys', async () => {
    const input = { incident: fakeIncident(), events: [openedEvent(['<a@x>'])], now: NOW };
    const settings = toClassifierSettings([], []);
    const keys = await Promise.all(
      [1, 1, 2].map(async (fill) => {
        const tools = { reader: mailbox(), settings, customerKey: new Uint8Array(32).fill(fill) };
        return (await assessMailbox(input, tools, new AbortController().signal)).customers[0]?.key;
      }),
    );
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('nothing found, and everything read: no', async () => {
    const exposure = await assess(mailbox(), [openedEvent(['<c@x>'])]);
    expect(exposure).toMatchObject({ verdict: 'no', customers: [], groups: { account: 0, sensitive: 0 } });
  });

  it('copies count once, and another copy is read where one is gone', async () => {
    const copies = [
      { id: 'a', messageId: '<a@x>', text: JANE, isGone: true },
      { id: 'b', messageId: '<a@x>', folder: 'sent', text: JANE },
    ];
    const exposure = await assess(fakeMailbox(copies), [openedEvent(['<a@x>'])]);
    expect(exposure).toMatchObject({ verdict: 'yes', unread: [], customers: [{ messages: 1 }] });
    expect(exposure.reached).toHaveLength(1);
  });

  it('reads at most three at once', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ id: `${index}`, messageId: `<${index}@x>` }));
    const reader = fakeMailbox(many);
    await assess(reader, [openedEvent(many.map(({ messageId }) => messageId))]);
    expect(reader.mostAtOnce).toBe(3);
  });
});

describe('what was synced', () => {
  it('takes the folder as it was then', async () => {
    const reader = fakeMailbox([
      { id: 'a', messageId: '<a@x>', folder: 'cases', text: JANE },
      { id: 'b', messageId: '<b@x>', folder: 'cases', text: JOHN, receivedAt: LATER },
      { id: 'c', messageId: '<c@x>', folder: 'inbox', text: JOHN },
    ]);
    const exposure = await assess(reader, [syncedEvent('cases')]);
    expect(exposure.reached).toEqual([expect.objectContaining({ message: '<a@x>', proof: 'synced' })]);
    expect(exposure.customers).toEqual([expect.objectContaining({ proof: 'synced', group: 'account' })]);
  });

  it('opened proves more, and the times span both', async () => {
    const reader = fakeMailbox([{ id: 'a', messageId: '<a@x>', folder: 'cases', text: JANE }]);
    const exposure = await assess(reader, [syncedEvent('cases'), openedEvent(['<a@x>'], LATER)]);
    expect(exposure.reached).toEqual([expect.objectContaining({ proof: 'opened', at: OPENED_AT })]);
    expect(exposure.customers).toEqual([
      expect.objectContaining({ proof: 'opened', firstAccess: OPENED_AT, lastAccess: LATER }),
    ]);
  });
});

describe('attachments', () => {
  const message = (attachments: Parameters<typeof fakeMailbox>[0][number]['attachments']) =>
    fakeMailbox([{ id: 'a', messageId: '<a@x>', text: 'see attached', attachments: attachments ?? [] }]);
  const events = [openedEvent(['<a@x>'])];

  it('each row of a sheet is a customer', async () => {
    const rows = [
      ['Customer name', 'Account number', 'SSN'],
      ['Jane Roe', '497982806', ''],
      ['John Doe', '657679973', '536-22-8726'],
    ];
    const exposure = await assess(message([fakeAttachment('list.xlsx', makeWorkbook([rows]))]), events);
    expect(exposure).toMatchObject({ groups: { account: 1, sensitive: 1 }, unread: [] });
  });

  it('an unread one is unknown and named by number', async () => {
    const exposure = await assess(
      message([
        fakeAttachment('notes.txt', 'nothing'),
        fakeAttachment('jane-roe.pdf', `%PDF${' '.repeat(400)}`),
      ]),
      events,
    );
    expect(exposure).toMatchObject({
      verdict: 'unknown',
      unread: [{ part: '<a@x> attachment 2', reason: 'a damaged PDF cannot be read' }],
    });
    expect(JSON.stringify(exposure)).not.toContain('jane-roe');
  });

  it('one without bytes carries its reason', async () => {
    const link = { name: 'x', contentType: null, sizeBytes: 1, bytes: null, unreadReason: 'a link' };
    expect((await assess(message([link]), events)).unread).toEqual([
      { part: '<a@x> attachment 1', reason: 'a link' },
    ]);
  });
});

describe('could not look is never nothing found', () => {
  const events = [openedEvent(['<a@x>']), openedEvent(['<b@x>'], LATER)];
  const mail = [
    { id: 'a', messageId: '<a@x>', text: JANE },
    { id: 'b', messageId: '<b@x>', text: JOHN },
  ];
  const failing = (kind: OutsideErrorKind, only?: readonly string[]) =>
    fakeMailbox(mail, { error: new OutsideError(kind, 'refused'), ...(only === undefined ? {} : { only }) });

  it('a message that is gone', async () => {
    expect(await assess(fakeMailbox([]), [openedEvent(['<a@x>'])])).toMatchObject({
      verdict: 'unknown',
      reached: [{ message: '<a@x>', classes: [] }],
      unread: [{ part: '<a@x>', reason: 'the message is gone' }],
    });
  });

  it('something found beats something unread', async () => {
    const exposure = await assess(fakeMailbox(mail.slice(0, 1)), events);
    expect(exposure.verdict).toBe('yes');
    expect(exposure.unread).toHaveLength(1);
  });

  it('no examiner', async () => {
    const exposure = await assess(null, events);
    expect(exposure).toMatchObject({ verdict: 'unknown', unread: [{ part: 'mailbox' }] });
    expect(exposure.reached).toHaveLength(2);
  });

  it.each(['permission', 'credential', 'not-found'] as const)(
    'a mailbox closed by %s is asked once and named once',
    async (kind) => {
      const many = Array.from({ length: 30 }, (_, index) => openedEvent([`<${index}@x>`]));
      const reader = failing(kind);
      const exposure = await assess(reader, many);
      expect(exposure).toMatchObject({ verdict: 'unknown', unread: [{ part: 'mailbox' }] });
      expect(exposure.reached).toHaveLength(30);
      expect(reader.calls.length).toBeLessThanOrEqual(3);
    },
  );

  it('a folder that cannot be listed does not hide the rest', async () => {
    const exposure = await assess(failing('not-found', ['listFolder']), [...events, syncedEvent('gone')]);
    expect(exposure).toMatchObject({ verdict: 'yes', unread: [{ part: 'folder gone' }] });
  });

  it('an answer that makes no sense', async () => {
    const exposure = await assess(failing('malformed-answer', ['read']), events);
    expect(exposure).toMatchObject({ verdict: 'unknown', customers: [] });
    expect(exposure.unread.map(({ part }) => part)).toEqual(['<a@x>', '<b@x>']);
  });

  it('from the throttle on, any mail may have been read for a day', async () => {
    const reader = fakeMailbox([{ id: 'c', messageId: '<c@x>', text: 'Lunch?' }]);
    const exposure = await assess(reader, [openedEvent(['<c@x>'], OPENED_AT, true)]);
    expect(exposure).toMatchObject({
      verdict: 'unknown',
      unread: [{ part: 'mailbox' }],
      coverage: {
        complete: false,
        gaps: [{ from: OPENED_AT, to: '2026-03-03T10:00:00.000Z', reason: 'mail-access-throttled' }],
      },
    });
  });

  it('a gap in the log of mail, but not in another log', async () => {
    const gap = { from: OPENED_AT, to: LATER, reason: 'outage' };
    const reader = () => fakeMailbox([{ id: 'c', messageId: '<c@x>', text: 'Lunch?' }]);
    const opened = [openedEvent(['<c@x>'])];
    const mailGap = await assess(reader(), opened, fakeIncident([{ ...gap, source: 'exchangeAudit' }]));
    const otherGap = await assess(reader(), opened, fakeIncident([{ ...gap, source: 'riskDetections' }]));
    expect([mailGap.verdict, otherGap.verdict]).toEqual(['unknown', 'no']);
  });

  it('pictures in the body', async () => {
    const reader = fakeMailbox([{ id: 'c', messageId: '<c@x>', html: '<p>see <img src="cid:1"></p>' }]);
    expect((await assess(reader, [openedEvent(['<c@x>'])])).verdict).toBe('unknown');
  });
});

describe('pictures that an engine reads', () => {
  const picture = { ...fakeAttachment('scan.png', pngHead(200, 100)), contentType: 'image/png' };
  const html = '<p>see <img src="cid:1"></p>';
  const words = ['Customer:', 'Jane', 'Roe', 'Account', 'number:', '497982806', '(206)', '555-0134'].map(
    (text, at) => `5\t1\t1\t1\t1\t${at}\t${at * 100}\t10\t80\t20\t95\t${text}`,
  );

  it('are read also where they are shown in the body, and their values are less sure', async () => {
    const message = { id: 'c', messageId: '<c@x>', html, attachments: [picture] };
    const mailbox = fakeMailbox([message]);
    const reader = {
      ...mailbox,
      // As the provider does: what is shown in the body is not counted.
      read: async (...asked: Parameters<typeof mailbox.read>) => {
        const content = await mailbox.read(...asked);
        return { ...content, header: { ...content.header, hasAttachments: false } };
      },
      async find(...asked: Parameters<typeof mailbox.find>) {
        return (await mailbox.find(...asked)).map((header) => ({ ...header, hasAttachments: false }));
      },
    };
    const documents = readHere(DEFAULT_LIMITS, () => ({
      read: async () => ({ words: ['level\tpage_num', ...words].join('\n') }),
    }));
    const exposure = await assess(reader, [openedEvent(['<c@x>'])], fakeIncident(), documents);
    expect(exposure).toMatchObject({ verdict: 'yes', unread: [] });
    expect(exposure.customers).toMatchObject([
      { classes: ['name', 'account-number'], confidence: 75, isRecognised: true },
    ]);
  });
});

describe('what may pass is raised', () => {
  it.each(['unreachable', 'throttled', 'server-error', 'timeout', 'aborted'] as const)('%s', async (kind) => {
    const error = new OutsideError(kind, 'later');
    const reader = fakeMailbox([{ id: 'a', messageId: '<a@x>' }], { error, only: ['read'] });
    await expect(assess(reader, [openedEvent(['<a@x>'])])).rejects.toBe(error);
  });

  it('an abort ends the examination', async () => {
    const stop = new AbortController();
    stop.abort();
    const tools = {
      reader: fakeMailbox([]),
      settings: toClassifierSettings([], []),
      customerKey: new Uint8Array(32),
    };
    const input = { incident: fakeIncident(), events: [openedEvent(['<a@x>'])], now: NOW };
    await expect(assessMailbox(input, tools, stop.signal)).rejects.toThrow();
  });
});
