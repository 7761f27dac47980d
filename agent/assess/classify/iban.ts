import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Candidate } from './detection.js';
import { confidenceOf, type Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

const START = /(?<![\p{L}\d])[A-Z]{2}\d{2}[ -]?[A-Z0-9]/gu;
const WORDS: ReadonlySet<LabelKind> = new Set(['iban', 'bank', 'account']);

/** International bank account numbers: the country's length and structure, and the check digits (ISO 13616). */
export function findIbans(scan: Scan): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of scan.text.matchAll(START)) {
    const country = countrySpecs[match[0].slice(0, 2)];
    if (country?.chars === undefined || country.chars === null) continue;
    const end = endOfRun(scan.text, match.index, country.chars);
    if (end === null) continue;
    const value = scan.text.slice(match.index, end).replace(/[ -]/g, '');
    if (!isValidIBAN(value)) continue;
    const confidence = confidenceOf(scan, WORDS, match.index, end);
    found.push({
      class: 'bank-account',
      confidence: confidence === 65 ? 75 : confidence,
      start: match.index,
      end,
      value,
    });
  }
  return found;
}

/** Where `length` letters and digits end, single blanks or hyphens between them; null when a longer word goes on. */
function endOfRun(text: string, start: number, length: number): number | null {
  let position = start;
  for (let count = 0; count < length; position += 1) {
    const char = text[position] ?? '';
    if (/[A-Z0-9]/.test(char)) count += 1;
    else if ((char !== ' ' && char !== '-') || !/[A-Z0-9]/.test(text[position + 1] ?? '')) return null;
  }
  return /^[\p{L}\d]/u.test(text.slice(position, position + 2)) ? null : position;
}
