import type { SightingMark } from '../../model/sighting.js';
import type { Correlation, Sighting } from '../correlation/correlation.js';
import { findRuns, type Run } from '../correlation/find-episodes.js';
import type { JudgedSighting } from '../correlation/judge-group.js';
import { createMeasure } from '../correlation/measures/create-measure.js';

/** One window of a group that a record lies in. Times are milliseconds since the epoch. */
export interface ExplainedWindow {
  /** Whether the condition held for all of it. */
  readonly isMet: boolean;
  /** What an episode around the record makes of it: `proven` without what an outsider can cause, too. */
  readonly part: SightingMark['part'];
  /** The window begins with its first record and could take in records up to `closesAt`. */
  readonly from: number;
  readonly closesAt: number;
  /** At which the condition first held; null when it never did. */
  readonly completedBy: string | null;
  /** The number that the condition was asked about, last; null for a condition over rules. */
  readonly value: number | null;
  /** In the order in which they are looked at. */
  readonly records: readonly WindowRecord[];
  /** Every rule that the correlation reads, in its order, and how many of the records match it. */
  readonly rules: readonly { readonly rule: string; readonly seen: number }[];
}

export interface WindowRecord {
  readonly record: string;
  readonly at: number;
  readonly rule: string;
  readonly needsCredential: boolean;
}

/**
 * The window of a judged group that tells best of a record: one that is met, the first of those, else the one with the most records.
 * Null when the record is not in the group.
 */
export function explainWindow(
  correlation: Correlation,
  group: readonly JudgedSighting[],
  record: string,
): ExplainedWindow | null {
  const sorted = group.map(({ sighting }) => sighting);
  const places = new Set(sorted.flatMap((one, place) => (one.record === record ? [place] : [])));
  const times = sorted.map(({ at }) => at);
  const asked: { value: number | null } = { value: null };
  const measure = createMeasure(overheard(correlation, asked), sorted);
  let best: { readonly run: Run; readonly value: number | null } | null = null;
  for (const run of findRuns(times, correlation.spanMs, measure)) {
    const holdsRecord = [...places].some((place) => place >= run.anchor && place <= run.last);
    if (holdsRecord && (best === null || isBetter(run, best.run))) best = { run, value: asked.value };
  }
  if (best === null) return null;
  const part = group.find(({ sighting, mark }) => sighting.record === record && mark.part !== 'none');
  return windowOf(correlation, sorted, best, part?.mark.part ?? 'none');
}

/** The same correlation; what its condition is asked about is noted. */
function overheard(correlation: Correlation, asked: { value: number | null }): Correlation {
  const { condition } = correlation;
  if (condition.type !== 'compare') return correlation;
  const holds = (value: number): boolean => {
    asked.value = value;
    return condition.holds(value);
  };
  return { ...correlation, condition: { type: 'compare', holds } };
}

function isBetter(run: Run, than: Run): boolean {
  if (run.isMet !== than.isMet) return run.isMet;
  return !run.isMet && run.last - run.anchor > than.last - than.anchor;
}

function windowOf(
  { rules, spanMs }: Correlation,
  sorted: readonly Sighting[],
  { run, value }: { readonly run: Run; readonly value: number | null },
  part: SightingMark['part'],
): ExplainedWindow {
  const inside = sorted.slice(run.anchor, run.last + 1);
  const from = inside[0]?.at ?? 0;
  const [first] = run.met;
  return {
    isMet: run.isMet,
    part,
    from,
    closesAt: from + spanMs,
    completedBy: first === undefined ? null : (sorted[first]?.record ?? null),
    value,
    records: inside.map(({ record, at, rule, needsCredential }) => ({
      record,
      at,
      rule,
      needsCredential: needsCredential !== false,
    })),
    rules: rules.map((rule) => ({ rule, seen: inside.filter((one) => one.rule === rule).length })),
  };
}
