import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { AlertRow, StoreReads, StoreTx } from '../../model/store.js';
import type { Db, DeliveryRow } from '../tables.js';

type AlertReads = Pick<StoreReads, 'alert' | 'alerts' | 'alertsOf' | 'acknowledgement' | 'isSending'>;
type AlertWrites = Pick<StoreTx, 'putAlert' | 'markDelivered' | 'markSending' | 'putAcknowledgement'>;

/** Reads of the alerts with who has received them, oldest first. */
export function alertReads(db: Db): AlertReads {
  return {
    async alert(id) {
      const row = await db.selectFrom('alert').select('body').where('id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      const delivered = await deliveriesOf(db, [id]);
      return toRows([row], delivered)[0] ?? null;
    },
    async alerts() {
      const rows = await db.selectFrom('alert').select('body').orderBy('at').orderBy('id').execute();
      const delivered = await db.selectFrom('delivery').selectAll().orderBy('at').orderBy('sink').execute();
      return toRows(rows, delivered);
    },
    async alertsOf(thread) {
      const rows = await db
        .selectFrom('alert')
        .select(['id', 'body'])
        .where('thread', '=', thread)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return toRows(
        rows,
        await deliveriesOf(
          db,
          rows.map((row) => row.id),
        ),
      );
    },
    async acknowledgement(thread) {
      const query = db.selectFrom('acknowledgement').select(['by', 'at']).where('thread', '=', thread);
      return (await query.executeTakeFirst()) ?? null;
    },
    async isSending(alert, sink) {
      const query = db.selectFrom('sending').select('at').where('alert', '=', alert).where('sink', '=', sink);
      return (await query.executeTakeFirst()) !== undefined;
    },
  };
}

/** Writes of the alerts. What was sent is history: neither an alert nor a delivery is ever replaced. */
export function alertWrites(db: Db): AlertWrites {
  const endSending = (alert: string, sink: string) =>
    db.deleteFrom('sending').where('alert', '=', alert).where('sink', '=', sink).execute();
  return {
    async putAlert(alert) {
      const result = await db
        .insertInto('alert')
        .values({ id: alert.id, at: alert.at, thread: briefOf(alert).key, body: JSON.stringify(alert) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    async markDelivered(alert, sink, at, outcome = 'sent') {
      await db
        .insertInto('delivery')
        .values({ alert, sink, at, outcome: outcome === 'sent' ? null : outcome })
        .onConflict((conflict) => conflict.columns(['alert', 'sink']).doNothing())
        .execute();
      await endSending(alert, sink);
    },
    async markSending(alert, sink, at) {
      await endSending(alert, sink);
      if (at !== null) await db.insertInto('sending').values({ alert, sink, at }).execute();
    },
    async putAcknowledgement(thread, { by, at }) {
      await db
        .insertInto('acknowledgement')
        .values({ thread, by, at })
        .onConflict((conflict) => conflict.column('thread').doUpdateSet({ by, at }))
        .execute();
    },
  };
}

/** One thing has a handful of alerts: no list of them grows too long for one statement. */
function deliveriesOf(db: Db, alerts: readonly string[]): Promise<readonly DeliveryRow[]> {
  if (alerts.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('alert', 'in', alerts)
    .orderBy('at')
    .orderBy('sink')
    .execute();
}

function toRows(
  rows: readonly { readonly body: string }[],
  delivered: readonly DeliveryRow[],
): readonly AlertRow[] {
  const deliveries = new Map<string, AlertRow['deliveries'][number][]>();
  for (const { alert, sink, at, outcome } of delivered) {
    const delivery = { sink, at, ...(outcome === null ? {} : { outcome }) };
    deliveries.set(alert, [...(deliveries.get(alert) ?? []), delivery]);
  }
  return rows
    .map((row) => JSON.parse(row.body) as Alert)
    .map((alert) => ({ alert, deliveries: deliveries.get(alert.id) ?? [] }));
}
