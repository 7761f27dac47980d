import type { DataClass } from '../../model/exposure.js';
import type { Candidate } from './detection.js';

/** Which class keeps a span that two of equal confidence claim: the one that is harder to hit by chance. */
const ORDER: readonly DataClass[] = [
  'bank-account',
  'card',
  'device-id',
  'ssn',
  'account-number',
  'customer-email',
  'phone',
  'date-of-birth',
  'driver-licence',
  'government-id',
  'pin',
  'ssn-last4',
  'postal-address',
  'plan',
  'billing',
  'name',
];

/** One class per span: higher confidence wins, then the harder class, then the longer span. Sorted by position. */
export function resolveOverlaps(candidates: readonly Candidate[]): readonly Candidate[] {
  const ranked = [...candidates].sort(byPosition);
  const kept: Candidate[] = [];
  for (const candidate of ranked) {
    const last = kept.at(-1);
    if (last === undefined || last.end <= candidate.start) kept.push(candidate);
    else if (beats(candidate, last)) {
      kept.pop();
      while ((kept.at(-1)?.end ?? -1) > candidate.start && beats(candidate, kept.at(-1) ?? candidate))
        kept.pop();
      kept.push(candidate);
    }
  }
  return kept;
}

function byPosition(left: Candidate, right: Candidate): number {
  return left.start - right.start || right.end - left.end || rank(left) - rank(right);
}

function beats(candidate: Candidate, other: Candidate): boolean {
  if (candidate.confidence !== other.confidence) return candidate.confidence > other.confidence;
  if (rank(candidate) !== rank(other)) return rank(candidate) < rank(other);
  return candidate.end - candidate.start > other.end - other.start;
}

function rank(candidate: Candidate): number {
  const index = ORDER.indexOf(candidate.class);
  return index < 0 ? ORDER.length : index;
}
