import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type DocumentText } from '../../../agent/assess/documents/document.js';
import { readDocument } from '../../../agent/assess/documents/read-document.js';
import { makeWorkbook, zipParts } from './make-workbook.js';

const read = (bytes: Uint8Array, limits = DEFAULT_LIMITS): Promise<DocumentText> =>
  readDocument(bytes, 'list.xlsx', null, limits);
const texts = (document: DocumentText): readonly string[] => document.passages.map(({ text }) => text.trim());

describe('workbook', () => {
  it('gives each row behind the headings of its columns', async () => {
    const bytes = makeWorkbook([
      [
        ['Customer name', 'Account number'],
        ['Jane Roe', 497982806],
      ],
    ]);
    expect(texts(await read(bytes))).toEqual(['Customer name: Jane Roe\nAccount number: 497982806']);
    expect((await read(bytes)).reasons).toEqual([]);
  });

  it('reads every sheet, and texts that no cell shows any more', async () => {
    const bytes = makeWorkbook([[['one', 'more']], [['two', 'more']]], ['Deleted: SSN 536-22-8726']);
    expect(texts(await read(bytes))).toEqual(['one\nmore', 'two\nmore', 'Deleted: SSN 536-22-8726']);
  });

  it('reads inline texts, runs, prefixed names and numbers in scientific writing', async () => {
    const sheet =
      '<x:worksheet xmlns:x="urn:x"><x:row><x:c t="inlineStr"><x:is><x:r><x:t>Jane </x:t></x:r><x:r><x:t>Roe</x:t></x:r></x:is></x:c><x:c><x:v>4.97982806E8</x:v></x:c></x:row></x:worksheet>';
    expect(texts(await read(zipParts({ 'xl/worksheets/sheet1.xml': sheet })))).toEqual([
      'Jane Roe\n497982806',
    ]);
  });

  it('names the parts that it does not read', async () => {
    const parts = { 'xl/worksheets/sheet1.xml': '<worksheet/>', 'xl/media/image1.png': 'x' };
    expect((await read(zipParts(parts))).reasons).toEqual(['pictures in the workbook cannot be read']);
  });

  it('reads the source of a pivot table, and values that no row of it shows any more', async () => {
    const fields =
      '<pivotCacheDefinition><cacheFields><cacheField name="Name"><sharedItems><s v="Jane Roe"/><s v="Gone Person"/></sharedItems></cacheField><cacheField name="Account number"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>';
    const records = '<pivotCacheRecords><r><x v="0"/><n v="497982806"/></r></pivotCacheRecords>';
    const bytes = zipParts({
      'xl/pivotCache/pivotCacheRecords1.xml': records,
      'xl/pivotCache/pivotCacheDefinition1.xml': fields,
      'xl/worksheets/sheet1.xml': '<worksheet/>',
    });
    expect(texts(await read(bytes))).toEqual([
      'Name: Jane Roe\nAccount number: 497982806',
      'Name: Gone Person',
    ]);
    expect((await read(bytes)).reasons).toEqual([]);
  });
});

describe('hostile workbook', () => {
  const sheetOf = (rows: string): Uint8Array =>
    zipParts({ 'xl/worksheets/sheet1.xml': `<worksheet>${rows}</worksheet>` });

  it('stops inflating at the limit', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(30_000_000).fill(32) }, { level: 9 });
    expect(bomb.length).toBeLessThan(50_000);
    expect((await read(bomb, { ...DEFAULT_LIMITS, inflatedBytes: 1_000_000 })).reasons.join()).toContain(
      'inflates to more than is allowed',
    );
  });

  it('counts what comes out, whatever the archive says of its size', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(3_000_000).fill(32) });
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(22, 10, true);
    expect((await read(bomb, { ...DEFAULT_LIMITS, inflatedBytes: 1_000_000 })).reasons.join()).toContain(
      'inflates to more than is allowed',
    );
  });

  it('never expands an entity that the file declares', async () => {
    const xml = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><row><c t="str"><v>&b;</v></c></row></worksheet>`;
    const document = await read(zipParts({ 'xl/worksheets/sheet1.xml': xml }));
    expect(document.reasons.join()).toContain('its markup is broken');
    expect(texts(document).join()).not.toContain('aaaa');
  });

  it('gives up on markup nested too deep', async () => {
    expect((await read(sheetOf('<a>'.repeat(5_000)))).reasons.join()).toContain('nested too deep');
  });

  it('keeps the rows before the damage', async () => {
    const document = await read(sheetOf('<row><c t="str"><v>Jane</v></c></row><row><c t="str"><v>Jo'));
    expect(texts(document)).toEqual(['Jane']);
    expect(document.reasons.join()).toContain('could not be read to its end');
  });

  it('a cell far to the right of each row does not fill the memory', async () => {
    const rows = '<row><c r="ZZ1" t="str"><v>x</v></c></row>'.repeat(100);
    expect((await read(sheetOf(rows), { ...DEFAULT_LIMITS, cells: 5_000 })).reasons).toEqual([
      'rows or cells beyond the limit were not read',
    ]);
  });

  it('a truncated archive is a reason', async () => {
    const bytes = makeWorkbook([[['Jane', 'Roe']]]);
    expect((await read(bytes.subarray(0, 60))).reasons).not.toEqual([]);
  });

  it('an entry that points at a text that is not there is empty', async () => {
    expect(texts(await read(sheetOf('<row><c t="s"><v>99</v></c><c t="str"><v>x</v></c></row>')))).toEqual([
      'x',
    ]);
  });
});
