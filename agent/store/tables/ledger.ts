import { StoreError } from '../../model/errors.js';
import {
  type LedgerHead,
  ledgerText,
  nextLink,
  noteOfAction,
  type StoredLedgerEntry,
} from '../../model/ledger.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { systemClock } from '../../runtime/clock.js';
import type { LedgerSeal } from '../ledger-seal.js';
import type { Db, LedgerRow } from '../tables.js';
import { actionReads, actionWrites } from './actions.js';
import { leaseHolder } from './writer-lease.js';

/** What it takes to append. */
export interface LedgerParts {
  readonly seal: LedgerSeal;
  /** By what name this process took the writer's lease; null when it did not. */
  readonly holder: () => string | null;
}

/** Reads of the ledger, in its order. */
export function ledgerReads(db: Db): Pick<StoreReads, 'ledger' | 'ledgerHead'> {
  return {
    async ledger(after, limit) {
      const rows = await db
        .selectFrom('ledger')
        .selectAll()
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
    ledgerHead: () => ledgerHeadOf(db),
  };
}

/**
 * Appends to the ledger, and writes actions with the entry that tells what changed of them, in the transaction that changes
 * them. Raises `StoreError` of kind `locked` when another process is the writer by now: its chain is the only one.
 */
export function ledgerWrites(db: Db, parts: LedgerParts): Pick<StoreTx, 'appendLedger' | 'putAction'> {
  const appendLedger: StoreTx['appendLedger'] = async (note) => {
    const now = systemClock.now();
    await refuseOthers(db, parts.holder(), now);
    const link = nextLink(note, await ledgerHeadOf(db), now);
    const { number, hash } = link;
    const row = { number, hash, body: ledgerText(link), signature: parts.seal.sign(hash) };
    await db.insertInto('ledger').values(row).execute();
  };
  return {
    appendLedger,
    async putAction(action) {
      const note = noteOfAction(await actionReads(db).action(action.id), action);
      await actionWrites(db).putAction(action);
      if (note !== null) await appendLedger(note);
    },
  };
}

async function refuseOthers(db: Db, ours: string | null, now: string): Promise<void> {
  const holder = await leaseHolder(db, now);
  if (holder === null || holder === ours) return;
  throw new StoreError('locked', 'another mailwarden process is the writer by now; nothing was decided here');
}

/** How the chain ends in a store; null where it has not begun. */
export async function ledgerHeadOf(db: Db): Promise<LedgerHead | null> {
  const row = await db
    .selectFrom('ledger')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { entries: row.number, hash: row.hash };
}

/** Nothing that somebody wrote into the table may break the look at it: what cannot be read is an entry that its hash does not fit. */
function toEntry({ number: place, hash, signature, body }: LedgerRow): StoredLedgerEntry {
  try {
    const read = JSON.parse(body) as LedgerBody;
    return { ...read, place, hash, signature };
  } catch {
    return { ...UNREADABLE, number: place, place, hash, signature };
  }
}

type LedgerBody = Omit<StoredLedgerEntry, 'place' | 'hash' | 'signature'>;

const UNREADABLE: Omit<LedgerBody, 'number'> = {
  at: '',
  kind: 'action-changed',
  incident: null,
  subject: null,
  detail: {},
  previous: '',
};
