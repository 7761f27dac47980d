import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompressRtf } from '../../../agent/assess/documents/compressed-rtf.js';
import { readTexts } from './make-documents.js';
import { makeOutlookMessage } from './make-outlook-message.js';
import { makeTnef, type Property } from './make-tnef.js';
import { makeWorkbook } from './make-workbook.js';

const WORKBOOK = makeWorkbook([
  [
    ['Name', 'Account number'],
    ['Jane Roe', 497982806],
  ],
]);
/** The two examples of [MS-OXRTFCP] 4.1: the second points to what it is writing. */
const HELLO = hex(
  '2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423' +
    '20af32068656c0900206277' +
    '05b06c647d0a800fa0',
);
const REPEATED = hex('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0');

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('compressed RTF', () => {
  it('is as its specification says', () => {
    const textOf = (bytes: Buffer) => Buffer.from(decompressRtf(bytes, 1_000) ?? []).toString('latin1');
    expect(textOf(HELLO)).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
    expect(textOf(REPEATED)).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
  });

  it('is the body of a message that has no other', async () => {
    const bytes = makeOutlookMessage({ subject: 's', rtf: HELLO });
    expect(await readTexts(bytes)).toEqual({ texts: ['s', 'hello world'], reasons: [] });
  });

  it('that promises more than it can hold is a reason', async () => {
    const bomb = Buffer.from(HELLO);
    bomb.writeUInt32LE(20_000_000, 4);
    const { texts, reasons } = await readTexts(makeOutlookMessage({ subject: 's', rtf: bomb }));
    expect(texts).toEqual(['s']);
    expect(reasons).toEqual(['the compressed RTF of a message cannot be read']);
  });
});

describe('TNEF', () => {
  it('reads subject, body and attachments', async () => {
    const bytes = makeTnef({
      subject: 'Your list',
      body: 'Hello Kim',
      attachments: [{ name: 'list.xlsx', bytes: WORKBOOK }],
    });
    expect(await readTexts(bytes, 'winmail.dat')).toEqual({
      texts: ['Your list', 'Hello Kim', 'Name: Jane Roe\nAccount number: 497982806'],
      reasons: [],
    });
  });

  it.each<{ name: string; properties: readonly Property[]; expected: string }>([
    {
      name: 'HTML',
      properties: [[0x1013, 0x0102, Buffer.from('<p>marked <b>up</b></p>')]],
      expected: 'marked up',
    },
    { name: 'compressed RTF', properties: [[0x1009, 0x0102, HELLO]], expected: 'hello world' },
    { name: 'text in UTF-16', properties: [[0x1000, 0x001f, wide('Grüße\0')]], expected: 'Grüße' },
    {
      name: 'text behind a named property and a number',
      properties: [
        [0x8001, 0x001f, wide('else\0')],
        [0x0e08, 0x0003, Buffer.alloc(4)],
        [0x1000, 0x001e, Buffer.from('plain\0')],
      ],
      expected: 'plain',
    },
  ])('reads a body as $name', async ({ properties, expected }) => {
    expect(await readTexts(makeTnef({ properties }))).toEqual({ texts: [expected], reasons: [] });
  });

  it('reads messages that are attached, and files as properties', async () => {
    const inner = makeTnef({ subject: 'Older one', body: 'SSN 536-22-8726' });
    const attachments = [
      { properties: [[0x3701, 0x000d, Buffer.concat([Buffer.alloc(16), inner])] as const] },
      {
        properties: [
          [0x3707, 0x001f, wide('a.csv\0')] as const,
          [0x3701, 0x0102, Buffer.from('Name,BAN\nJane Roe,497982806\n')] as const,
        ],
      },
    ];
    const { texts, reasons } = await readTexts(makeTnef({ subject: 's', attachments }));
    expect(reasons).toEqual([]);
    expect(texts).toEqual(['s', 'Older one', 'SSN 536-22-8726', 'Name: Jane Roe\nBAN: 497982806']);
  });

  it('ends for messages in messages', async () => {
    let bytes = makeTnef({ subject: 'innermost' });
    for (let depth = 0; depth < 15; depth += 1)
      bytes = makeTnef({ attachments: [{ name: 'winmail.dat', bytes }] });
    const { texts, reasons } = await readTexts(bytes);
    expect(texts).not.toContain('innermost');
    expect(reasons).toEqual(['mails nested too deep']);
  });

  it('keeps what came before it was cut off, and says so', async () => {
    const bytes = makeTnef({ subject: 'Your list', body: 'b'.repeat(500) });
    const { texts, reasons } = await readTexts(bytes.subarray(0, bytes.length - 100));
    expect(texts).toEqual(['Your list']);
    expect(reasons).toEqual([
      'the TNEF container (winmail.dat) could not be read to its end: it ends too early',
    ]);
  });

  it('an attachment without bytes is a reason', async () => {
    const { reasons } = await readTexts(makeTnef({ attachments: [{ name: 'a.xlsx' }] }));
    expect(reasons).toEqual(['an attachment in a TNEF container (winmail.dat) cannot be read']);
  });

  it('whatever stands in it, there is an answer', async () => {
    const whole = makeTnef({
      subject: 's',
      properties: [[0x1000, 0x001f, wide('x\0')]],
      attachments: [{ name: 'a', bytes: Buffer.from('text') }],
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 7), fc.uint8Array({ maxLength: 8 }), async (at, noise) => {
        const bytes = Buffer.from(whole);
        bytes.set(noise.subarray(0, whole.length - 6 - at), 6 + at);
        expect(Array.isArray((await readTexts(bytes)).reasons)).toBe(true);
      }),
    );
  });
});
