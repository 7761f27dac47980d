import type { Exposure } from '../../model/exposure.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Db } from '../tables.js';
import { namesOf } from './incidents.js';

/** Reads of the exposures. One that was assessed under an earlier name of the incident is found until there is a newer one. */
export function exposureReads(db: Db): Pick<StoreReads, 'exposure' | 'exposures'> {
  return {
    async exposure(incident) {
      const row = await db
        .selectFrom('exposure')
        .select('body')
        .where('incident', 'in', await namesOf(db, incident))
        .orderBy('assessed_at', 'desc')
        .orderBy('incident')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toExposure(row);
    },
    async exposures() {
      const rows = await db.selectFrom('exposure').select('body').orderBy('incident').execute();
      return rows.map(toExposure);
    },
  };
}

/** Writes of the exposures: one per incident. */
export function exposureWrites(db: Db): Pick<StoreTx, 'putExposure'> {
  return {
    async putExposure(exposure) {
      const changed = { assessed_at: exposure.assessedAt, body: JSON.stringify(exposure) };
      await db
        .insertInto('exposure')
        .values({ incident: exposure.incident, ...changed })
        .onConflict((conflict) => conflict.column('incident').doUpdateSet(changed))
        .execute();
    },
  };
}

function toExposure(row: { readonly body: string }): Exposure {
  return JSON.parse(row.body) as Exposure;
}
