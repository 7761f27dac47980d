import type { Candidate } from './detection.js';
import { withLooseBlanks } from './label-pattern.js';
import type { Scan } from './scan.js';

/** The last four digits of a social security number, in the order in which a language says so; the digits follow. */
const WORDS: readonly string[] = [
  '(?:last|final) ?(?:4|four)(?: digits)?(?: of)?(?: (?:the|your|my|his|her|their))? (?:ssn|social(?: security(?: number)?)?)',
  '(?:ssn|social(?: security(?: number)?)?) ?(?:[-(]? ?(?:last|final) ?(?:4|four)(?: digits)?\\)?|ending(?: (?:in|with))?|ends (?:in|with))',
  '(?:[uú]ltimos (?:4|cuatro)(?: d[ií]gitos)?|[uú]ltimas (?:4|cuatro)(?: cifras)?)(?: (?:del?|de su|de mi))?(?: n[uú]mero de)? (?:ssn|(?:seguro|seguridad) social)',
  'letzten? (?:4|vier)(?: (?:ziffern|stellen))?(?: (?:der|ihrer|seiner|meiner))? (?:ssn|sozialversicherungsnummer)',
  '(?:4|quatre) derniers(?: chiffres)?(?: (?:du|de (?:la|son|mon|votre)|de))?(?: num[eé]ro de)? (?:ssn|s[eé]curit[eé] sociale)',
];

const LABELLED = new RegExp(
  `(?<![\\p{L}\\d])(?:${withLooseBlanks(`(?:${WORDS.join('|')})(?: (?:is|was|es|son|ist|lautet|est|sont))?`)})[ \\t:#=,-]{0,4}(?:\\r?\\n[> \\t]{0,4})?(\\d{4})(?!\\d)`,
  'giu',
);
const MASKED = /(?<![\p{L}\d])[xX*•#]{3}[- ]?[xX*•#]{2}[- ]?(\d{4})(?!\d)/gu;

/** Four digits that are called the last of an SSN, or stand at the end of one that is blotted out. */
export function findLastFour(scan: Scan): readonly Candidate[] {
  return [...scan.text.matchAll(LABELLED), ...scan.text.matchAll(MASKED)].map((match) => {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    return { class: 'ssn-last4', confidence: 85, start: end - value.length, end, value };
  });
}
