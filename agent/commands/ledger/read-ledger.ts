import type { StoredLedgerEntry } from '../../model/ledger.js';
import type { StoreReads } from '../../model/store.js';

const PAGE = 1_000;

/** Every entry of the ledger in its order, a page at a time. */
export async function* readLedger(reads: StoreReads): AsyncGenerator<StoredLedgerEntry> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const page = await reads.ledger(after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.place;
  }
}
