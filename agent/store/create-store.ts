import type { Store } from '../model/store.js';
import { tidyLog } from './connection.js';
import type { LedgerSeal } from './ledger-seal.js';
import type { RecordCodec } from './record-codec.js';
import { dueJobs, leaseDueJobs, reclaimLeasedJobs } from './tables/jobs.js';
import { dropLease, leaseHolder, takeLease } from './tables/writer-lease.js';
import type { Db } from './tables.js';
import { readView, writeView } from './transaction-view.js';
import { createTransactions, type TransactionParts, type Transactions } from './transactions.js';

export interface StoreParts extends TransactionParts {
  readonly codec: RecordCodec;
  readonly seal: LedgerSeal;
}

type JobLeases = Pick<Store, 'leaseJobs' | 'reclaimJobs'>;
type WriterLease = Pick<Store, 'acquireLease' | 'releaseLease' | 'leaseHolder'>;

const LEAST_URGENT = Number.MAX_SAFE_INTEGER;

/** The port over open connections. */
export function createStore(parts: StoreParts): Store {
  const { writer, reader, codec, seal } = parts;
  const transactions = createTransactions(parts);
  const { writing, reading } = transactions;
  let holder: string | null = null;
  const ledger = { seal, holder: () => holder };
  let closing: Promise<void> | null = null;
  return {
    write: (name, work) =>
      writing(name, async (db) => {
        const acts: (() => void)[] = [];
        const tx = writeView(db, codec, ledger, (act) => void acts.push(act));
        const value = await work(tx);
        const committed = (): void => {
          for (const act of acts) act();
        };
        return { value, isNews: true, committed };
      }),
    read: (work) => reading((db) => work(readView(db, codec))),
    ...jobLeases(transactions),
    ...writerLease(transactions, (name) => {
      holder = name;
    }),
    close() {
      closing ??= closeAll(new Set([reader, writer]));
      return closing;
    },
  };
}

function jobLeases({ writing, reading }: Transactions): JobLeases {
  return {
    async leaseJobs(now, leaseUntil, limit, maxPriority = LEAST_URGENT) {
      const demand = { now, limit, maxPriority };
      // Looked at first without the lock: idle workers ask often.
      if ((await reading((db) => dueJobs(db, { ...demand, limit: 1 }))).length === 0) return [];
      return writing('lease-jobs', async (db) => {
        const jobs = await leaseDueJobs(db, demand, leaseUntil);
        return { value: jobs, isNews: jobs.length > 0 };
      });
    },
    async reclaimJobs() {
      await writing('reclaim-jobs', async (db) => {
        const count = await reclaimLeasedJobs(db);
        return { value: count, isNews: count > 0 };
      });
    },
  };
}

function writerLease({ writing, reading }: Transactions, hold: (holder: string | null) => void): WriterLease {
  return {
    acquireLease: (holder, now, until) =>
      writing('acquire-lease', async (db) => {
        const isOurs = await takeLease(db, holder, now, until);
        hold(isOurs ? holder : null);
        return { value: isOurs, isNews: isOurs };
      }),
    releaseLease: (holder) =>
      writing('release-lease', async (db) => ({ value: await dropLease(db, holder), isNews: true })),
    leaseHolder: (now) => reading((db) => leaseHolder(db, now)),
  };
}

/** Waits for what runs, and moves the log into the file, which libsql leaves beside it otherwise. */
async function closeAll(connections: ReadonlySet<Db>): Promise<void> {
  for (const db of connections) {
    await db.connection().execute((connection) => tidyLog(connection));
    await db.destroy();
  }
}
