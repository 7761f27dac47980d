import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognisedText } from '../../../agent/assess/documents/recognised-text.js';

type Box = readonly [text: string, left: number, top: number, width: number, height: number];

/** One line of the engine for each list, each in a block of its own. */
function tsv(lines: readonly (readonly Box[])[], confidence = 95): string {
  return lines
    .flatMap((words, line) =>
      words.map(([text, left, top, width, height], at) =>
        [5, 1, line + 1, 1, 1, at + 1, left, top, width, height, confidence, text].join('\t'),
      ),
    )
    .join('\n');
}

describe('the text of a picture', () => {
  it('has what stands side by side in one row, whatever block it was found in', () => {
    const lines: readonly (readonly Box[])[] = [
      [['Name', 10, 10, 40, 12]],
      [['Jo', 10, 74, 20, 12]],
      [['497982806', 300, 43, 90, 12]],
      [['497982814', 300, 73, 90, 12]],
      [['Account', 300, 11, 70, 12]],
      [['Ann', 10, 42, 30, 12]],
    ];
    const { text } = recognisedText(tsv(lines));
    expect(text.trim().split(/\n+/)).toEqual(['Name   Account', 'Ann   497982806', 'Jo   497982814']);
  });

  it.each([
    { name: 'to the right', place: (x: number, y: number, w: number): Box => ['', 400 - y - 12, x, 12, w] },
    { name: 'to the left', place: (x: number, y: number, w: number): Box => ['', y, 600 - x - w, 12, w] },
  ])('is read of a page that lies $name', ({ place }) => {
    const at = (text: string, x: number, y: number): Box => {
      const [, ...box] = place(x, y, text.length * 9);
      return [text, ...box] as Box;
    };
    const lines = [
      [at('Account', 10, 50), at('number:', 90, 50), at('497982806', 170, 50)],
      [at('Customer:', 10, 20), at('Jane', 110, 20)],
    ];
    expect(recognisedText(tsv(lines)).text.trim().split(/\n+/)).toEqual([
      'Customer: Jane',
      'Account number: 497982806',
    ]);
  });

  it('leaves out what the engine only guesses at', () => {
    expect(recognisedText(tsv([[['~;|', 10, 10, 40, 12]]], 12)).text.trim()).toBe('');
  });

  it('keeps pages apart', () => {
    const first = tsv([[['first', 10, 10, 40, 12]]]);
    const second = tsv([[['second', 10, 10, 40, 12]]]).replace(/^5\t1/, '5\t2');
    expect(recognisedText(`${first}\n${second}`).text.trim()).toMatch(/^first\n\n+second$/);
  });

  it('is something of whatever the engine writes', () => {
    const field = fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom('5', '1', '-1', '1e308'));
    const row = fc.array(field, { maxLength: 13 }).map((fields) => fields.join('\t'));
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(typeof recognisedText(rows.join('\n')).text).toBe('string');
      }),
    );
  });
});
