import type { Correlation } from '../../detect/correlation/correlation.js';
import { GroupMemory } from '../../detect/correlation/memory/group-memory.js';
import type { StoreTx } from '../../model/store.js';
import type { CorrelationMemory } from './memory.js';
import { createQuickJudge, type Journal } from './quick-judge.js';
import { type RoomCounts, ShortageNotes } from './shortages.js';

/** What memory had no room for in one transaction, by the id of the correlation. */
export interface Evicted extends RoomCounts {
  readonly correlation: string;
}

/** For all correlations together; each has an equal share, so that a flood in one takes nothing from another. */
const BUDGET_BYTES = 256 * 1024 * 1024;
const MAX_SHARE_BYTES = 128 * 1024 * 1024;

export interface MemoryTerms {
  /** Hears at each commit what there was no room for. No result is lost by that: it is looked up. */
  readonly tell?: (evicted: Evicted) => void;
  /** For all correlations together. */
  readonly budgetBytes?: number;
}

/** An empty memory, for one store and the correlations of one load of the rules. */
export function createCorrelationMemory({
  tell = () => {},
  budgetBytes = BUDGET_BYTES,
}: MemoryTerms = {}): CorrelationMemory {
  const groups = new Map<string, GroupMemory | null>();
  const shortages = new ShortageNotes((correlation, counts) => tell({ correlation, ...counts }));
  let journal: Journal = { tx: null, isCommitted: true, touched: [] };
  return {
    async open(correlation, arrived, all, tx, now) {
      const shareBytes = Math.min(MAX_SHARE_BYTES, budgetBytes / Math.max(all, 1));
      const memory = memoryOf(correlation, shareBytes, groups);
      if (memory === null) return null;
      if (journal.tx !== tx) {
        if (!journal.isCommitted) undo(journal);
        journal = begin(tx);
        shortages.begin(tx);
      }
      const judge = await createQuickJudge(correlation, memory, arrived, journal, tx);
      await shortages.note(correlation.rule.id, memory, tx, now);
      return judge;
    },
  };
}

function memoryOf(
  correlation: Correlation,
  shareBytes: number,
  groups: Map<string, GroupMemory | null>,
): GroupMemory | null {
  const { id } = correlation.rule;
  const known = groups.get(id);
  if (known !== undefined) return known;
  const made = GroupMemory.for(correlation, shareBytes);
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
