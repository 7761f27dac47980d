import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Boundary } from '../model/ports.js';
import { beginWriting, rollBack } from './connection.js';
import type { Db } from './tables.js';

/** What a write came to; `isNews` false: nothing changed, so nothing is committed. */
export interface Outcome<T> {
  readonly value: T;
  readonly isNews: boolean;
  /** Called once it is committed, before the next write begins. */
  readonly committed?: () => void;
}

/** Transactions on one connection run one after another, in the order of asking. */
export interface Transactions {
  /** One write transaction. The commit crosses the boundary as `commit:<name>`; any error rolls back and passes on. */
  writing<T>(name: string, work: (db: Db) => Promise<Outcome<T>>): Promise<T>;
  /** One read transaction: it sees the state of its first read until its end. */
  reading<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

export interface TransactionParts {
  readonly writer: Db;
  /** The same as `writer` where there is one connection only. */
  readonly reader: Db;
  readonly boundary: Boundary;
  readonly lockWaitMs: number;
}

export function createTransactions(parts: TransactionParts): Transactions {
  const alone = refuseNesting();
  return {
    writing: (name, work) =>
      alone(() => parts.writer.connection().execute((db) => write(db, name, work, parts))),
    reading: (work) => alone(() => parts.reader.transaction().execute(work)),
  };
}

async function write<T>(
  db: Db,
  name: string,
  work: (db: Db) => Promise<Outcome<T>>,
  { boundary, lockWaitMs }: TransactionParts,
): Promise<T> {
  await beginWriting(db, lockWaitMs);
  try {
    const { value, isNews, committed } = await work(db);
    if (!isNews) {
      await rollBack(db);
      return value;
    }
    await boundary.cross(`commit:${name}`, () => sql`commit`.execute(db));
    committed?.();
    return value;
  } catch (cause) {
    await rollBack(db);
    throw cause;
  }
}

/**
 * A transaction begun inside another would wait for it for ever, or not see what it wrote. Raises an `Error` instead: a
 * fault of ours, told at once.
 */
function refuseNesting(): <T>(act: () => Promise<T>) => Promise<T> {
  const around = new AsyncLocalStorage<{ isOpen: boolean }>();
  return async (act) => {
    if (around.getStore()?.isOpen === true) {
      throw new Error('a store transaction was begun inside another: use the one that is open');
    }
    const transaction = { isOpen: true };
    try {
      return await around.run(transaction, act);
    } finally {
      transaction.isOpen = false;
    }
  };
}
