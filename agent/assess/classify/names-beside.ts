import type { DataClass } from '../../model/exposure.js';
import type { Candidate } from './detection.js';
import { GIVEN_NAMES } from './given-names.js';
import { isOfNames } from './name-words.js';
import type { Scan } from './scan.js';

/** Values that belong to one person: a name that leans on one is that person's. A phone number alone is in every signature. */
const OWNED: ReadonlySet<DataClass> = new Set([
  'account-number',
  'ssn',
  'card',
  'bank-account',
  'customer-email',
  'postal-address',
  'date-of-birth',
  'driver-licence',
  'government-id',
]);

const NAME =
  /(?<![\p{L}\d_])\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'’-]{1,30}){1,2}(?![\p{L}\d_@])/gu;
/** Between a value and the name behind it. A name on a line of its own below is rather that of whoever signs. */
const AFTER_VALUE =
  /^[ \t]{0,4}(?:[,;(–-][\s>]{0,6})?(?:[\s>]{0,6}(?:for|of|belonging to|in the name of|de|para|a nombre de|von|für|auf den namen|pour|au nom de)[\s>]{1,6})?$/i;
/** Between a name and the value behind it. */
const BEFORE_VALUE = /^[\s>]{0,6}(?:[,;:(<|–-][\s>]{0,6}|(?:at|in|of|de|en|aus|von|à)[\s>]{1,6})?$/i;
/** Between a name and the label of the value behind it. */
const BEFORE_LABEL = /^[ \t]{0,4}(?:[,;(|–-][ \t]{0,3}|\r?\n[> \t]{0,6})?$/;
const LONGEST_GAP = 40;

/** Somebody who writes of their own account, and so signs with the customer's name. */
const OWN =
  /(?<!\p{L})(?:my|mi|mein|meine|meiner|meinem|meinen|mon|ma) (?:\p{L}{2,20} )?(?:account|phone|card|bill|line|plan|address|tarjeta|cuenta|n[uú]mero|factura|l[ií]nea|kundennummer|konto|karte|rechnung|vertrag|adresse|compte|num[eé]ro|carte|facture|ligne)/iu;
const LAST_LENGTH = 12;

/**
 * Names without a label: a common given name and what follows it, directly beside somebody's number, address or date, at the head of a
 * block of them, or under a letter about the writer's own account.
 */
export function findNamesBeside(scan: Scan, found: readonly Candidate[]): readonly Candidate[] {
  const owned = found
    .filter((one) => OWNED.has(one.class) && one.confidence >= 75 && one.role !== 'public')
    .sort((left, right) => left.start - right.start);
  if (owned.length === 0) return [];
  const isWritersOwn = OWN.test(scan.text);
  let next = 0;
  return [...scan.text.matchAll(NAME)].flatMap((match): readonly Candidate[] => {
    const start = match.index;
    while (next < owned.length && (owned[next]?.start ?? 0) <= start) next += 1;
    const end = endOfName(scan, owned[next], start, start + match[0].length);
    const value = scan.text.slice(start, end).toLowerCase();
    if (!isName(value)) return [];
    const isBeside =
      followsValue(scan.text, owned[next - 1], start) ||
      precedesValue(scan, owned[next], end) ||
      (isWritersOwn && isSignature(scan.text, start, end));
    return isBeside ? [{ class: 'name', confidence: 75, start, end, value }] : [];
  });
}

/** In a language that writes nouns large a name seems to go on in the label or the address behind it. */
function endOfName({ text, labels }: Scan, value: Candidate | undefined, start: number, end: number): number {
  const label = labels.firstFrom(start);
  const last = Math.min(end, value?.start ?? end, label?.start ?? end);
  return start + text.slice(start, last).trimEnd().length;
}

function isName(text: string): boolean {
  const [first = '', second] = text.split(' ');
  const [given = ''] = first.split('-');
  return second !== undefined && GIVEN_NAMES.has(given) && isOfNames(text);
}

function followsValue(text: string, value: Candidate | undefined, start: number): boolean {
  if (value === undefined || value.end > start || start - value.end > LONGEST_GAP) return false;
  return AFTER_VALUE.test(text.slice(value.end, start));
}

/** Right before it or its label. */
function precedesValue({ text, labels }: Scan, value: Candidate | undefined, end: number): boolean {
  if (value === undefined) return false;
  if (value.start - end <= LONGEST_GAP && BEFORE_VALUE.test(text.slice(end, value.start))) return true;
  const label = labels.before(value.start);
  return label !== null && label.start >= end && BEFORE_LABEL.test(text.slice(end, label.start));
}

/** Alone on the last line: whoever writes for the company has a line of theirs below. */
function isSignature(text: string, start: number, end: number): boolean {
  if (text.length - end > LAST_LENGTH || !/^[\s>]*$/.test(text.slice(end))) return false;
  return /(?:^|\n)[> \t]{0,6}$/.test(text.slice(Math.max(0, start - 8), start));
}
