import { RE2JS } from 're2js';
import type { Candidate } from './detection.js';
import { confidenceOf, type Scan } from './scan.js';
import type { LabelKind } from './vocabulary.js';

const BARE = /(?<![\p{L}\d_@$€£]|[\p{L}\d][-./]|\d[ ])\d{9,12}(?![\p{L}\d_@]|[-./]\d)/gu;
const GROUPED = /(?<![\p{L}\d_@$€£]|[\p{L}\d][-./])\d{2,4}(?:[ -]\d{2,5}){2,3}(?![\p{L}\d_@]|[-./]\d)/gu;
const ACCOUNT: ReadonlySet<LabelKind> = new Set(['account']);

/** Finds customer account numbers of a tenant. */
export type AccountNumberFinder = (scan: Scan) => readonly Candidate[];

/**
 * 9 to 12 digits, or the tenant's own pattern, with a word for it: alone such a number is anything. Grouped digits
 * need the word beside them.
 */
export function createAccountNumberFinder(pattern: string | undefined): AccountNumberFinder {
  if (pattern === undefined) return (scan) => [...spans(scan, BARE, false), ...spans(scan, GROUPED, true)];
  const compiled = RE2JS.compile(pattern);
  return (scan) => ownFormat(scan, compiled);
}

function* spans(scan: Scan, shape: RegExp, isGrouped: boolean): Generator<Candidate> {
  for (const match of scan.digits.matchAll(shape)) {
    const value = match[0].replace(/\D/g, '');
    if (value.length < 9 || value.length > 12 || /^(\d)\1+$/.test(value)) continue;
    const candidate = judge(scan, match.index, match.index + match[0].length, value);
    if (candidate !== null && (!isGrouped || candidate.confidence === 85)) yield candidate;
  }
}

function ownFormat(scan: Scan, compiled: RE2JS): readonly Candidate[] {
  const found: Candidate[] = [];
  const matcher = compiled.matcher(scan.digits);
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (end === start || !standsAlone(scan.digits, start, end)) continue;
    const candidate = judge(
      scan,
      start,
      end,
      scan.text.slice(start, end).replace(/[\s-]/g, '').toLowerCase(),
    );
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

function standsAlone(text: string, start: number, end: number): boolean {
  return (
    !/[\p{L}\d_]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^[\p{L}\d_]/u.test(text.slice(end, end + 2))
  );
}

function judge(scan: Scan, start: number, end: number, value: string): Candidate | null {
  const confidence = isCustomerNumber(scan, start, value) ? 75 : confidenceOf(scan, ACCOUNT, start, end);
  const governing = scan.labels.governing(start, end);
  if (confidence === 65 || (governing !== null && !MAY_GOVERN.has(governing))) return null;
  return { class: 'account-number', confidence, start, end, value };
}

const MAY_GOVERN: ReadonlySet<LabelKind> = new Set(['account', 'customer', 'name']);

/** What may stand between `customer` and the number: a word for a number, a sign, a verb. */
const CUSTOMER_GAP =
  /^[ \t]{0,3}(?:(?:ids?|no|nos|nr|nro|num|n[uú]m|n\.?[ºo°]|numbers?|n[uú]mero|num[eé]ro|nummer)\.?)?[ \t]{0,3}[:#=]?[ \t]{0,3}(?:(?:is|ist|es|est|lautet|con|mit|der)[ \t]{1,3})?$/iu;
/** Ten digits that are dialled: in North America, or with a 0 in front. */
const DIALLED = /^(?:[2-9]\d{2}[2-9]\d{6}|0\d{8,10})$/;

/** `customer 497982806`: nothing but the account goes by such a number, unless it is one to be called. */
function isCustomerNumber({ labels, text }: Scan, start: number, value: string): boolean {
  const label = labels.before(start);
  if (label?.kind !== 'customer' || DIALLED.test(value)) return false;
  return CUSTOMER_GAP.test(text.slice(label.end, start));
}
