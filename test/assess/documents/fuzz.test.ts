import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { readDocument } from '../../../agent/assess/documents/read-document.js';
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

  it('reading ends with passages or reasons, and places that lie in order', () => {
    fc.assert(
      fc.property(bytes, name, (given, called) => {
        const { passages, reasons } = readDocument(given, called, null, LIMITS);
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
});
