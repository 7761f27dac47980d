import { describe, expect, it } from 'vitest';
import { countText, elapsedText, shortened, signedText } from '../../../agent/report/page/format.js';
import { html } from '../../../agent/report/page/markup.js';

describe('elapsedText', () => {
  const cases = [
    { name: 'in one moment', to: '2026-03-02T08:00:00.400Z', expected: 'less than 1 s' },
    { name: 'seconds', to: '2026-03-02T08:00:41.900Z', expected: '41 s' },
    { name: 'minutes and seconds', to: '2026-03-02T08:03:05.000Z', expected: '3 min 5 s' },
    { name: 'no smaller unit than the second', to: '2026-03-02T10:00:05.000Z', expected: '2 h' },
    { name: 'days and hours', to: '2026-03-05T10:30:00.000Z', expected: '3 d 2 h' },
    { name: 'backwards, when clocks differ', to: '2026-03-02T07:59:59.000Z', expected: null },
    { name: 'no time at all', to: 'soon', expected: null },
  ];
  for (const { name, to, expected } of cases) {
    it(name, () => expect(elapsedText('2026-03-02T08:00:00.000Z', to)).toBe(expected));
  }
});

describe('figures', () => {
  it('points carry their sign', () => {
    expect([signedText(1234), signedText(-50), signedText(0)]).toEqual(['+1,234', '\u221250', '0']);
  });
  it('nouns follow their number', () => {
    expect([countText(1, 'gap'), countText(0, 'gap'), countText(2, 'mailbox', 'mailboxes')]).toEqual([
      '1 gap',
      '0 gaps',
      '2 mailboxes',
    ]);
  });
  it('a shortened text never ends within a character', () => {
    expect(shortened('a😀😀😀😀', 2)).toBe('a😀…');
    expect(shortened('short')).toBe('short');
  });
});

describe('html', () => {
  const cases = [
    { name: 'text', given: html`<b title="${'"\'<&>'}">`, expected: '<b title="&quot;&#39;&lt;&amp;&gt;">' },
    { name: 'markup in markup', given: html`<p>${html`<b>${'<'}</b>`}</p>`, expected: '<p><b>&lt;</b></p>' },
    { name: 'lists, numbers and nothing', given: html`${['a', 1, null, [false, 'b']]}`, expected: 'a1b' },
    { name: 'half a character', given: html`${'\ud83d!'}`, expected: '\ufffd!' },
    { name: 'line breaks', given: html`${'a\r\nb\tc'}`, expected: 'a  b c' },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(given.text).toBe(expected));
});
