import type { StoreTx } from '../model/store.js';
import { isNotComplete } from './coverage-of.js';

/**
 * Marks the accounts of incidents whose logs were not complete when they were scored, and are now: their statement of
 * coverage is then made anew. Gives the number of accounts.
 */
export async function revisitIncidents(tx: StoreTx, sources: readonly string[] | null): Promise<number> {
  const waiting = (await tx.incidents()).filter(
    (one) => one.kind === 'mailbox' && one.coverage.gaps.some(isNotComplete),
  );
  if (waiting.length === 0) return 0;
  const cursors = await Promise.all((sources ?? []).map((source) => tx.cursor(source)));
  const completeTo = new Map(cursors.flatMap((one) => (one === null ? [] : [[one.source, one.completeTo]])));
  const ripe = waiting.filter(({ coverage, lastEvent }) =>
    coverage.gaps
      .filter(isNotComplete)
      .every((gap) => (completeTo.get(gap.source) ?? lastEvent) >= lastEvent),
  );
  await tx.markDirty(ripe.map((one) => one.subject));
  return ripe.length;
}
