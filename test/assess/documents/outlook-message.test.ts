import { describe, expect, it } from 'vitest';
import { readTexts } from './make-documents.js';
import { makeOutlookMessage } from './make-outlook-message.js';
import { makeWorkbook } from './make-workbook.js';

const WORKBOOK = makeWorkbook([
  [
    ['Name', 'Account number'],
    ['Jane Roe', 497982806],
  ],
]);

describe('Outlook messages', () => {
  it('reads subject, body, attachments and attached messages', async () => {
    const bytes = makeOutlookMessage({
      subject: 'Your list',
      body: 'Hello Kim',
      files: [{ name: 'list.xlsx', bytes: WORKBOOK }],
      attached: { subject: 'Older one', body: 'SSN 536-22-8726' },
    });
    expect(await readTexts(bytes, 'a.msg')).toEqual({
      texts: [
        'Your list',
        'Hello Kim',
        'Name: Jane Roe\nAccount number: 497982806',
        'Older one',
        'SSN 536-22-8726',
      ],
      reasons: [],
    });
  });

  it('prefers the marked-up version of the body', async () => {
    const bytes = makeOutlookMessage({ subject: 's', body: 'plain', html: '<p>marked <b>up</b></p>' });
    expect((await readTexts(bytes)).texts).toEqual(['s', 'marked up']);
  });

  it('ends for messages in messages', async () => {
    let message = { subject: 'innermost' };
    for (let depth = 0; depth < 15; depth += 1)
      message = { subject: `${depth}`, attached: message } as typeof message;
    const { texts, reasons } = await readTexts(makeOutlookMessage(message));
    expect(texts).not.toContain('innermost');
    expect(reasons).toEqual(['mails nested too deep']);
  });

  it('a truncated one is a reason', async () => {
    const bytes = makeOutlookMessage({ subject: 's', body: 'b'.repeat(9_000) });
    expect((await readTexts(bytes.subarray(0, bytes.length / 2))).reasons).not.toEqual([]);
  });

  it.each([
    { stream: 'Workbook', reason: 'an old workbook (xls) cannot be read' },
    { stream: 'WordDocument', reason: 'an old Word document (doc) cannot be read' },
    { stream: 'EncryptedPackage', reason: 'a password-protected Office document cannot be read' },
  ])('$stream in a compound file is named', async ({ stream, reason }) => {
    const bytes = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      Buffer.alloc(600),
      Buffer.from(`${stream}\0`, 'utf16le'),
    ]);
    expect(await readTexts(bytes)).toEqual({ texts: [], reasons: [reason] });
  });
});
