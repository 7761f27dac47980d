import { describe, expect, it } from 'vitest';
import { makeOpen, makeWord, readTexts, wordParagraph, wordTable } from './make-documents.js';
import { makeWorkbook, zipParts } from './make-workbook.js';

const ROWS = [
  ['Name', 'Account number'],
  ['Jane Roe', '497982806'],
];
const ROW = 'Name: Jane Roe\nAccount number: 497982806';

describe('Word documents', () => {
  it('keeps lines of an address together and parts what an empty line parts', async () => {
    const body = ['Jane Roe', '12 Cedar St', '', 'John Doe'].map(wordParagraph).join('');
    expect(await readTexts(makeWord(body))).toEqual({
      texts: ['Jane Roe\n12 Cedar St\n\nJohn Doe'],
      reasons: [],
    });
  });

  it('joins runs, and reads tabs, breaks, deleted text and hyphens', async () => {
    const body =
      '<w:p><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr><w:r><w:t>Acc</w:t></w:r><w:r><w:t xml:space="preserve">ount: </w:t><w:tab/><w:t>4979</w:t><w:noBreakHyphen/><w:t>82806</w:t><w:br/></w:r><w:del><w:r><w:delText>536-22-8726</w:delText></w:r></w:del></w:p>';
    expect((await readTexts(makeWord(body))).texts).toEqual(['Account: \t4979-82806\n536-22-8726']);
  });

  it('gives rows of a table behind their headings', async () => {
    const { texts } = await readTexts(makeWord(wordParagraph('List') + wordTable(ROWS)));
    expect(texts).toEqual(['List', ROW]);
  });

  it('reads headers, notes and comments, and a text box once', async () => {
    const box =
      '<w:p><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:p><w:r><w:t>in a box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>in a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>';
    const part = (name: string, text: string) => ({
      [`word/${name}.xml`]: `<w:x xmlns:w="urn:w">${wordParagraph(text)}</w:x>`,
    });
    const bytes = makeWord(box, {
      ...part('header1', 'in the header'),
      ...part('footnotes', 'in a note'),
      ...part('comments', 'in a comment'),
    });
    const whole = (await readTexts(bytes)).texts.join();
    for (const text of ['in a box', 'in the header', 'in a note', 'in a comment'])
      expect(whole.split(text)).toHaveLength(2);
  });

  it('reads an embedded workbook and a file that only lies in the archive', async () => {
    const workbook = Buffer.from(makeWorkbook([ROWS])).toString('latin1');
    const { zipSync, unzipSync } = await import('fflate');
    const parts = unzipSync(makeWord(wordParagraph('Hello'), { 'list.csv': 'Name,Plan,Phone\nJo,Max,1\n' }));
    const bytes = zipSync({ ...parts, 'word/embeddings/a.xlsx': Buffer.from(workbook, 'latin1') });
    expect((await readTexts(bytes)).texts).toEqual(['Hello', 'Name: Jo\nPlan: Max\nPhone: 1', ROW]);
  });

  it('names pictures and the lack of any text', async () => {
    const bytes = makeWord(wordParagraph('x'), { 'word/media/image1.png': 'x' });
    expect((await readTexts(bytes)).reasons).toEqual(['pictures in the Word document cannot be read']);
  });
});

describe('presentations', () => {
  it('reads slides, tables, notes and both kinds of comments', async () => {
    const paragraph = (text: string): string => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`;
    const cells = (row: readonly string[]): string =>
      row.map((cell) => `<a:tc><a:txBody>${paragraph(cell)}</a:txBody></a:tc>`).join('');
    const table = `<a:tbl>${ROWS.map((row) => `<a:tr>${cells(row)}</a:tr>`).join('')}</a:tbl>`;
    const root = (body: string): string => `<p:x xmlns:p="urn:p" xmlns:a="urn:a">${body}</p:x>`;
    const { texts, reasons } = await readTexts(
      zipParts({
        'ppt/presentation.xml': '<p/>',
        'ppt/slides/slide1.xml': root(paragraph('Title') + table),
        'ppt/notesSlides/notesSlide1.xml': root(paragraph('spoken')),
        'ppt/comments/comment1.xml': root('<p:cm><p:text>old remark</p:text></p:cm>'),
        'ppt/comments/modernComment_1.xml': root(`<p:cm>${paragraph('new remark')}</p:cm>`),
      }),
    );
    expect(reasons).toEqual([]);
    expect(texts).toContain(ROW);
    for (const text of ['Title', 'spoken', 'old remark', 'new remark']) expect(texts.join()).toContain(text);
  });
});

describe('OpenDocument', () => {
  it('reads a text with its tables, comments and headers', async () => {
    const cell = (text: string): string => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
    const table = `<table:table>${ROWS.map((row) => `<table:table-row>${row.map(cell).join('')}</table:table-row>`).join('')}</table:table>`;
    const body = `<office:text><text:h>Head<text:s/>line</text:h><text:p>one<office:annotation><dc:creator>Kim</dc:creator><text:p>remark</text:p></office:annotation></text:p>${table}</office:text>`;
    const styles = '<x xmlns:text="urn:t"><text:p>header</text:p></x>';
    const { texts, reasons } = await readTexts(makeOpen(body, { 'styles.xml': styles }));
    expect(reasons).toEqual([]);
    expect(texts.at(-1)).toBe(ROW);
    expect(texts[0]).toContain('Head line\none\nremark');
    expect(texts.join()).toContain('header');
    expect(texts.join()).not.toContain('Kim');
  });

  it('reads sheets without unrolling their repetitions', async () => {
    const cell = (text: string, more = ''): string =>
      `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
    const rows = ROWS.map(
      (row) => `<table:table-row>${row.map((text) => cell(text)).join('')}</table:table-row>`,
    );
    const empty =
      '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
    const far = `<table:table-row><table:table-cell table:number-columns-repeated="999999999"/>${cell('far away')}</table:table-row>`;
    const body = `<office:spreadsheet><table:table>${rows.join('')}${empty}</table:table><table:table>${far}</table:table></office:spreadsheet>`;
    expect(await readTexts(makeOpen(body))).toEqual({
      texts: [ROW],
      reasons: ['rows or cells beyond the limit were not read'],
    });
  });

  it('says when a password protects it', async () => {
    const manifest =
      '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>';
    const bytes = zipParts({
      mimetype: 'x',
      'content.xml': '\u0001\u0002',
      'META-INF/manifest.xml': manifest,
    });
    const { texts, reasons } = await readTexts(bytes);
    expect(texts).toEqual([]);
    expect(reasons.join()).toMatch(/password|could not be read to its end/);
  });
});
