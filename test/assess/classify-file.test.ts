import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../agent/assess/classify/settings.js';
import { classifyFile } from '../../agent/assess/classify-file.js';
import { makeWorkbook } from './documents/make-workbook.js';

const classify = (content: string | Uint8Array, name = '') =>
  classifyFile(typeof content === 'string' ? Buffer.from(content) : content, name, DEFAULT_SETTINGS);

describe('classifyFile', () => {
  it('gives classes, places and masked values', async () => {
    const text = 'SSN: 536-22-8726, alt. SSN 601-44-1200\nEmail: jane.roe@mail.example';
    const result = await classify(text);
    expect(result).toEqual({
      verdict: 'yes',
      classes: [
        { class: 'customer-email', confidence: 85, count: 1 },
        { class: 'ssn', confidence: 85, count: 2 },
      ],
      items: [
        { class: 'ssn', confidence: 85, start: 5, end: 16, masked: '***26' },
        { class: 'ssn', confidence: 85, start: 27, end: 38, masked: '***00' },
        { class: 'customer-email', confidence: 85, start: 46, end: 67, masked: 'j***@***' },
      ],
      unread: [],
    });
    for (const plain of ['536-22', '536228726', 'jane.roe', 'mail.example'])
      expect(JSON.stringify(result)).not.toContain(plain);
  });

  it('counts positions in UTF-16 units of the decoded text', async () => {
    const text = '😀 Größe; SSN: 536-22-8726';
    const [item] = (await classify(text)).items;
    expect(text.slice(item?.start, item?.end)).toBe('536-22-8726');
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect((await classify(wide)).items[0]).toEqual(item);
  });

  it('a workbook is told by its content, whatever it is called', async () => {
    const bytes = makeWorkbook([
      [
        ['Customer name', 'SSN'],
        ['Jane Roe', 536228726],
      ],
    ]);
    expect((await classify(bytes, 'notes.txt')).classes.map((each) => each.class)).toEqual(['name', 'ssn']);
  });

  it('what cannot be read is unknown, nothing in what was read is no', async () => {
    expect(await classify('%PDF-1.7 ...')).toMatchObject({ verdict: 'unknown', unread: [{ part: 'file' }] });
    expect(await classify('Lunch at noon?')).toEqual({ verdict: 'no', classes: [], items: [], unread: [] });
    expect(await classify('')).toMatchObject({ verdict: 'no' });
  });

  it('a toll-free number and a role address are no customer data', async () => {
    expect((await classify('Phone 1-800-555-0199, email no-reply@shop.example')).verdict).toBe('no');
  });
});

describe('hostile text', () => {
  const SIZE = 300_000;
  it.each([
    '1',
    '1 ',
    '12-',
    '((1',
    '1---',
    'a@',
    'a@b.',
    'Ab ',
    'name: Ab Cd ',
    '1 A St ',
    'GB82 ',
    '4111 ',
    '$1,',
    '2020-01-',
    '=?',
    'http:',
    'a1',
    '|',
    '"',
    'a,"b\n',
    'name\tphone\n',
    '<table><tr><td>',
    '<!--',
    '&#49;',
    'phone 206-555-0134 ',
    'SSN last 4 ',
    'password: ',
    'plan: ',
    'DL A1-',
    'numéro de ',
    'customer account\n> ',
    'Am Ab-straße ',
    '12 rue de la ',
    'Kundin Ab Cd ',
    'der letzten vier ',
    '12. april ',
    '1 000 ',
    '\n',
    '\u0000x',
    '\ud800',
  ])('%j over and over is read to its end', async (unit) => {
    const result = await classify(unit.repeat(Math.ceil(SIZE / unit.length)));
    expect(['yes', 'no', 'unknown']).toContain(result.verdict);
  });
});
