import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { makeWord, readTexts, wordParagraph } from './make-documents.js';
import { zipParts } from './make-workbook.js';

const CSV = 'Name,Plan,Phone\nJane,Max,206-555-0134\n';
const ROW = 'Name: Jane\nPlan: Max\nPhone: 206-555-0134';

/** Sets bits of the flags, or the method, of every entry, in both places that name them. */
function alterEntries(archive: Uint8Array, alter: (view: DataView, flagsAt: number) => void): Uint8Array {
  const copy = Uint8Array.from(archive);
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at += 1) {
    if (view.getUint32(at, true) === 0x04034b50) alter(view, at + 6);
    if (view.getUint32(at, true) === 0x02014b50) alter(view, at + 8);
  }
  return copy;
}

const encrypted = (archive: Uint8Array): Uint8Array =>
  alterEntries(archive, (view, at) => view.setUint16(at, view.getUint16(at, true) | 1, true));

describe('archives', () => {
  it('reads each file by its own kind, and not what systems add', async () => {
    const bytes = zipSync({
      'list.csv': Buffer.from(CSV),
      'letters/a.docx': makeWord(wordParagraph('Dear Jane')),
      '__MACOSX/._a.docx': Buffer.from('noise'),
      'photo.jpg': Uint8Array.from({ length: 400 }, (_, at) => [0xff, 0xd8, 0xff, 0xe0][at % 4] ?? 0),
    });
    expect(await readTexts(bytes, 'a.zip')).toEqual({
      texts: [ROW, 'Dear Jane'],
      reasons: ['an image cannot be read: no OCR engine'],
    });
  });

  it('reads a mail in an archive with an archive in it', async () => {
    const inner = Buffer.from(zipParts({ 'a.csv': CSV })).toString('base64');
    const mail = `From: a@b.example\nReceived: x\nContent-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n${inner}\n`;
    expect(await readTexts(zipParts({ 'a.eml': mail }))).toEqual({ texts: [ROW], reasons: [] });
  });

  it('takes the one file of a gzip file', async () => {
    expect(await readTexts(gzipSync(Buffer.from(CSV)), 'list.csv.gz')).toEqual({ texts: [ROW], reasons: [] });
  });

  it('keeps positions apart, so that values of two files are not taken for one place', async () => {
    const { readDocument } = await import('../../../agent/assess/documents/read-document.js');
    const { passages } = await readDocument(zipParts({ a: 'one', b: 'two' }), '', null, DEFAULT_LIMITS);
    const places = passages.map(({ origins }) => origins[0]?.at);
    expect(new Set(places).size).toBe(2);
  });

  it.each([
    {
      name: 'encrypted files',
      bytes: encrypted(zipParts({ 'a.txt': 'secret' })),
      reason: 'password-protected files in an archive cannot be read',
    },
    {
      name: 'an unusual method',
      bytes: alterEntries(zipParts({ 'a.txt': 'secret' }), (view, at) => view.setUint16(at + 2, 14, true)),
      reason: 'files in an archive that are packed in an unusual way cannot be read',
    },
    {
      name: 'a truncated gzip file',
      bytes: gzipSync(Buffer.from(CSV.repeat(50))).subarray(0, 60),
      reason: 'the archive cannot be read: it is damaged',
    },
    {
      name: '7-Zip',
      bytes: Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 1),
      reason: 'a 7-Zip archive cannot be read',
    },
    {
      name: 'TNEF',
      bytes: Uint8Array.of(0x78, 0x9f, 0x3e, 0x22, 1),
      reason: 'the TNEF container (winmail.dat) could not be read to its end: it ends too early',
    },
  ])('$name are named as unread', async ({ bytes, reason }) => {
    expect(await readTexts(bytes)).toEqual({ texts: [], reasons: [reason] });
  });
});

describe('hostile archives', () => {
  it('bombs stop at the ratio, in files, gzip and archives alike', async () => {
    const zeros = new Uint8Array(20_000_000).fill(32);
    for (const bomb of [zipSync({ 'a.txt': zeros }), gzipSync(zeros)]) {
      expect(bomb.length).toBeLessThan(100_000);
      expect((await readTexts(bomb)).reasons.join()).toContain('inflates to more than is allowed');
    }
  });

  it('many archives in one draw on one budget', async () => {
    const inner = zipSync({ 'a.txt': Buffer.from('some words here\n'.repeat(10_000)) });
    const outer = zipSync(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.zip`, inner])));
    const { texts, reasons } = await readTexts(outer, '', { ...DEFAULT_LIMITS, inflatedBytes: 500_000 });
    expect(texts.length).toBeLessThan(4);
    expect(reasons.join()).toContain('inflates to more than is allowed');
  });

  it('an archive of archives ends', async () => {
    let bytes: Uint8Array = Buffer.from('end');
    for (let depth = 0; depth < 12; depth += 1) bytes = zipSync({ 'a.zip': bytes });
    expect(await readTexts(bytes)).toEqual({ texts: [], reasons: ['archives nested too deep'] });
  });

  it('too many files end in a reason', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}.txt`, `file ${at}`]));
    const { texts, reasons } = await readTexts(zipParts(files), '', { ...DEFAULT_LIMITS, archiveFiles: 10 });
    expect(texts).toHaveLength(10);
    expect(reasons).toEqual(['it holds more files than are read']);
  });

  it('a size that lies does not get past the count', async () => {
    const bomb = zipSync({ 'a.txt': new Uint8Array(3_000_000).fill(32) });
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(22, 10, true);
    const limits = { ...DEFAULT_LIMITS, inflatedBytes: 1_000_000 };
    expect((await readTexts(bomb, '', limits)).reasons.join()).toContain('inflates to more than is allowed');
  });

  it('names that lead out of the archive are only names', async () => {
    const parts = { '../../etc/passwd': CSV, '/tmp/x': 'absolute', 'C:\\x.txt': 'drive' };
    const { texts, reasons } = await readTexts(zipParts(parts));
    expect(texts).toEqual([ROW, 'absolute', 'drive']);
    expect(reasons).toEqual([]);
  });

  it('what comes before the damage counts', async () => {
    const whole = zipSync(
      { 'a.txt': Buffer.from('first file'), 'b.txt': Buffer.from('second file') },
      { level: 0 },
    );
    const { texts, reasons } = await readTexts(whole.subarray(0, 70));
    expect(texts).toEqual(['first file']);
    expect(reasons).not.toEqual([]);
  });
});
