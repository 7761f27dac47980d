import type { Coverage, GapReason } from '../../model/coverage.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { insertRows } from '../chunks.js';
import type { CoverageRow, Db } from '../tables.js';
import { compactCoverage } from './compact-coverage.js';

/** Reads of the coverage ledger (rows that overlap the asked stretch, by source and time). */
export function coverageReads(db: Db): Pick<StoreReads, 'coverage'> {
  return {
    async coverage(source, from, to) {
      let query = db.selectFrom('coverage').selectAll().where('to_at', '>', from).where('from_at', '<', to);
      if (source !== null) query = query.where('source', '=', source);
      const rows = await query
        .orderBy('source')
        .orderBy('from_at')
        .orderBy('to_at')
        .orderBy('state')
        .orderBy('reason')
        .execute();
      return rows.map(toCoverage);
    },
  };
}

/** Writes of the coverage ledger. */
export function coverageWrites(db: Db): Pick<StoreTx, 'putCoverage'> {
  return {
    async putCoverage(coverage) {
      for (const statement of coverage) await state(db, statement);
    },
  };
}

/** Takes the rows that touch the statement out of the ledger and puts back what they come to together. */
async function state(db: Db, statement: Coverage): Promise<void> {
  const touched = await db
    .selectFrom('coverage')
    .selectAll()
    .where('source', '=', statement.source)
    .where('to_at', '>=', statement.from)
    .where('from_at', '<=', statement.to)
    .execute();
  await db
    .deleteFrom('coverage')
    .where('source', '=', statement.source)
    .where('to_at', '>=', statement.from)
    .where('from_at', '<=', statement.to)
    .execute();
  const rows = compactCoverage(touched.map(toCoverage), statement).map(toRow);
  await insertRows(rows, (some) => db.insertInto('coverage').values(some).execute());
}

function toCoverage(row: CoverageRow): Coverage {
  return {
    source: row.source,
    from: row.from_at,
    to: row.to_at,
    state: row.state,
    records: row.records,
    reason: row.reason as GapReason | null,
    detail: row.detail,
  };
}

function toRow(coverage: Coverage): CoverageRow {
  const { source, from, to, state, records, reason, detail } = coverage;
  return { source, from_at: from, to_at: to, state, records, reason, detail };
}
