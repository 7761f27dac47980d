import type { DataClass } from '../../model/exposure.js';
import { passesLuhn } from './checksums.js';
import type { Candidate } from './detection.js';
import { isOfNames } from './name-words.js';
import type { Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

interface LabelledClass {
  readonly class: DataClass;
  readonly kinds: ReadonlySet<LabelKind>;
  readonly shape: RegExp;
  /** The masked text instead of the plain one: nothing of a date or an address is wanted. */
  readonly isMasked: boolean;
  /** `value` without blanks and hyphens, and as it is written, in lower case. */
  readonly isValid: (value: string, written: string) => boolean;
  /** Whether a value is told by its form, so that its word need only be near. */
  readonly isTelling?: (value: string) => boolean;
}

/** IMEI or ICCID: fifteen digits, or eighteen and more that begin with 89, with their check digit (3GPP TS 23.003, ITU-T E.118). */
function isDevice(value: string): boolean {
  return (value.length === 15 || (value.length >= 18 && value.startsWith('89'))) && passesLuhn(value);
}

const CARD_LENGTH = 15;
/** The same sentence or line. */
const TELLING_DISTANCE = 80;
const START = '(?<![\\p{L}\\d_])';
const END = '(?![\\p{L}\\d_])';
/** In English, Spanish, German and French, in full or cut short. */
const MONTH =
  '(?:jan|ene|feb|fev|f[ée]v|mar|mär|mrz|apr|abr|avr|may|mai|jun|jui|jul|aug|ago|ao[uû]|sep|oct|okt|nov|dec|dez|d[ée]c|dic)\\p{L}{0,7}\\.?';

/** Classes that only their label makes: without a word beside them these values are anything. */
const CLASSES: readonly LabelledClass[] = [
  {
    class: 'date-of-birth',
    kinds: new Set<LabelKind>(['birth']),
    shape: new RegExp(
      `${START}(?:(?:19|20)\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.] ?\\d{1,2}[-/.] ?(?:19|20)?\\d\\d|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d|\\d{1,2}(?:\\.|er|st|nd|rd|th)? (?:de |of )?${MONTH}(?: del?)? (?:19|20)\\d\\d)${END}`,
      'giu',
    ),
    isMasked: false,
    isValid: () => true,
  },
  {
    class: 'driver-licence',
    kinds: new Set<LabelKind>(['licence']),
    shape: new RegExp(
      `${START}(?=[A-Z*-]{0,18}\\d)[A-Z0-9*]{1,14}(?:-(?=[A-Z]{0,7}\\d)[A-Z0-9]{1,8}| ?(?=[A-Z]{0,7}\\d)[A-Z0-9]{2,8}){0,4}${END}`,
      'gu',
    ),
    isMasked: true,
    isValid: (value) => value.length >= 6 && value.length <= 20 && /\d{3}/.test(value),
  },
  {
    class: 'government-id',
    kinds: new Set<LabelKind>(['government-id']),
    // US `C12345678`, German `C01X00T47`, French `12AB34567`, Spanish `12345678Z`.
    // The French card of today has as few as two digits: `X4RTBPFW4`.
    shape: new RegExp(`${START}(?=(?:[A-Z]{0,8}\\d){2})[A-Z0-9]{6,14}${END}`, 'gu'),
    isMasked: true,
    isValid: () => true,
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
    // In one run, or in groups as they are printed on a box or a card.
    shape: new RegExp(
      `${START}(?:\\d{15,20}|\\d{2}([ -])\\d{6}\\1\\d{6}\\1\\d|\\d{4,5}(?:[ -]\\d{2,5}){3,5})${END}`,
      'gu',
    ),
    isMasked: true,
    isValid: isDevice,
    isTelling: (value) => !/^3[47]/.test(value),
  },
  {
    class: 'billing',
    kinds: new Set<LabelKind>(['billing']),
    shape:
      /(?<![\p{L}\d_])(?:[$€£] ?\d{1,6}(?:[,.]\d{3}){0,3}(?:[,.]\d\d)?|\d{1,6}(?:[,. ]\d{3}){0,3}(?:[,.]\d\d)? ?(?:€|EUR|euros?|USD|d[oó]lares|dollars))(?![\p{L}\d_])/gu,
    isMasked: false,
    isValid: () => true,
  },
  {
    class: 'name',
    kinds: new Set<LabelKind>(['name', 'customer']),
    shape:
      /(?<![\p{L}\d_])\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'’-]{1,30}){1,3}(?![\p{L}\d_])/gu,
    isMasked: false,
    // In a line of capitals every word looks like a part of a name.
    isValid: (_, written) => isOfNames(written),
  },
];

/** Birth dates, licences, passports, PINs, devices, bills and names: what their label says. */
export function findLabelled(scan: Scan): readonly Candidate[] {
  return CLASSES.flatMap((each) => [...findOne(scan, each)]);
}

function* findOne(scan: Scan, each: LabelledClass): Generator<Candidate> {
  const text = each.isMasked ? scan.digits : scan.text;
  const shape = new RegExp(each.shape);
  for (let match = shape.exec(text); match !== null; match = shape.exec(text)) {
    const start = match.index;
    const written = each.class === 'name' ? withoutWhatFollows(scan, start, match[0]) : match[0];
    const end = start + written.length;
    const label = scan.labels.before(start);
    const isBeside =
      label !== null && each.kinds.has(label.kind) && GAP.test(scan.text.slice(label.end, start));
    const value = written.replace(/\s+/g, ' ').trim().toLowerCase();
    const joined = value.replace(/[ -]/g, '');
    const confidence = isBeside ? 85 : isNear(scan, each, joined, start, end) ? 75 : null;
    if (confidence !== null && each.isValid(joined, value))
      yield {
        class: each.class,
        confidence,
        start,
        end,
        value: each.isTelling === undefined ? value : joined,
      };
    // `Die Kundin Anna Vogel` looks like one name: what follows the label within it is another try.
    const inner = isBeside ? null : scan.labels.before(end);
    if (inner !== null && inner.start >= start && inner.end > start && inner.end < end)
      shape.lastIndex = inner.end;
  }
}

function isNear(scan: Scan, each: LabelledClass, value: string, start: number, end: number): boolean {
  if (each.isTelling?.(value) !== true) return false;
  const governing = scan.labels.governing(start, end);
  // Fifteen digits may be a card's too.
  if (governing === 'other' || (governing === 'card' && value.length === CARD_LENGTH)) return false;
  return scan.labels.hasNear(each.kinds, start, end, TELLING_DISTANCE);
}

/** `Jane Roe SSN` is a name and a label, `Jane Roe CALLED` a name in a line that goes on in capitals. */
function withoutWhatFollows({ labels }: Scan, start: number, written: string): string {
  const label = labels.firstFrom(start + 1);
  const upToLabel = label === null ? written : written.slice(0, Math.max(0, label.start - start));
  const [first = ''] = upToLabel.split(' ');
  const shouted = /\p{Ll}/u.test(first) ? / \p{Lu}{3}[\s\S]*$/u : null;
  const name = (shouted === null ? upToLabel : upToLabel.replace(shouted, '')).trimEnd();
  return name.includes(' ') ? name : written;
}

/** Between label and value: signs and at most a couple of linking words. */
const GAP =
  /^[\s:#=.,()>|*"'-]{0,8}(?:(?:is|was|on file|on it|on the (?:card|account)|number|no|of|on|es|el|de|del|la|con(?: el)? n[uú]mero|ist|lautet|am|mit der nummer|est|le|du|portant le num[eé]ro|n[°º]\.?)[\s:]{1,3}){0,2}$/i;
