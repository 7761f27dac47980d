import type { StoreTx } from '../model/store.js';
import { isNotComplete } from './coverage-of.js';

/**
 * Marks the accounts of incidents whose logs were not complete when they were scored, and are now: their statement of
 * coverage is then made anew. Gives the accounts.
 */
export async function revisitIncidents(
  tx: StoreTx,
  sources: readonly string[] | null,
): Promise<readonly string[]> {
  const waiting = (await tx.incidents()).filter(
    (one) => one.kind === 'mailbox' && one.coverage.gaps.some(isNotComplete),
  );
  if (waiting.length === 0) return [];
  const cursors = await Promise.all((sources ?? []).map((source) => tx.cursor(source)));
  const completeTo = new Map(cursors.flatMap((one) => (one === null ? [] : [[one.source, one.completeTo]])));
  const ripe = waiting.filter(({ coverage, lastEvent }) =>
    coverage.gaps
      .filter(isNotComplete)
      .every((gap) => (completeTo.get(gap.source) ?? lastEvent) >= lastEvent),
  );
  const subjects = [...new Set(ripe.map((one) => one.subject))];
  await tx.markDirty(subjects);
  return subjects;
}
