import type { Confidence } from '../../model/exposure.js';
import type { Candidate } from './detection.js';
import { confidenceOf, type Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

const GROUPED =
  /(?<![\p{L}\d_]|[\d][-. ]|[\p{L}]-)\d{3}([-. \u2010-\u2013])\d{2}\1\d{4}(?![\p{L}\d_]|[-. ]\d)/gu;
const LOOSE = /(?<![\p{L}\d_]|[\p{L}\d][-.])(?:\d{8,9}|\d{3}[- ]\d{6}|\d{5}[- ]\d{4})(?![\p{L}\d_]|[-.]\d)/gu;
const SSN: ReadonlySet<LabelKind> = new Set(['ssn']);
const SAMPLE: ReadonlySet<LabelKind> = new Set(['sample']);
/** `a dummy SSN 5…`: the word is beside the number, not merely in the same mail. */
const SAMPLE_DISTANCE = 20;
const FOREIGN: ReadonlySet<LabelKind | null> = new Set<LabelKind>([
  'other',
  'account',
  'phone',
  'staff-phone',
  'device',
  'card',
  'bank',
  'routing',
  'government-id',
  'licence',
]);

/** Printed in advertisements or handed out as samples, so nobody's. */
const NOBODYS: ReadonlySet<string> = new Set([
  '078051120',
  '219099999',
  '457555462',
  '111111111',
  '222222222',
  '333333333',
  '444444444',
  '555555555',
  '777777777',
  '888888888',
]);

/** US social security numbers and ITINs. */
export function findSocialSecurityNumbers(scan: Scan): readonly Candidate[] {
  return [...grouped(scan), ...loose(scan)];
}

/**
 * Area 000, 666 and 900-999, group 00 and serial 0000 are never issued (Social Security Administration,
 * "Employer's guide: SSN randomization"); 9xx with group 50-65, 70-88, 90-92, 94-99 is an ITIN (IRS Publication 1915).
 */
export function isSocialSecurityNumber(digits: string): boolean {
  const area = digits.slice(0, 3);
  const group = Number(digits.slice(3, 5));
  if (
    NOBODYS.has(digits) ||
    digits.length !== 9 ||
    area === '000' ||
    area === '666' ||
    digits.endsWith('0000')
  )
    return false;
  if (!digits.startsWith('9')) return group !== 0;
  return (
    (group >= 50 && group <= 65) ||
    (group >= 70 && group <= 88) ||
    (group >= 90 && group <= 92) ||
    group >= 94
  );
}

function* grouped(scan: Scan): Generator<Candidate> {
  for (const match of scan.digits.matchAll(GROUPED)) {
    const value = match[0].replace(/\D/g, '');
    const [start, end] = [match.index, match.index + match[0].length];
    const confidence = confidenceOf(scan, SSN, start, end);
    if (!isSocialSecurityNumber(value) || isSample(scan, start, end, value, confidence)) continue;
    if (confidence !== 85 && FOREIGN.has(scan.labels.governing(start, end))) continue;
    const isHyphened = match[1] !== ' ' && match[1] !== '.';
    const isTaxpayerNumber = value.startsWith('9');
    if (confidence === 65 && isTaxpayerNumber && !isHyphened) continue;
    yield {
      class: 'ssn',
      confidence: confidence === 65 && isHyphened && !isTaxpayerNumber ? 75 : confidence,
      start,
      end,
      value,
    };
  }
}

/** Without its usual groups only the word itself makes it one. A table loses leading zeros: eight digits count as nine. */
function* loose(scan: Scan): Generator<Candidate> {
  for (const match of scan.digits.matchAll(LOOSE)) {
    const value = match[0].replace(/\D/g, '').padStart(9, '0');
    const [start, end] = [match.index, match.index + match[0].length];
    const confidence = confidenceOf(scan, SSN, start, end);
    if (confidence !== 85 || !isSocialSecurityNumber(value) || isSample(scan, start, end, value, 65))
      continue;
    yield { class: 'ssn', confidence, start, end, value };
  }
}

function isSample(scan: Scan, start: number, end: number, value: string, confidence: Confidence): boolean {
  if (value === '123456789' && confidence !== 85) return true;
  return scan.labels.hasNear(SAMPLE, start, end, SAMPLE_DISTANCE);
}
