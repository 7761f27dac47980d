import type { Correlation } from '../../detect/correlation/correlation.js';
import type { StoredSighting } from '../../model/sighting.js';
import type { StoreTx } from '../../model/store.js';
import type { Instant } from '../../model/time.js';

/**
 * What correlations remember of their groups, so that a record that comes in order costs no look into the store. A cache of
 * the store and nothing more: what it does not know is read there, and what a transaction changes in it shows at the commit.
 */
export interface CorrelationMemory {
  /** `arrived` by group; `all` correlations share the memory; `now` stands beside what had no room in it. Null for a correlation that memory cannot judge. */
  open(
    correlation: Correlation,
    arrived: ReadonlyMap<string, readonly StoredSighting[]>,
    all: number,
    tx: StoreTx,
    now: Instant,
  ): Promise<QuickJudge | null>;
}

/** One correlation within one transaction. */
export interface QuickJudge {
  /**
   * New matches of one group as they stand in it, provided that they change nothing of what is stored of the group. Null when that
   * cannot be told from memory. `isRead`: another correlation wants to know at which of them this one holds.
   */
  judge(group: string, arrived: readonly StoredSighting[], isRead: boolean): readonly StoredSighting[] | null;
  /** Drops what is known of a group. */
  forget(group: string): void;
}
