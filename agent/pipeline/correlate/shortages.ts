import type { GroupMemory } from '../../detect/correlation/memory/group-memory.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Instant } from '../../model/time.js';

/** Groups that memory had no room for; they are read from the store. */
export interface RoomCounts {
  /** Groups that others pushed out. */
  readonly evicted: number;
  /** Times that a group was not let in, as it came for the first time. */
  readonly turnedAway: number;
}

/** The same over restarts, as the store keeps it. */
export interface Shortage extends RoomCounts {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

const NONE: RoomCounts = { evicted: 0, turnedAway: 0 };

/** What memory had no room for of one correlation; null when there always was room. */
export async function shortageOf(
  reads: Pick<StoreReads, 'meta'>,
  correlation: string,
): Promise<Shortage | null> {
  const text = await reads.meta(nameOf(correlation));
  return text === null ? null : (JSON.parse(text) as Shortage);
}

/**
 * Adds what memory had no room for to what the store knows of it, once for each time. A transaction that fails writes nothing
 * down; what it had no room for is added by the next one.
 */
export class ShortageNotes {
  readonly #tell: (correlation: string, counts: RoomCounts) => void;
  #noted = new Map<string, RoomCounts>();
  #committed: ReadonlyMap<string, RoomCounts> = new Map();

  /** `tell` hears what was added, after the commit. */
  constructor(tell: (correlation: string, counts: RoomCounts) => void) {
    this.#tell = tell;
  }

  /** To be called when a transaction first uses the memory. */
  begin(tx: StoreTx): void {
    this.#noted = new Map(this.#committed);
    tx.afterCommit(() => {
      this.#committed = this.#noted;
    });
  }

  async note(correlation: string, { counts }: GroupMemory, tx: StoreTx, now: Instant): Promise<void> {
    const fresh = subtract(counts, this.#noted.get(correlation) ?? NONE);
    if (fresh.evicted + fresh.turnedAway === 0) return;
    this.#noted.set(correlation, counts);
    const known = await shortageOf(tx, correlation);
    const sum: Shortage = {
      evicted: (known?.evicted ?? 0) + fresh.evicted,
      turnedAway: (known?.turnedAway ?? 0) + fresh.turnedAway,
      firstAt: known?.firstAt ?? now,
      lastAt: now,
    };
    await tx.putMeta(nameOf(correlation), JSON.stringify(sum));
    tx.afterCommit(() => this.#tell(correlation, fresh));
  }
}

function subtract(from: RoomCounts, less: RoomCounts): RoomCounts {
  return { evicted: from.evicted - less.evicted, turnedAway: from.turnedAway - less.turnedAway };
}

function nameOf(correlation: string): string {
  return `correlations.room.${correlation}`;
}
