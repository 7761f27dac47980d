import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../agent/assess/documents/document.js';
import { drawTexts, makePdf, readTexts } from './make-documents.js';

describe('PDF', () => {
  it('reads lines, columns as a table, and every page', async () => {
    const first = drawTexts([
      [50, 700, 'Name'],
      [250, 700, 'Account number'],
      [50, 686, 'Jane Roe'],
      [250, 686, '497982806'],
      [50, 672, 'Jo Doe'],
      [250, 672, '497982807'],
      [50, 500, 'Far below'],
    ]);
    const { texts, reasons } = await readTexts(makePdf([first, drawTexts([[50, 700, 'Page two']])]));
    expect(reasons).toEqual([]);
    expect(texts).toEqual([
      'Far below',
      'Name: Jane Roe\nAccount number: 497982806',
      'Name: Jo Doe\nAccount number: 497982807',
      'Page two',
    ]);
  });

  it('joins the pieces that a word is drawn in', async () => {
    const { texts } = await readTexts(makePdf(['BT /F1 12 Tf 50 700 Td [(536-2) 1 (2-87) -1 (26)] TJ ET']));
    expect(texts).toEqual(['536-22-8726']);
  });

  it('reads filled fields and comments', async () => {
    const objects = [
      '<</Type/Annot/Subtype/Widget/FT/Tx/T(SSN)/V(536-22-8726)/Rect[0 0 100 20]>>',
      '<</Type/Annot/Subtype/Text/Contents(call her back)/Rect[0 0 20 20]>>',
    ];
    const bytes = makePdf([drawTexts([[50, 700, 'Form']])], '/Annots[4 0 R 5 0 R]', objects);
    const { texts } = await readTexts(bytes);
    expect(texts.join('\n')).toContain('SSN: 536-22-8726');
    expect(texts.join('\n')).toContain('call her back');
  });

  it('a page without text is a picture of one', async () => {
    expect(await readTexts(makePdf(['0 0 100 100 re f']))).toEqual({
      texts: [],
      reasons: ['a picture of text: a page of the PDF has no text in it (no OCR engine)'],
    });
  });

  it('says when pages are left out', async () => {
    const pages = Array.from({ length: 4 }, (_, at) => drawTexts([[50, 700, `page ${at}`]]));
    const { texts, reasons } = await readTexts(makePdf(pages), '', { ...DEFAULT_LIMITS, pages: 2 });
    expect(texts).toEqual(['page 0', 'page 1']);
    expect(reasons).toEqual(['only the first 2 pages were read']);
  });

  it('a damaged one is a reason', async () => {
    const bytes = makePdf([drawTexts([[50, 700, 'x']])]);
    expect((await readTexts(bytes.subarray(0, 40))).reasons).not.toEqual([]);
    expect((await readTexts('%PDF-1.7 nothing else')).reasons).toEqual(['a damaged PDF cannot be read']);
  });
});
