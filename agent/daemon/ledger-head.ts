import type { LedgerHead } from '../model/ledger.js';
import type { Clock, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { SECOND_MS } from '../model/time.js';

/** Keeps the end of the ledger outside the store, so that an end that is cut off later is seen. */
export interface HeadKeeper {
  /** Writes the head down where it has moved. Raises `StoreError`, and Node's own error of a file. */
  keep(): Promise<void>;
}

export interface HeadKeeperParts {
  readonly store: Store;
  readonly log: Log;
  /** Writes the text whole or not at all. */
  readonly write: (text: string) => void;
}

/** The head goes to a file, for `ledger verify`, and to the log, which is mostly collected elsewhere. */
export function createHeadKeeper({ store, log, write }: HeadKeeperParts): HeadKeeper {
  let written: LedgerHead | null = null;
  return {
    async keep() {
      const head = await store.read((reads) => reads.ledgerHead());
      if (head === null || head.hash === written?.hash) return;
      write(`${JSON.stringify(head)}\n`);
      written = head;
      log.info({ ...head }, 'the ledger ends here');
    },
  };
}

const EVERY_MS = 10 * SECOND_MS;

/** The same, again and again until `signal` is aborted, and once more then. */
export async function keepHead(keeper: HeadKeeper, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await keeper.keep();
    await clock.sleep(EVERY_MS, signal).catch(() => {});
  }
  await keeper.keep();
}
