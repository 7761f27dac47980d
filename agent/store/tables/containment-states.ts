import type { ContainmentState } from '../../model/containment.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Db } from '../tables.js';
import { namesOf } from './incidents.js';

/** Reads of the containment states. One that was written under an earlier name of the incident is found until there is a newer one. */
export function containmentReads(db: Db): Pick<StoreReads, 'containmentState'> {
  return {
    async containmentState(incident) {
      const names = await namesOf(db, incident);
      const rows = await db
        .selectFrom('containment_state')
        .select(['incident', 'body'])
        .where('incident', 'in', names)
        .orderBy('incident')
        .execute();
      const row = rows.find((one) => one.incident === names[0]) ?? rows[0];
      return row === undefined ? null : (JSON.parse(row.body) as ContainmentState);
    },
  };
}

/** Writes of the containment states: one per incident. */
export function containmentWrites(db: Db): Pick<StoreTx, 'putContainmentState'> {
  return {
    async putContainmentState(state) {
      const body = JSON.stringify(state);
      await db
        .insertInto('containment_state')
        .values({ incident: state.incident, body })
        .onConflict((conflict) => conflict.column('incident').doUpdateSet({ body }))
        .execute();
    },
  };
}
