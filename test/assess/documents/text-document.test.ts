import { describe, expect, it } from 'vitest';
import { readText } from '../../../agent/assess/documents/text-document.js';

/** The rows found in a text, and what is left as running text. */
function split(text: string): { readonly rows: readonly string[]; readonly rest: string } {
  const { passages } = readText(text);
  const rows = passages.filter(({ kind }) => kind === 'row').map((passage) => passage.text.trim());
  return { rows, rest: (passages[0]?.text ?? '').trim() };
}

const ROWS = ['Name: Jane Roe\nAccount: 497982806', 'Name: John Doe\nAccount: 657679973'];

describe('tables in running text', () => {
  it.each([
    { name: 'tabs', given: 'Name\tAccount\nJane Roe\t497982806\nJohn Doe\t657679973' },
    {
      name: 'bars',
      given: '| Name | Account |\n|---|---|\n| Jane Roe | 497982806 |\n| John Doe | 657679973 |',
    },
    { name: 'semicolons', given: 'Name;Account\nJane Roe;497982806\nJohn Doe;657679973' },
    { name: 'wide blanks', given: 'Name       Account\nJane Roe   497982806\nJohn Doe   657679973' },
    {
      name: 'columns filled to the brim',
      given: 'Name      Account\nJane Roe  497982806\nJohn Doe  657679973',
    },
    { name: 'columns one blank apart', given: 'Name     Account\nJane Roe 497982806\nJohn Doe 657679973' },
  ])('$name', ({ given }) => {
    expect(split(given)).toEqual({ rows: ROWS, rest: '' });
    expect(split(`Hi,\n\n${given}\n\nThanks`)).toMatchObject({
      rows: ROWS,
      rest: expect.stringMatching(/^Hi,\s+Thanks$/),
    });
  });

  it('a sentence with commas is none', () => {
    const text = 'Jane, name and account, please\nher number is 5, I think, yes';
    expect(split(text)).toEqual({ rows: [], rest: text });
  });

  it('a cell keeps its place in the text', () => {
    const text = 'see below\nName\tAccount\nJane Roe\t497982806';
    const row = readText(text).passages.find(({ kind }) => kind === 'row');
    const places = row?.origins.map(({ at, length }) => text.slice(at, at + length));
    expect(places).toEqual(['Jane Roe', '497982806']);
  });
});
