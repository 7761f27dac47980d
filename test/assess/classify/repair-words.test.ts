import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClassifier } from '../../../agent/assess/classify/classify-document.js';
import { labelWords } from '../../../agent/assess/classify/label-words.js';
import { VOCABULARY } from '../../../agent/assess/classify/labels.js';
import { createSlipFinder, repairWords } from '../../../agent/assess/classify/repair-words.js';
import { DEFAULT_SETTINGS } from '../../../agent/assess/classify/settings.js';
import { readText } from '../../../agent/assess/documents/text-document.js';

const slips = createSlipFinder(labelWords(VOCABULARY));
const repaired = (text: string): string => repairWords(text, slips(text)).text;

describe('a mistyped word of a label', () => {
  it.each([
    ['accuont 1', 'account 1'],
    ['acccount 1', 'account 1'],
    ['acount 1', 'account 1'],
    ['accaunt 1', 'account 1'],
    ['Kundennummre 1', 'kundennummer 1'],
    ['Passwrot: x', 'password: x'],
    ['Traif: L', 'tarif: L'],
    ['driver’s licnese', 'driver’s license'],
  ])('%s is read as %s', (written, read) => {
    const words = [read, read.replace('password', 'passwort')];
    expect(words).toContain(repaired(written));
  });

  it.each([
    [
      'a real word that is one letter away',
      'the contract of 2020, a routine, es cuesta, der Beitrag, une facture',
    ],
    ['a plural, or another ending', 'accounts subscribed licensed Konten'],
    ['part of an address', 'jane.acount@mail.example'],
    ['a word with two slips', 'acuont 1'],
  ])('%s stays', (_name, text) => {
    expect(repaired(text)).toBe(text);
  });

  it('every position leads back to where it was written (property)', () => {
    const word = fc.constantFrom(
      'accuont',
      'acccount',
      'numbr',
      'lunch',
      'Kundennummre',
      '497982806',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const found = slips(text);
        const { text: read, original } = repairWords(text, found);
        expect(original(read.length)).toBe(text.length);
        for (const match of read.matchAll(/\d{9}|lunch/g)) {
          const start = original(match.index);
          expect(text.slice(start, original(match.index + match[0].length))).toBe(match[0]);
        }
      }),
    );
  });
});

describe('values beside mistyped labels', () => {
  const classify = createClassifier(DEFAULT_SETTINGS);
  const found = (text: string) =>
    classify(readText(text).passages).map(({ class: dataClass, start, end }) => [
      dataClass,
      text.slice(start, end),
    ]);

  it.each([
    ['Acocunt number: 497982806', 'account-number', '497982806'],
    ['Her date of bitrh is 1989-08-09.', 'date-of-birth', '1989-08-09'],
    ['Su clular es (425) 433-4724', 'phone', '(425) 433-4724'],
    ['Zugang x, Passwrot: winter975b!', 'credential', 'winter975b!'],
    ['last four of social secruity 3576', 'ssn-last4', '3576'],
  ])('%s', (text, dataClass, value) => {
    expect(found(text)).toContainEqual([dataClass, value]);
  });

  it('values stay as they were written, whatever they look like', () => {
    const [plan] = classify(readText('Tarif: Familie 10 GB').passages);
    expect(plan?.value).toContain('familie');
  });

  it('a short word is put right in a longer label, or before a sign, and not by itself', () => {
    const planned = (text: string) => classify(readText(text).passages).map((one) => one.class);
    expect(planned('Traif: Basis')).toEqual(['plan']);
    expect(planned('The traif Basis went up')).toEqual([]);
    expect(planned('Her date of bitrh is 1989-08-09.')).toEqual(['date-of-birth']);
  });

  it('a heading of a table too', () => {
    const rows = 'Name;Kundennummre;Tarif\nAnna Vogel;258629761;Basis\nJan Roth;283820582;Basis\n';
    const accounts = classify(readText(rows).passages).filter((one) => one.class === 'account-number');
    expect(accounts.map(({ value, confidence }) => [value, confidence >= 75])).toEqual([
      ['258629761', true],
      ['283820582', true],
    ]);
  });
});
