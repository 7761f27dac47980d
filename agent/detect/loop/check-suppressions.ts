import type { InputIssue } from '../../model/errors.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';
import type { RuleFilter } from '../sigma/read-filter.js';

/** How long an exception may lie there after its end before a check fails on it. */
const GRACE_MS = 30 * DAY_MS;

/** Exceptions past their end: a warning for thirty days, an error from then on. */
export function checkSuppressions(
  filters: readonly RuleFilter[],
  now: Instant,
): { readonly errors: readonly InputIssue[]; readonly warnings: readonly InputIssue[] } {
  const expired = filters.flatMap(({ document, suppression }) => {
    if (suppression === null || suppression.endsAt > now) return [];
    const { owner, until, endsAt } = suppression;
    const message = `ended on ${until} and holds for nothing since; ask ${owner}, then remove the filter or give it a new end`;
    const issue = document.issueAt(['mailwarden', 'until'], message);
    return [{ issue, isError: shift(endsAt, GRACE_MS) <= now }];
  });
  return {
    errors: expired.filter((one) => one.isError).map((one) => one.issue),
    warnings: expired.filter((one) => !one.isError).map((one) => one.issue),
  };
}
