import type { Correlation } from '../../detect/correlation/correlation.js';
import { GroupMemory } from '../../detect/correlation/memory/group-memory.js';
import type { StoreTx } from '../../model/store.js';
import type { CorrelationMemory } from './memory.js';
import { createQuickJudge, type Journal } from './quick-judge.js';

/** What memory had no room for, by correlation, since it was last told. */
export interface Evicted {
  readonly correlation: string;
  /** Groups that others pushed out. */
  readonly evicted: number;
  /** Times that a group was not let in, as it came for the first time. */
  readonly turnedAway: number;
}

/** For all correlations together; each has an equal share, so that a flood in one takes nothing from another. */
const BUDGET_BYTES = 256 * 1024 * 1024;
const MAX_SHARE_BYTES = 128 * 1024 * 1024;
const TELL_EVERY = 10_000;

/**
 * An empty memory, for one store and the correlations of one load of the rules. `tell` hears from time to time what it had no
 * room for; nothing is lost by that, it is looked up.
 */
export function createCorrelationMemory(tell: (evicted: Evicted) => void = () => {}): CorrelationMemory {
  const groups = new Map<string, GroupMemory | null>();
  const told = new Map<string, number>();
  let journal: Journal = { tx: null, isCommitted: true, touched: [] };
  return {
    async open(correlation, arrived, all, tx) {
      const memory = memoryOf(correlation, all, groups);
      if (memory === null) return null;
      if (journal.tx !== tx) {
        if (!journal.isCommitted) undo(journal);
        journal = begin(tx);
      }
      tellEvicted(correlation, memory, told, tell);
      return createQuickJudge(correlation, memory, arrived, journal, tx);
    },
  };
}

function memoryOf(
  correlation: Correlation,
  all: number,
  groups: Map<string, GroupMemory | null>,
): GroupMemory | null {
  const { id } = correlation.rule;
  const known = groups.get(id);
  if (known !== undefined) return known;
  const made = GroupMemory.for(correlation, Math.min(MAX_SHARE_BYTES, BUDGET_BYTES / Math.max(all, 1)));
  groups.set(id, made);
  return made;
}

function begin(tx: StoreTx): Journal {
  const journal: Journal = { tx, isCommitted: false, touched: [] };
  tx.afterCommit(() => {
    journal.isCommitted = true;
    journal.touched.length = 0;
  });
  return journal;
}

/** What a transaction changed that came to nothing is forgotten: it is read again when it is needed. */
function undo({ touched }: Journal): void {
  for (const { memory, group } of touched) memory.forget(group);
}

function tellEvicted(
  correlation: Correlation,
  memory: GroupMemory,
  told: Map<string, number>,
  tell: (evicted: Evicted) => void,
): void {
  const { evicted, turnedAway } = memory.counts;
  const count = evicted + turnedAway;
  if (count < (told.get(correlation.rule.id) ?? 0) + (told.has(correlation.rule.id) ? TELL_EVERY : 1)) return;
  told.set(correlation.rule.id, count);
  tell({ correlation: correlation.rule.id, evicted, turnedAway });
}
