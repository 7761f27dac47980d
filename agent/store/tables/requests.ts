import type { JsonObject } from '../../model/json.js';
import type { StoreReads, StoreRequest, StoreTx } from '../../model/store.js';
import type { Db, RequestRow } from '../tables.js';

/** Reads of what commands ask of the writer, in the order of asking. */
export function requestReads(db: Db): Pick<StoreReads, 'request' | 'requests'> {
  return {
    async request(id) {
      const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toRequest(row);
    },
    async requests(status) {
      const rows = await db
        .selectFrom('request')
        .selectAll()
        .where('status', '=', status)
        .orderBy('requested_at')
        .orderBy('id')
        .execute();
      return rows.map(toRequest);
    },
  };
}

/** Writes of the requests, by id. */
export function requestWrites(db: Db): Pick<StoreTx, 'putRequest'> {
  return {
    async putRequest(request) {
      const changed = {
        kind: request.kind,
        payload: JSON.stringify(request.payload),
        requested_at: request.requestedAt,
        status: request.status,
        result: request.result,
      };
      await db
        .insertInto('request')
        .values({ id: request.id, ...changed })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
        .execute();
    },
  };
}

function toRequest(row: RequestRow): StoreRequest {
  return {
    id: row.id,
    kind: row.kind,
    payload: JSON.parse(row.payload) as JsonObject,
    requestedAt: row.requested_at,
    status: row.status,
    result: row.result,
  };
}
