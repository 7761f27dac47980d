import { passesLuhn } from './checksums.js';
import type { Candidate } from './detection.js';
import { confidenceOf, type Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

const SHAPE =
  /(?<![\p{L}\d_]|\d[-.]|(?<![\d-])\d{1,6} )(?:\d{12,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?![\p{L}\d_]|[-.]\d)/gu;
const CARD: ReadonlySet<LabelKind> = new Set(['card']);
const SAMPLE: ReadonlySet<LabelKind> = new Set(['sample']);
/** `a dummy card 4…`: the word is beside the number, not merely in the same mail. */
const SAMPLE_DISTANCE = 20;

/** Issuer prefixes by scheme, with the lengths they are issued in (ISO/IEC 7812 ranges as the schemes publish them). */
const SCHEMES: readonly {
  readonly prefix: RegExp;
  readonly lengths: readonly number[];
  readonly isCommon: boolean;
}[] = [
  { prefix: /^4/, lengths: [16, 19], isCommon: true },
  // Not issued any more; as long as the number of a barcode.
  { prefix: /^4/, lengths: [13], isCommon: false },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/, lengths: [16], isCommon: true },
  { prefix: /^3[47]/, lengths: [15], isCommon: true },
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 19], isCommon: true },
  { prefix: /^(?:30[0-5]|3095|36|3[89])/, lengths: [14, 16, 19], isCommon: true },
  { prefix: /^35(?:2[89]|[3-8]\d)/, lengths: [16, 19], isCommon: true },
  { prefix: /^62/, lengths: [16, 17, 18, 19], isCommon: true },
  {
    prefix: /^(?:50(?:18|19|20|38)|5893|6304|6759|676[1-3])/,
    lengths: [13, 14, 15, 16, 17, 18, 19],
    isCommon: true,
  },
  { prefix: /^(?:50|5[6-9]|6[0378])/, lengths: [12, 13, 14, 15, 16, 17, 18, 19], isCommon: false },
  { prefix: /^1/, lengths: [15], isCommon: false },
];

/** Numbers that the schemes and processors publish for tests. */
const TEST_NUMBERS: ReadonlySet<string> = new Set([
  '4111111111111111',
  '4012888888881881',
  '4242424242424242',
  '4222222222222',
  '4000056655665556',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '378734493671000',
  '6011111111111117',
  '6011000990139424',
  '30569309025904',
  '38520000023237',
  '3530111333300000',
  '3566002020360505',
  '5019717010103742',
  '6331101999990016',
]);

/** Payment card numbers: issuer range, length and Luhn. Rare schemes need a word beside them. */
export function findCards(scan: Scan): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of scan.digits.matchAll(SHAPE)) {
    const value = match[0].replace(/\D/g, '');
    const candidate = judge(scan, match.index, match.index + match[0].length, value, match[0] !== value);
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

function judge(scan: Scan, start: number, end: number, value: string, isGrouped: boolean): Candidate | null {
  const scheme = SCHEMES.find((each) => each.prefix.test(value) && each.lengths.includes(value.length));
  if (scheme === undefined || !passesLuhn(value) || /^(\d)\1+$/.test(value)) return null;
  const governing = scan.labels.governing(start, end);
  if (governing !== null && governing !== 'card' && REJECTING.has(governing)) return null;
  if (isSample(scan, start, end, value)) return null;
  const confidence = confidenceOf(scan, CARD, start, end);
  if (!scheme.isCommon && confidence !== 85) return null;
  return { class: 'card', confidence: confidence === 65 && isGrouped ? 75 : confidence, start, end, value };
}

const REJECTING: ReadonlySet<LabelKind> = new Set(['other', 'device', 'iban', 'routing']);

/** A published test number with such a word around it, or any number that is called a test one. */
function isSample(scan: Scan, start: number, end: number, value: string): boolean {
  return scan.labels.hasNear(SAMPLE, start, end, TEST_NUMBERS.has(value) ? 150 : SAMPLE_DISTANCE);
}
