import type { Candidate } from './detection.js';
import { withLooseBlanks } from './label-pattern.js';
import type { Scan } from './scan.js';

const FOUR = '(?:4|four|cuatro|vier|quatre)';
const LAST = '(?:last|final|[uú]ltim[oa]s|letzten?|derniers?)';
const DIGITS = '(?: (?:digits|numbers|d[ií]gitos|cifras|n[uú]meros|ziffern|stellen|chiffres))?';
const LAST_FOUR = `(?:${LAST} ?${FOUR}${DIGITS}|${FOUR} ${LAST}${DIGITS}|l4)`;
const SSN =
  '(?:ssns?|social(?: security(?: (?:number|no\\.?))?)?|(?:seguro|seguridad) social|(?:us-)?sozialversicherungsnummer|(?:num[eé]ro de )?s[eé]curit[eé] sociale)';
/** `of the customer's`, `de su número de`. */
const OF = "(?: [\\p{L}'’.]{1,14}){0,5}?";
const ENDING =
  '(?:ending(?: (?:in|with))?|ends (?:in|with)|(?:que )?(?:termina(?:do)?|acaba(?:do)?) en|endet (?:auf|mit)|(?:se terminant|finissant) par)';
const VERB = '(?: (?:is|are|was|were|es|son|ist|sind|lauten|lautet|est|sont))?';

/** In either order; the digits follow. */
const WORDS: readonly string[] = [
  `${LAST_FOUR}${OF} \\(?${SSN}\\)?`,
  `${SSN} ?[-(:,]? ?(?:${LAST_FOUR}|${ENDING}|-?4)\\)?`,
  `termina(?:ci[oó]n|les) (?:del? )?${SSN}`,
  `${LAST}${DIGITS}${OF} ${SSN}`,
];

const LABELLED = new RegExp(
  `(?<![\\p{L}\\d])(?:${withLooseBlanks(`(?:${WORDS.join('|')})${VERB}`)})[ \\t:#=,-]{0,4}(?:\\r?\\n[> \\t]{0,4})?(\\d{4})(?![\\d-])`,
  'giu',
);
const MASKED =
  /(?<![\p{L}\d])(?:[xX*•#]{3}[- ]?[xX*•#]{2}[- ]?|(?<=ssn:?[ \t]{0,2})[xX*•#]{2,5}-?)(\d{4})(?!\d)/giu;

/** Four digits that are called the last of an SSN, or stand at the end of one that is blotted out. */
export function findLastFour(scan: Scan): readonly Candidate[] {
  return [...scan.text.matchAll(LABELLED), ...scan.text.matchAll(MASKED)].map((match) => {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    return { class: 'ssn-last4', confidence: 85, start: end - value.length, end, value };
  });
}
