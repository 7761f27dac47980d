import type { Alert } from '../../model/alert.js';
import type { AlertRow, StoreReads, StoreTx } from '../../model/store.js';
import type { Db } from '../tables.js';

/** Reads of the alerts with who has received them, oldest first. */
export function alertReads(db: Db): Pick<StoreReads, 'alert' | 'alerts'> {
  return {
    async alert(id) {
      const row = await db.selectFrom('alert').select('body').where('id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      const deliveries = await db
        .selectFrom('delivery')
        .select(['sink', 'at'])
        .where('alert', '=', id)
        .orderBy('at')
        .orderBy('sink')
        .execute();
      return { alert: toAlert(row), deliveries };
    },
    async alerts() {
      const rows = await db.selectFrom('alert').select('body').orderBy('at').orderBy('id').execute();
      const delivered = await db.selectFrom('delivery').selectAll().orderBy('at').orderBy('sink').execute();
      const deliveries = new Map<string, AlertRow['deliveries'][number][]>();
      for (const { alert, sink, at } of delivered) {
        deliveries.set(alert, [...(deliveries.get(alert) ?? []), { sink, at }]);
      }
      return rows.map(toAlert).map((alert) => ({ alert, deliveries: deliveries.get(alert.id) ?? [] }));
    },
  };
}

/** Writes of the alerts. What was sent is history: neither an alert nor a delivery is ever replaced. */
export function alertWrites(db: Db): Pick<StoreTx, 'putAlert' | 'markDelivered'> {
  return {
    async putAlert(alert) {
      const result = await db
        .insertInto('alert')
        .values({ id: alert.id, at: alert.at, body: JSON.stringify(alert) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    async markDelivered(alert, sink, at) {
      await db
        .insertInto('delivery')
        .values({ alert, sink, at })
        .onConflict((conflict) => conflict.columns(['alert', 'sink']).doNothing())
        .execute();
    },
  };
}

function toAlert(row: { readonly body: string }): Alert {
  return JSON.parse(row.body) as Alert;
}
