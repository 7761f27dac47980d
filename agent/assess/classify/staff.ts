import type { DataClass } from '../../model/exposure.js';
import type { Passage } from '../documents/document.js';
import type { Candidate } from './detection.js';

const REACH = 200;
/** Values that tie a phone number to a customer when they stand nearer than the colleague's address. */
const TIES: ReadonlySet<DataClass> = new Set([
  'account-number',
  'ssn',
  'card',
  'customer-email',
  'bank-account',
]);

interface Address {
  readonly start: number;
  readonly end: number;
  readonly isOwn: boolean;
}

/** Drops the phone numbers of colleagues: in a signature, or in a row of a staff list, an own address is the nearest tie. */
export function dropStaffPhones(
  candidates: readonly Candidate[],
  addresses: readonly Address[],
  passage: Passage,
): readonly Candidate[] {
  const own = addresses.filter((address) => address.isOwn);
  if (own.length === 0) return candidates;
  const ties = candidates.filter((candidate) => TIES.has(candidate.class) && candidate.role !== 'public');
  if (passage.kind === 'row' && ties.length > 0) return candidates;
  return candidates.filter(
    (candidate) => candidate.class !== 'phone' || !isStaffs(candidate, own, ties, passage.text),
  );
}

function isStaffs(
  phone: Candidate,
  own: readonly Address[],
  ties: readonly Candidate[],
  text: string,
): boolean {
  const toOwn = nearest(phone, own);
  if (
    toOwn === null ||
    toOwn.distance > REACH ||
    toOwn.distance > (nearest(phone, ties)?.distance ?? Infinity)
  )
    return false;
  const between = text.slice(Math.min(phone.end, toOwn.span.end), Math.max(phone.start, toOwn.span.start));
  return (between.match(/\n/g)?.length ?? 0) <= 5;
}

/** Both lists are in order; the nearest is found by walking out from the phone's position. */
function nearest<T extends { readonly start: number; readonly end: number }>(
  phone: Candidate,
  spans: readonly T[],
): { readonly span: T; readonly distance: number } | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < phone.start) low = middle + 1;
    else high = middle;
  }
  const options = [spans[low - 1], spans[low]].flatMap((span) =>
    span === undefined
      ? []
      : [{ span, distance: Math.max(0, span.start - phone.end, phone.start - span.end) }],
  );
  return options.sort((left, right) => left.distance - right.distance)[0] ?? null;
}
