import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { readDocument } from '../../../agent/assess/documents/read-document.js';
import { drawTexts, makeOpen, makePdf, makeWord, wordParagraph, wordTable } from './make-documents.js';
import { makeWorkbook } from './make-workbook.js';

const LIMITS = { ...DEFAULT_LIMITS, inflatedBytes: 2_000_000 };
const WORKBOOK = makeWorkbook([
  [
    ['Name', 'SSN'],
    ['Jane Roe', '536-22-8726'],
    ['John Doe', 601441200],
  ],
]);
const MAIL = Buffer.from(
  'From: a@b.example\r\nReceived: x\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<table><tr><th>Name</th></tr></table>\r\n--b\r\nContent-Type: text/csv; name=a.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nTmFtZSxTU04KSmFuZSwx\r\n--b--\r\n',
);
const TABLE = Buffer.from('Name,SSN,Phone\n"Roe, Jane",536-22-8726,206-555-0134\n');

/** A file with some of its bytes changed, cut somewhere. */
function damaged(file: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
  return fc.tuple(fc.array(change, { maxLength: 12 }), fc.nat(file.length)).map(([changes, cut]) => {
    const copy = Uint8Array.from(file);
    for (const [at, byte] of changes) copy[at] = byte;
    return cut % 3 === 0 ? copy.subarray(0, cut) : copy;
  });
}

describe('whatever the bytes are', () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), damaged(WORKBOOK), damaged(MAIL), damaged(TABLE));
  const name = fc.constantFrom('', 'a.csv', 'a.html', 'a.eml', 'a.xlsx');

  it('reading ends with passages or reasons, and places that lie in order', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, name, async (given, called) => {
        const { passages, reasons } = await readDocument(given, called, null, LIMITS);
        expect(reasons.every((reason) => reason !== '')).toBe(true);
        for (const { text, origins } of passages) {
          for (const { start, length, at } of origins) {
            expect(at).toBeGreaterThanOrEqual(0);
            expect(start + length).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 1_500 },
    );
  });

  const kinds: readonly { readonly name: string; readonly file: Uint8Array }[] = [
    { name: 'a.docx', file: makeWord(wordParagraph('Jane') + wordTable([['Name'], ['Jane']])) },
    { name: 'a.ods', file: makeOpen('<office:spreadsheet><table:table/></office:spreadsheet>') },
    { name: 'a.pdf', file: makePdf([drawTexts([[50, 700, 'Jane Roe']])]) },
    { name: 'a.rtf', file: Buffer.from("{\\rtf1{\\fonttbl x}\\u223?J\\'e4ne\\par\\cell\\row{\\*\\x y}}") },
    { name: 'a.vcf', file: Buffer.from('BEGIN:VCARD\r\nFN;X="a:b":Jane\r\n Roe\r\nEND:VCARD\r\n') },
    { name: 'a.json', file: Buffer.from('[{"name":"Jane","id":12345678901234567890},{"name":null}]') },
    { name: 'a.xml', file: Buffer.from('<?xml version="1.0"?><a b="c"><d>Jane</d><d/></a>') },
    { name: 'a.gz', file: gzipSync(Buffer.from('Jane Roe '.repeat(40))) },
    { name: 'a.zip', file: zipSync({ 'a.zip': zipSync({ 'a.txt': Buffer.from('Jane Roe') }) }) },
  ];

  it.each(kinds)('a damaged $name ends with passages or reasons', async ({ name: called, file }) => {
    await fc.assert(
      fc.asyncProperty(damaged(file), async (given) => {
        const { passages, reasons } = await readDocument(given, called, null, LIMITS);
        expect(reasons.every((reason) => reason !== '')).toBe(true);
        expect(passages.every(({ origins }) => origins.every(({ at }) => at >= 0))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('a file of any kind that is cut off in the middle is never taken for whole', async () => {
    for (const { name: called, file } of kinds.filter((kind) => /docx|ods|pdf|zip|gz$/.test(kind.name))) {
      const { reasons } = await readDocument(file.subarray(0, file.length / 2), called, null, LIMITS);
      expect({ called, reasons: reasons.length > 0 }).toEqual({ called, reasons: true });
    }
  });
});

describe('what grows with the square of its length in a careless reader', () => {
  const SIZE = 300_000;

  it.each([
    { name: 'a.json', unit: '"\\' },
    { name: 'a.json', unit: '{"a":' },
    { name: 'a.json', unit: '1234567890123456789' },
    { name: 'a.json', unit: '{"a":1}\n' },
    { name: 'a.vcf', unit: 'NOTE;CN="' },
    { name: 'a.vcf', unit: 'N;QUOTED-PRINTABLE:=\r\n' },
    { name: 'a.vcf', unit: 'BEGIN:VCARD\r\n ' },
    { name: 'a.xml', unit: '<?xml <a b="' },
    { name: 'a.xml', unit: '<a>' },
    { name: 'a.xml', unit: '&amp;' },
    { name: 'a.rtf', unit: '{\\rtf1 ' },
    { name: 'a.rtf', unit: "{\\rtf\\'" },
    { name: 'a.rtf', unit: '{\\rtf1\\bin9 \\u1 {\\*' },
    { name: 'a.pdf', unit: '%PDF-1.4 1 0 obj << ' },
    { name: 'a.zip', unit: 'PK\u0003\u0004' },
    { name: 'a.zip', unit: 'PK\u0001\u0002' },
  ])('$name: $unit over and over is read to its end', async ({ name, unit }) => {
    const bytes = Buffer.from(unit.repeat(Math.ceil(SIZE / unit.length)), 'latin1');
    const { passages, reasons } = await readDocument(bytes, name, null, LIMITS);
    expect(passages.length + reasons.length).toBeGreaterThan(0);
  });
});
