import type { DataClass } from '../../model/exposure.js';
import { passesLuhn } from './checksums.js';
import type { Candidate } from './detection.js';
import type { Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

interface LabelledClass {
  readonly class: DataClass;
  readonly kinds: ReadonlySet<LabelKind>;
  readonly shape: RegExp;
  /** The masked text instead of the plain one: nothing of a date or an address is wanted. */
  readonly isMasked: boolean;
  readonly isValid: (value: string) => boolean;
}

const START = '(?<![\\p{L}\\d_])';
const END = '(?![\\p{L}\\d_])';

/** Classes that only their label makes: without a word beside them these values are anything. */
const CLASSES: readonly LabelledClass[] = [
  {
    class: 'date-of-birth',
    kinds: new Set<LabelKind>(['birth']),
    shape: new RegExp(
      `${START}(?:(?:19|20)\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)?\\d\\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.? \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d|\\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} (?:19|20)\\d\\d)${END}`,
      'giu',
    ),
    isMasked: false,
    isValid: () => true,
  },
  {
    class: 'driver-licence',
    kinds: new Set<LabelKind>(['licence']),
    shape: new RegExp(
      `${START}(?=[A-Z*-]{0,18}\\d)[A-Z0-9*]{1,14}(?:[- ]?(?=[A-Z]{0,7}\\d)[A-Z0-9]{2,8}){0,3}${END}`,
      'gu',
    ),
    isMasked: true,
    isValid: (value) => value.length >= 6 && value.length <= 20 && /\d{3}/.test(value),
  },
  {
    class: 'government-id',
    kinds: new Set<LabelKind>(['government-id']),
    shape: new RegExp(`${START}[A-Z]{0,3}\\d{6,12}[A-Z]?${END}`, 'gu'),
    isMasked: true,
    isValid: (value) => value.length <= 14,
  },
  {
    class: 'pin',
    kinds: new Set<LabelKind>(['pin']),
    shape: new RegExp(`${START}\\d{4,8}${END}`, 'gu'),
    isMasked: true,
    isValid: () => true,
  },
  {
    class: 'device-id',
    kinds: new Set<LabelKind>(['device']),
    shape: new RegExp(`${START}\\d{15,20}${END}`, 'gu'),
    isMasked: true,
    isValid: (value) => (value.length === 15 || value.startsWith('89') ? passesLuhn(value) : false),
  },
  {
    class: 'billing',
    kinds: new Set<LabelKind>(['billing']),
    shape: /(?<![\p{L}\d_])[$€£] ?\d{1,6}(?:,\d{3}){0,3}(?:\.\d\d)?(?![\p{L}\d_])/gu,
    isMasked: false,
    isValid: () => true,
  },
  {
    class: 'name',
    kinds: new Set<LabelKind>(['name', 'customer']),
    shape:
      /(?<![\p{L}\d_])\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'’-]{1,30}){1,3}(?![\p{L}\d_])/gu,
    isMasked: false,
    isValid: () => true,
  },
];

const ADDRESS =
  /(?<![\p{L}\d_])\d{1,6} (?:[NSEW]{1,2}\.? )?(?:[\p{Lu}\d][\p{L}\d'.-]{0,24} ){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Ct|Court|Way|Pl|Place|Pkwy|Parkway|Ter|Terrace|Cir|Circle|Hwy|Highway)\b\.?(?:[ ,]{1,3}(?:Apt|Unit|Suite|Ste|#)\.? ?[\w-]{1,6})?(?:,? [\p{Lu}][\p{L} .'-]{1,30},? [A-Z]{2}(?: \d{5}(?:-\d{4})?)?)?/gu;

/** Values that their label makes what they are: birth dates, licences, passports, PINs, devices, bills, names. */
export function findLabelled(scan: Scan): readonly Candidate[] {
  return CLASSES.flatMap((each) => [...findOne(scan, each)]);
}

function* findOne(scan: Scan, each: LabelledClass): Generator<Candidate> {
  for (const match of (each.isMasked ? scan.digits : scan.text).matchAll(each.shape)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const label = scan.labels.before(start);
    const isBeside =
      label !== null && each.kinds.has(label.kind) && GAP.test(scan.text.slice(label.end, start));
    const value = match[0].replace(/\s+/g, ' ').trim().toLowerCase();
    if (isBeside && each.isValid(value.replace(/[ -]/g, '')))
      yield { class: each.class, confidence: 85, start, end, value };
  }
}

/** Between label and value: signs and at most a couple of linking words. */
const GAP = /^[\s:#=.()>|*"'-]{0,8}(?:(?:is|was|on file|number|no)[\s:]{1,3}){0,2}$/i;

/** US street addresses: number, name, kind of street, perhaps town, state and ZIP. */
export function findAddressesOfHomes(scan: Scan): readonly Candidate[] {
  return [...scan.text.matchAll(ADDRESS)].map((match) => {
    const [start, end] = [match.index, match.index + match[0].trimEnd().length];
    const isLabelled =
      scan.labels.before(start)?.kind === 'address' || scan.labels.before(start)?.kind === 'customer';
    const hasState = /[A-Z]{2}(?: \d{5}(?:-\d{4})?)?$/.test(match[0]);
    const confidence = isLabelled ? 85 : hasState ? 75 : 65;
    return { class: 'postal-address', confidence, start, end, value: match[0].trim().toLowerCase() };
  });
}
