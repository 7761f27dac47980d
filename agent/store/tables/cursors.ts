import type { SourceCursor } from '../../model/ports.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { CursorRow, Db } from '../tables.js';

/** Reads of where each source stands. */
export function cursorReads(db: Db): Pick<StoreReads, 'cursor'> {
  return {
    async cursor(source) {
      const row = await db
        .selectFrom('source_cursor')
        .selectAll()
        .where('source', '=', source)
        .executeTakeFirst();
      return row === undefined ? null : toCursor(row);
    },
  };
}

/** Writes of where each source stands. */
export function cursorWrites(db: Db): Pick<StoreTx, 'putCursor'> {
  return {
    async putCursor(cursor) {
      const { source, ...place } = toRow(cursor);
      await db
        .insertInto('source_cursor')
        .values({ source, ...place })
        .onConflict((conflict) => conflict.column('source').doUpdateSet(place))
        .execute();
    },
  };
}

function toCursor(row: CursorRow): SourceCursor {
  const { backfill_from: from, backfill_to: to } = row;
  return {
    source: row.source,
    coveredTo: row.covered_to,
    ...(from === null || to === null ? {} : { backfill: { from, to } }),
    ...(row.complete_to === null ? {} : { completeTo: row.complete_to }),
    ...(row.sounded_at === null ? {} : { soundedAt: row.sounded_at }),
  };
}

function toRow(cursor: SourceCursor): CursorRow {
  return {
    source: cursor.source,
    covered_to: cursor.coveredTo,
    backfill_from: cursor.backfill?.from ?? null,
    backfill_to: cursor.backfill?.to ?? null,
    complete_to: cursor.completeTo ?? null,
    sounded_at: cursor.soundedAt ?? null,
  };
}
