import { isRoutingNumber } from './checksums.js';
import type { Candidate } from './detection.js';
import type { Scan } from './scan.js';

const ROUTING = /(?<![\p{L}\d_]|[\p{L}\d][-./])(?:\d{9}|\d{4}-\d{4}-\d)(?![\p{L}\d_]|[-./]\d)/gu;
const ACCOUNT = /(?<![\p{L}\d_$€£]|[\p{L}\d][-./])\d{4,17}(?![\p{L}\d_]|[-./]\d)/gu;
/** How far from its routing number a US account number is looked for. */
const REACH = 120;

/** US bank accounts: a number called one, or an account number beside a routing number with a true check digit. */
export function findBankAccounts(scan: Scan): readonly Candidate[] {
  const routing = routingNumbers(scan);
  return [...scan.digits.matchAll(ACCOUNT)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const governing = scan.labels.governing(start, end);
    const isNamed = governing === 'bank';
    const isBesideRouting = governing === 'account' && besides(routing, scan.text, start, end);
    if (routing.some((span) => span.start === start) || !(isNamed || isBesideRouting)) return [];
    if (isNamed && match[0].length < 6 && routing.length === 0) return [];
    return [{ class: 'bank-account', confidence: 85, start, end, value: match[0] } as const];
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function routingNumbers(scan: Scan): readonly Span[] {
  return [...scan.digits.matchAll(ROUTING)]
    .filter((match) => isRoutingNumber(match[0].replace(/\D/g, '')))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((span) => scan.labels.governing(span.start, span.end) === 'routing');
}

/**
 * The account number usually follows its routing number; before it only when it stands close, on the same line: on a line
 * of its own above it is the customer's number with us.
 */
function besides(routing: readonly Span[], text: string, start: number, end: number): boolean {
  return routing.some((span) => {
    if (start >= span.end) return start - span.end <= REACH;
    return end <= span.start && span.start - end <= 40 && !text.slice(end, span.start).includes('\n');
  });
}
