import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { readDocument } from '../../../agent/assess/documents/read-document.js';
import type { PictureReader } from '../../../agent/model/document-text.js';
import { drawTexts, makeOpen, makePdf, makeWord, wordParagraph } from './make-documents.js';
import { pngHead, scannedPdf } from './make-scan.js';
import { zipParts } from './make-workbook.js';

const HEADING =
  'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const ANSWER = `${HEADING}\n5\t1\t1\t1\t1\t1\t10\t10\t90\t20\t95\t497982806\n`;
const PNG = pngHead(200, 100);
const SCAN = readFileSync(resolve('test/fixtures/pictures/form.tif'));

function reader(words = ANSWER) {
  const given: Uint8Array[] = [];
  const pictures: PictureReader = {
    async read(picture) {
      given.push(picture);
      return { words };
    },
  };
  return { given, pictures };
}

async function read(bytes: Uint8Array, pictures: PictureReader | null, name = '') {
  const document = await readDocument(bytes, name, null, DEFAULT_LIMITS, pictures);
  const texts = document.passages.filter(({ text }) => text.trim() !== '');
  return {
    texts: texts.map(({ text, isRecognised }) => [text.trim(), isRecognised]),
    reasons: document.reasons,
  };
}

const bytesOf = (...values: readonly (string | number)[]) =>
  Buffer.concat(
    values.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.alloc(one))),
  );

describe('a picture', () => {
  it.each([
    { name: 'PNG', bytes: PNG },
    { name: 'JPEG', bytes: bytesOf('\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x64\0\xc8', 600) },
    { name: 'GIF', bytes: bytesOf('GIF89a\xc8\0\x64\0', 600) },
    { name: 'PNG whose size is damaged', bytes: pngHead(0, 100) },
    { name: 'TIFF', bytes: bytesOf('II*\0', 600) },
    { name: 'TIFF of the other byte order', bytes: bytesOf('MM\0*', 600) },
    { name: 'WebP', bytes: bytesOf('RIFF\xff\xff\0\0WEBPVP8 ', 600) },
    { name: 'bitmap', bytes: bytesOf('BM\xff\xff\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xc8\0\0\0\x64\0\0\0', 600) },
  ])('is read: $name', async ({ bytes }) => {
    const { pictures, given } = reader();
    expect(await read(bytes, pictures)).toEqual({ texts: [['497982806', true]], reasons: [] });
    expect(given).toHaveLength(1);
  });

  it.each([
    {
      name: 'words that begin as a bitmap does',
      bytes: Buffer.from('BMW 320, account 497982806\n'.repeat(30)),
    },
    { name: 'a list of files that calls itself a picture', bytes: Buffer.from('/etc/passwd\n'.repeat(60)) },
    { name: 'what only begins as a GIF', bytes: bytesOf('GIF8://host/path\n', 600) },
    { name: 'a photograph of a phone', bytes: bytesOf('\0\0\0\x18ftypheic', 600) },
    { name: 'one with more points than memory', bytes: pngHead(60_000, 60_000) },
    { name: 'a line of points', bytes: pngHead(600, 2) },
    { name: 'a tracking pixel', bytes: PNG.subarray(0, 80) },
  ])('$name is never handed to the engine', async ({ bytes }) => {
    const { pictures, given } = reader();
    await read(bytes, pictures, 'scan.png');
    expect(given).toHaveLength(0);
  });

  it.each([
    { name: 'a photograph of a phone', bytes: bytesOf('\0\0\0\x18ftypheic', 600), says: 'of a kind' },
    { name: 'one with more points than memory', bytes: pngHead(60_000, 60_000), says: 'points' },
  ])('$name is a reason', async ({ bytes, says }) => {
    expect((await read(bytes, reader().pictures)).reasons).toEqual([expect.stringContaining(says)]);
  });

  it('without an engine is a reason, wherever it lies', async () => {
    const none = 'an image cannot be read: no OCR engine';
    expect(await read(PNG, null)).toEqual({ texts: [], reasons: [none] });
    expect((await read(zipParts({ 'a.png': PNG }), null)).reasons).toEqual([none]);
  });

  it('whose writing is hardly legible is read in part', async () => {
    const words = [95, 20, 20, 20].map(
      (sure, at) => `5\t1\t1\t1\t1\t${at}\t${at * 50}\t10\t40\t20\t${sure}\tw${at}`,
    );
    const { texts, reasons } = await read(PNG, reader([HEADING, ...words].join('\n')).pictures);
    expect(texts).toEqual([['w0', true]]);
    expect(reasons).toEqual([expect.stringContaining('hardly legible')]);
  });
});

describe('pictures in documents', () => {
  it.each([
    { name: 'Word', bytes: makeWord(wordParagraph('Hello'), { 'word/media/image1.png': PNG }) },
    { name: 'OpenDocument', bytes: makeOpen('<text:p>Hello</text:p>', { 'Pictures/1.png': PNG }) },
  ])('are read: $name', async ({ bytes }) => {
    const { texts, reasons } = await read(bytes, reader().pictures);
    expect(reasons).toEqual([]);
    expect(texts).toEqual([
      ['Hello', undefined],
      ['497982806', true],
    ]);
  });

  it('a scanned page of a PDF is read, also under the stamp of a scanner', async () => {
    const { pictures, given } = reader();
    expect((await read(scannedPdf(SCAN), pictures)).texts).toEqual([['497982806', true]]);
    const stamped = scannedPdf(SCAN, drawTexts([[50, 700, 'Scanned with a scanner']]));
    expect((await read(stamped, pictures)).texts).toHaveLength(2);
    expect(Buffer.from(given[0] ?? []).toString('latin1', 0, 12)).toBe('P4\n1200 500\n');
    // White paper: hardly a point is black, which is 1 here.
    const black = [...(given[0] ?? new Uint8Array())].slice(12).filter((byte) => byte === 0xff).length;
    expect(black).toBeLessThan((given[0]?.length ?? 0) / 10);
  });

  it('a page of words is not read twice', async () => {
    const { pictures, given } = reader();
    const lines = [700, 680, 660, 640].map((y) => [50, y, 'A letter of so many words in each line'] as const);
    await read(scannedPdf(SCAN, drawTexts(lines)), pictures);
    expect(given).toHaveLength(0);
  });

  it.each([
    {
      name: 'in which the engine sees nothing',
      bytes: scannedPdf(SCAN),
      says: 'no writing could be made out',
    },
    { name: 'without words or pictures', bytes: makePdf(['']), says: 'no picture that can be read' },
  ])('a page of a PDF $name is a reason', async ({ bytes, says }) => {
    const { reasons } = await read(bytes, reader(`${HEADING}\n`).pictures);
    expect(reasons).toEqual([expect.stringContaining(says)]);
  });
});
