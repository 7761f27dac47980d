import type { Action } from '../../model/action.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Db } from '../tables.js';
import { namesOf } from './incidents.js';

/** Reads of the actions, oldest first. An incident's actions include those decided under a name that it had before. */
export function actionReads(db: Db): Pick<StoreReads, 'action' | 'actionsOf' | 'actions' | 'actionsSince'> {
  return {
    async action(id) {
      const row = await db.selectFrom('action').select('body').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toAction(row);
    },
    async actionsOf(incidents) {
      const byIncident = new Map<string, readonly Action[]>();
      const listed = new Set<string>();
      for (const incident of new Set(incidents)) {
        const fresh = (await actionsOf(db, incident)).filter(({ id }) => !listed.has(id));
        for (const { id } of fresh) listed.add(id);
        byIncident.set(incident, fresh);
      }
      return byIncident;
    },
    async actions() {
      const rows = await db.selectFrom('action').select('body').orderBy('decided_at').orderBy('id').execute();
      return rows.map(toAction);
    },
    async actionsSince(from) {
      const rows = await db
        .selectFrom('action')
        .select('body')
        .where('decided_at', '>=', from)
        .orderBy('decided_at')
        .orderBy('id')
        .execute();
      return rows.map(toAction);
    },
  };
}

/** Writes of the actions. */
export function actionWrites(db: Db): Pick<StoreTx, 'putAction'> {
  return {
    async putAction(action) {
      const changed = {
        incident: action.incident,
        decided_at: action.decidedAt,
        body: JSON.stringify(action),
      };
      await db
        .insertInto('action')
        .values({ id: action.id, ...changed })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
        .execute();
    },
  };
}

async function actionsOf(db: Db, incident: string): Promise<readonly Action[]> {
  const rows = await db
    .selectFrom('action')
    .select('body')
    .where('incident', 'in', await namesOf(db, incident))
    .orderBy('decided_at')
    .orderBy('id')
    .execute();
  return rows.map(toAction);
}

function toAction(row: { readonly body: string }): Action {
  return JSON.parse(row.body) as Action;
}
