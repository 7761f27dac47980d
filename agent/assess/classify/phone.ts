import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import type { Candidate } from './detection.js';
import { confidenceOf, type Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

const SHAPE =
  /(?<![\p{L}\d_@$€£]|[\p{L}\d][-./])\+?\(?\d(?:[ \t\u00a0().\-/\u2010-\u2013]{0,3}\d){6,14}(?![\p{L}\d_@])/gu;
const EXTENSION = /^[ \t,]{0,3}(?:x|ext\.?|extension|poste|durchwahl)[ \t]{0,2}\d{1,6}/i;
const TOLL_FREE = /^\+1(?:800|822|833|844|855|866|877|888)/;
const PHONE: ReadonlySet<LabelKind> = new Set(['phone']);
/** Words after which a number of phone length is something else. */
const FOREIGN: ReadonlySet<LabelKind | null> = new Set<LabelKind>([
  'other',
  'staff',
  'account',
  'ssn',
  'card',
  'bank',
  'routing',
  'iban',
  'device',
  'licence',
  'government-id',
  'pin',
  'billing',
]);

/** Phone numbers as E.164. A bare run of digits needs a word for it; a desk number with an extension is staff's. */
export function findPhones(scan: Scan): readonly Candidate[] {
  const found: Candidate[] = [];
  const shape = new RegExp(SHAPE);
  for (let match = shape.exec(scan.digits); match !== null; match = shape.exec(scan.digits)) {
    const number = longestNumber(match[0], regionOf(scan));
    if (number === null) {
      shape.lastIndex = match.index + lengthToSkip(match[0]);
      continue;
    }
    shape.lastIndex = match.index + number.length;
    const candidate = judge(scan, match.index, match.index + number.length, number);
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

/** A run of few groups may begin with another number, as in `acct 771203344 - 720-555-0111`; one of many is none. */
function lengthToSkip(run: string): number {
  const groups = run.match(/\d+/g)?.length ?? 0;
  return groups > 5 ? run.length : (/^\D*\d+/.exec(run)?.[0].length ?? run.length);
}

interface ReadNumber {
  readonly e164: string;
  readonly length: number;
  readonly isBare: boolean;
}

/** The longest prefix, cut at a separator, that is a valid number: two numbers side by side look like one. */
function longestNumber(text: string, region: CountryCode): ReadNumber | null {
  for (let end = text.length, cuts = 0; end >= 7 && cuts < 8; cuts += 1) {
    const part = text.slice(0, end);
    const e164 = readNumber(part, region);
    if (e164 !== null) return { e164, length: end, isBare: /^\d+$/.test(part) };
    end = part.search(/[^\d]+\d+$/u);
  }
  return null;
}

function readNumber(text: string, region: CountryCode): string | null {
  const isInternational = text.startsWith('+');
  if (!isInternational && region === 'US' && !hasNorthAmericanGroups(text)) return null;
  const parsed = parsePhoneNumberFromString(text, region);
  if (parsed?.isValid() !== true) return null;
  return isInternational || hasTrunkPrefix(text, parsed) ? parsed.number : null;
}

/** Where a country dials 0 before a number, as Germany and France do, people write it: other runs of digits are none. */
function hasTrunkPrefix(text: string, parsed: PhoneNumber): boolean {
  return !/^\(?0/.test(parsed.formatNational()) || /^\(?0/.test(text);
}

function hasNorthAmericanGroups(text: string): boolean {
  const groups =
    text
      .match(/\d+/g)
      ?.map((group) => group.length)
      .join('-') ?? '';
  return ['10', '11', '3-3-4', '3-7', '6-4', '1-3-3-4', '1-10', '1-3-7'].includes(groups);
}

function judge(scan: Scan, start: number, end: number, number: ReadNumber): Candidate | null {
  const governing = scan.labels.governing(start, end);
  if (FOREIGN.has(governing) || governing === 'staff-phone') return null;
  if (EXTENSION.test(scan.text.slice(end, end + 20))) return null;
  const word = confidenceOf(scan, PHONE, start, end);
  const isCalled = governing === 'customer' && scan.labels.before(start)?.kind === 'customer';
  const confidence = word === 65 && isCalled ? 75 : word;
  if (number.isBare && confidence === 65) return null;
  const role = TOLL_FREE.test(number.e164) ? 'public' : 'customer';
  return { class: 'phone', confidence, start, end, value: number.e164, role };
}

function regionOf(scan: Scan): CountryCode {
  const region = scan.settings.defaultRegion;
  return isSupportedCountry(region) ? region : 'US';
}
