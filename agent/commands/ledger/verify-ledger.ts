import type { Config } from '../../config.js';
import type { LedgerHead } from '../../model/ledger.js';
import type { StoreReads } from '../../model/store.js';
import {
  checkEntry,
  checkHead,
  type LedgerBreak,
  type LedgerCheck,
  NOTHING_CHECKED,
} from '../../model/verify-ledger.js';
import { createLedgerSeal } from '../../store/ledger-seal.js';
import { readLedgerHead } from './head-file.js';
import { readLedger } from './read-ledger.js';

/** What `ledger verify --json` prints. */
export interface LedgerVerdict {
  readonly entries: number;
  readonly intact: boolean;
  readonly firstBroken: LedgerBreak | null;
  /** Entries that bear no signature: whoever can write to the store could have made them. */
  readonly unsigned: number;
  /** What this answer does not cover. */
  readonly notes: readonly string[];
}

/** Goes through the whole chain, and holds it against the head that is kept beside the store. */
export async function verifyLedger(config: Config, reads: StoreReads): Promise<LedgerVerdict> {
  const { isSigned } = createLedgerSeal(config.store.ledgerKey);
  const kept = readLedgerHead(config);
  const head = kept === 'unreadable' ? null : kept;
  let check: LedgerCheck = NOTHING_CHECKED;
  let hashAtHead: string | null = null;
  for await (const entry of readLedger(reads)) {
    check = checkEntry(check, entry, isSigned);
    if (check.entries === head?.entries) hashAtHead = entry.hash;
  }
  const { entries, unsigned, firstBroken } = checkHead(check, head, hashAtHead);
  const intact = firstBroken === null;
  return { entries, intact, firstBroken, unsigned, notes: notesOf(config, kept, unsigned) };
}

function notesOf(
  { store }: Config,
  head: LedgerHead | null | 'unreadable',
  unsigned: number,
): readonly string[] {
  const notes: string[] = [];
  if (store.ledgerKey === null) {
    notes.push('store.ledgerKey is not set: signatures were not looked at');
  }
  if (unsigned > 0) {
    notes.push(`${unsigned} entries are not signed: whoever can write to the store could have made them`);
  }
  if (head === null) notes.push('no head is kept beside the store: an end that was cut off is not seen');
  if (head === 'unreadable') notes.push('the head beside the store cannot be read');
  if (head !== null && head !== 'unreadable') {
    notes.push(
      `entries after number ${head.entries} could be cut off unseen; compare the last head in the agent's log`,
    );
  }
  return notes;
}
