import { sha256 } from './ids.js';
import { LEDGER_BEGIN, type LedgerEntry, type LedgerHead, ledgerText } from './ledger.js';

/** Where a chain is broken. `number` is the place in the chain, from 1. */
export interface LedgerBreak {
  readonly number: number;
  readonly reason: string;
}

/** What was found so far; goes in again with the next entries. */
export interface LedgerCheck {
  readonly entries: number;
  readonly lastHash: string;
  /** Entries without a signature. */
  readonly unsigned: number;
  readonly firstBroken: LedgerBreak | null;
}

export const NOTHING_CHECKED: LedgerCheck = {
  entries: 0,
  lastHash: LEDGER_BEGIN,
  unsigned: 0,
  firstBroken: null,
};

/** Whether a signature was made over this hash with the key; null where there is no key to tell with. */
export type IsSigned = ((hash: string, signature: string) => boolean) | null;

/** Adds one entry as it was stored. The first break stays: what follows it proves nothing. */
export function checkEntry(check: LedgerCheck, entry: LedgerEntry, isSigned: IsSigned): LedgerCheck {
  const number = check.entries + 1;
  const fault = check.firstBroken === null ? faultOf(check, entry, number, isSigned) : null;
  return {
    entries: number,
    lastHash: entry.hash,
    unsigned: check.unsigned + (entry.signature === null ? 1 : 0),
    firstBroken: check.firstBroken ?? (fault === null ? null : { number, reason: fault }),
  };
}

function faultOf(check: LedgerCheck, entry: LedgerEntry, number: number, isSigned: IsSigned): string | null {
  if (entry.number !== number) return `number ${entry.number} stands here: entries are missing or were moved`;
  if (entry.previous !== check.lastHash) return 'it does not follow from the entry before';
  if (sha256(ledgerText(entry)) !== entry.hash) return 'its content is not what its hash was made of';
  if (entry.signature === null) {
    const wasSigned = check.entries > check.unsigned;
    return wasSigned ? 'it is not signed, though entries before it are' : null;
  }
  if (isSigned === null || isSigned(entry.hash, entry.signature)) return null;
  return 'its signature was not made with store.ledgerKey';
}

/** Holds the chain against a head that was kept outside the store: an end that was cut or replaced is seen up to there. */
export function checkHead(
  check: LedgerCheck,
  head: LedgerHead | null,
  hashAtHead: string | null,
): LedgerCheck {
  if (head === null || check.firstBroken !== null) return check;
  if (head.entries > check.entries) {
    const reason = `the chain ends before it: the head kept outside the store counts ${head.entries} entries`;
    return { ...check, firstBroken: { number: check.entries + 1, reason } };
  }
  if (hashAtHead === head.hash) return check;
  return {
    ...check,
    firstBroken: {
      number: head.entries,
      reason: 'it is another entry than the head kept outside the store names',
    },
  };
}
