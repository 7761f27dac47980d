import type { Coverage, GapReason } from '../model/coverage.js';
import type { Window } from '../model/ports.js';
import type { Instant } from '../model/time.js';

/** A stretch of a window that the source could not give. */
export interface NamedGap {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: GapReason;
  readonly detail: string;
}

/**
 * What a window that was read whole adds to the ledger: its stretch from the cursor on, cut around the gaps in it,
 * so that no instant is both covered and not. Gaps in the overlap, before the cursor, are named again as they are.
 * The records read are counted once, in the first entry.
 */
export function stateCoverage(
  source: string,
  window: Window,
  coveredTo: Instant,
  gaps: readonly NamedGap[],
  records: number,
): readonly Coverage[] {
  const entries: Coverage[] = [];
  let at = window.from > coveredTo ? window.from : coveredTo;
  for (const gap of merged(gaps)) {
    if (gap.from > at) entries.push(covered(source, at, gap.from));
    entries.push({ source, from: gap.from, to: gap.to, state: 'gap', records: 0, ...wordsOf(gap) });
    if (gap.to > at) at = gap.to;
  }
  if (window.to > at) entries.push(covered(source, at, window.to));
  return entries.map((entry, index) => (index === 0 ? { ...entry, records } : entry));
}

/** The ledger's entry for one gap. */
export function gapEntry(source: string, gap: NamedGap): Coverage {
  return { source, from: gap.from, to: gap.to, state: 'gap', records: 0, ...wordsOf(gap) };
}

function covered(source: string, from: Instant, to: Instant): Coverage {
  return { source, from, to, state: 'covered', records: 0, reason: null, detail: null };
}

function wordsOf(gap: NamedGap): { readonly reason: GapReason; readonly detail: string } {
  return { reason: gap.reason, detail: gap.detail };
}

/** Gaps in order, each beginning where the one before ended or later; the first of two that overlap names the shared part. */
function merged(gaps: readonly NamedGap[]): readonly NamedGap[] {
  const ordered = [...gaps].sort(
    (left, right) => compare(left.from, right.from) || compare(left.to, right.to),
  );
  const apart: NamedGap[] = [];
  for (const gap of ordered) {
    const end = apart.at(-1)?.to;
    const from = end !== undefined && end > gap.from ? end : gap.from;
    if (from < gap.to) apart.push({ ...gap, from });
  }
  return apart;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
