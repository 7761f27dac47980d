import { sql } from 'kysely';
import type { ActionKind, ActionStatus } from '../../model/action.js';
import type { HoldCause } from '../../model/brake.js';
import type { GapReason } from '../../model/coverage.js';
import type { Incident } from '../../model/incident.js';
import type { SourcePlace, StoreFigures } from '../../model/metrics.js';
import type { StoreReads } from '../../model/store.js';
import { toMs } from '../../model/time.js';
import type { Db } from '../tables.js';

/**
 * Counts for whoever watches the agent. Each reads an index or a table that stays small; records and events are not counted,
 * since that reads all of them. PostgreSQL: `body::jsonb ->> 'status'` for `json_extract`.
 */
export function figureReads(db: Db): Pick<StoreReads, 'figures'> {
  return {
    async figures() {
      return {
        jobs: await countJobs(db),
        actions: await countActions(db),
        incidents: await countIncidents(db),
        ...(await countDeliveries(db)),
        sources: await readPlaces(db),
        gaps: await countGaps(db),
        rejected: await countRejected(db),
        waitingAccounts: await countRows(db, 'dirty'),
        pendingRequests: await countRows(db, 'request', sql`status = 'pending'`),
        storeBytes: await countBytes(db),
      };
    },
  };
}

async function countJobs(db: Db): Promise<StoreFigures['jobs']> {
  const rows = await db
    .selectFrom('job')
    .select(['kind', 'status', ({ fn }) => fn.countAll<number>().as('count')])
    .select(({ fn }) => fn.min('due_at').as('oldest'))
    .where('status', 'in', ['pending', 'leased', 'dead'])
    .groupBy(['kind', 'status'])
    .orderBy('kind')
    .orderBy('status')
    .execute();
  return rows.flatMap(({ kind, status, count, oldest }) =>
    status === 'done' ? [] : [{ kind, status, count: Number(count), oldestDueAt: oldest }],
  );
}

async function countActions(db: Db): Promise<StoreFigures['actions']> {
  const { rows } = await sql<{ kind: string; status: string; held: string | null; count: number }>`
    select json_extract(body, '$.kind') as kind, json_extract(body, '$.status') as status,
      json_extract(body, '$.heldBy') as held, count(*) as count
    from action group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows.map(({ kind, status, held, count }) => ({
    kind: kind as ActionKind,
    status: status as ActionStatus,
    heldBy: status === 'held' ? (held as HoldCause | null) : null,
    count: Number(count),
  }));
}

async function countIncidents(db: Db): Promise<StoreFigures['incidents']> {
  const { rows } = await sql<{ status: string; count: number }>`
    select json_extract(body, '$.status') as status, count(*) as count
    from incident group by 1 order by 1`.execute(db);
  return rows.map((row) => ({ status: row.status as Incident['status'], count: Number(row.count) }));
}

async function countDeliveries(db: Db): Promise<Pick<StoreFigures, 'deliveries' | 'openSendings'>> {
  const rows = await db
    .selectFrom('delivery')
    .select(['sink', 'outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['sink', 'outcome'])
    .orderBy('sink')
    .orderBy('outcome')
    .execute();
  const deliveries = rows.map(({ sink, outcome, count }) => ({
    sink,
    outcome: outcome ?? ('sent' as const),
    count: Number(count),
  }));
  return { deliveries, openSendings: await countRows(db, 'sending') };
}

async function readPlaces(db: Db): Promise<readonly SourcePlace[]> {
  const rows = await db.selectFrom('source_cursor').selectAll().orderBy('source').execute();
  return rows.map(({ source, covered_to, complete_to, backfill_from: from, backfill_to: to }) => ({
    source,
    coveredTo: covered_to,
    completeTo: complete_to,
    backfillMs: from === null || to === null ? 0 : toMs(to) - toMs(from),
  }));
}

/** PostgreSQL: `extract(epoch from …)` for `julianday`, which counts in days. */
async function countGaps(db: Db): Promise<StoreFigures['gaps']> {
  const { rows } = await sql<{ source: string; reason: string; count: number; ms: number }>`
    select source, reason, count(*) as count,
      round(sum(julianday(to_at) - julianday(from_at)) * 86400000) as ms
    from coverage where state = 'gap' group by source, reason order by source, reason`.execute(db);
  return rows.map(({ source, reason, count, ms }) => ({
    source,
    reason: reason as GapReason,
    count: Number(count),
    totalMs: Number(ms),
  }));
}

async function countRejected(db: Db): Promise<StoreFigures['rejected']> {
  const rows = await db
    .selectFrom('rejected')
    .select(['source', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('source')
    .orderBy('source')
    .execute();
  return rows.map(({ source, count }) => ({ source, count: Number(count) }));
}

async function countRows(
  db: Db,
  table: 'dirty' | 'request' | 'sending',
  where = sql<boolean>`1 = 1`,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where ${where}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** PostgreSQL: `pg_database_size(current_database())`. */
async function countBytes(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}
