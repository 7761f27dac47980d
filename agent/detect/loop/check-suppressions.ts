import type { InputIssue } from '../../model/errors.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';
import type { RuleFilter } from '../sigma/read-filter.js';
import type { TuningTerm } from '../tuning/tuning-draft.js';

/** How long an exception may lie there after its end before a check fails on it. */
const GRACE_MS = 30 * DAY_MS;

/** Filters, entries of tuning lists and lists of placeholders past their end: a warning for thirty days, an error from then on. */
export function checkSuppressions(
  filters: readonly RuleFilter[],
  terms: readonly TuningTerm[],
  now: Instant,
): { readonly errors: readonly InputIssue[]; readonly warnings: readonly InputIssue[] } {
  const ends = filters.flatMap(({ document, suppression }): readonly TuningTerm[] => {
    if (suppression === null) return [];
    return [{ ...suppression, issueAt: (message) => document.issueAt(['mailwarden', 'until'], message) }];
  });
  const expired = [...ends, ...terms].flatMap((one) => {
    if (one.endsAt > now) return [];
    return [{ issue: one.issueAt(overdue(one)), isError: shift(one.endsAt, GRACE_MS) <= now }];
  });
  return {
    errors: expired.filter((one) => one.isError).map((one) => one.issue),
    warnings: expired.filter((one) => !one.isError).map((one) => one.issue),
  };
}

function overdue({ owner, until, isReview }: TuningTerm): string {
  return isReview
    ? `was to be looked at again by ${until}, and holds unchanged; ask ${owner}, then give it a new end`
    : `ended on ${until} and holds for nothing since; ask ${owner}, then remove it or give it a new end`;
}
