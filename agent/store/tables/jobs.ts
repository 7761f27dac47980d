import type { JsonObject } from '../../model/json.js';
import type { Job, JobKind, JobSpec, StoreReads, StoreTx } from '../../model/store.js';
import { forChunks } from '../chunks.js';
import type { Db, JobRow } from '../tables.js';

type JobWrites = Pick<StoreTx, 'enqueue' | 'finishJob' | 'retryJob' | 'buryJob'>;

/** Reads of the jobs in the order in which they are done: priority, due time, id. */
export function jobReads(db: Db): Pick<StoreReads, 'jobs'> {
  return {
    async jobs(status) {
      const rows = await db
        .selectFrom('job')
        .selectAll()
        .where('status', '=', status)
        .orderBy('priority')
        .orderBy('due_at')
        .orderBy('id')
        .execute();
      return rows.map(toJob);
    },
  };
}

/** Writes of the jobs. The end of a job counts only for the version that was worked on. */
export function jobWrites(db: Db): JobWrites {
  const settle = async (id: string, version: string, change: Partial<JobRow>) => {
    await db
      .updateTable('job')
      .set({ lease_until: null, ...change })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
  };
  const failed = async (id: string, version: string, change: Partial<JobRow>) => {
    await db
      .updateTable('job')
      .set((row) => ({ attempts: row('attempts', '+', 1), lease_until: null, ...change }))
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
  };
  return {
    async enqueue(job) {
      const { id, ...fresh } = freshRow(job);
      await db
        .insertInto('job')
        .values({ id, ...fresh })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(fresh).where('job.version', '!=', job.version),
        )
        .execute();
    },
    finishJob: (id, version) => settle(id, version, { status: 'done', last_error: null }),
    retryJob: (id, version, dueAt, error) =>
      failed(id, version, { status: 'pending', due_at: dueAt, last_error: error }),
    buryJob: (id, version, error) => failed(id, version, { status: 'dead', last_error: error }),
  };
}

/** Which jobs a worker takes. */
export interface JobDemand {
  readonly now: string;
  readonly limit: number;
  /** Only jobs as urgent as that or more; 0 is the most urgent. */
  readonly maxPriority: number;
}

/** Due jobs that are free, or whose lease ran out, in the order in which they are to be done. */
export async function dueJobs(db: Db, demand: JobDemand): Promise<readonly Job[]> {
  const rows = await db
    .selectFrom('job')
    .selectAll()
    .where('priority', '<=', demand.maxPriority)
    .where((row) =>
      row.or([
        row.and([row('status', '=', 'pending'), row('due_at', '<=', demand.now)]),
        row.and([row('status', '=', 'leased'), row('lease_until', '<=', demand.now)]),
      ]),
    )
    .orderBy('priority')
    .orderBy('due_at')
    .orderBy('id')
    .limit(demand.limit)
    .execute();
  return rows.map(toJob);
}

/** Gives jobs away until `leaseUntil`. PostgreSQL picks them with `for update skip locked`; here the transaction is the lock. */
export async function leaseDueJobs(db: Db, demand: JobDemand, leaseUntil: string): Promise<readonly Job[]> {
  const due = await dueJobs(db, demand);
  await forChunks(
    due.map((job) => job.id),
    (some) =>
      db
        .updateTable('job')
        .set({ status: 'leased', lease_until: leaseUntil })
        .where('id', 'in', some)
        .execute(),
  );
  return due.map((job) => ({ ...job, status: 'leased', leaseUntil }));
}

/** Makes every leased job pending again, due as it was. Number of jobs. */
export async function reclaimLeasedJobs(db: Db): Promise<number> {
  const result = await db
    .updateTable('job')
    .set({ status: 'pending', lease_until: null })
    .where('status', '=', 'leased')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

function freshRow(job: JobSpec): JobRow {
  return {
    id: job.id,
    kind: job.kind,
    subject: job.subject,
    version: job.version,
    due_at: job.dueAt,
    priority: job.priority,
    payload: JSON.stringify(job.payload),
    status: 'pending',
    attempts: 0,
    lease_until: null,
    last_error: null,
  };
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind as JobKind,
    subject: row.subject,
    version: row.version,
    dueAt: row.due_at,
    priority: row.priority,
    payload: JSON.parse(row.payload) as JsonObject,
    status: row.status,
    attempts: row.attempts,
    leaseUntil: row.lease_until,
    lastError: row.last_error,
  };
}
