import type { GroupStretch } from '../../model/sighting.js';
import type { StoreTx } from '../../model/store.js';
import { forChunks, insertRows, lookUp } from '../chunks.js';
import type { Db } from '../tables.js';
import { PARTS, toRow } from './sighting-row.js';

type Writes = Pick<
  StoreTx,
  | 'putSightings'
  | 'dropSightings'
  | 'markSightings'
  | 'purgeSightings'
  | 'dropCorrelation'
  | 'putCorrelationDefinition'
>;

/** Writes of what correlations saw and made of it. */
export function sightingWrites(db: Db): Writes {
  return {
    async putSightings(sightings, seenAt) {
      const rows = sightings.map((one) => toRow(one, seenAt));
      await insertRows(rows, (some) =>
        db
          .insertInto('sighting')
          .values(some)
          .onConflict((conflict) =>
            conflict.columns(['correlation', 'grp', 'at', 'event', 'rule']).doUpdateSet((row) => ({
              act: row.ref('excluded.act'),
              needs_credential: row.ref('excluded.needs_credential'),
              body: row.ref('excluded.body'),
              part: row.ref('excluded.part'),
              is_held: row.ref('excluded.is_held'),
              anchor: row.ref('excluded.anchor'),
            })),
          )
          .execute(),
      );
    },
    dropSightings: (correlation, rules, events) => dropSightings(db, correlation, rules, events),
    async markSightings(sightings) {
      for (const { correlation, group, at, event, rule, part, isHeld, anchor } of sightings) {
        await db
          .updateTable('sighting')
          .set({ part: PARTS.indexOf(part), is_held: isHeld ? 1 : 0, anchor })
          .where('correlation', '=', correlation)
          .where('grp', '=', group)
          .where('at', '=', at)
          .where('event', '=', event)
          .where('rule', '=', rule)
          .execute();
      }
    },
    async purgeSightings(correlation, before) {
      const gone = await db
        .deleteFrom('sighting')
        .where('correlation', '=', correlation)
        .where('part', '=', 0)
        .where('at', '<', Date.parse(before))
        .where('seen_at', '<', before)
        .executeTakeFirst();
      const count = Number(gone.numDeletedRows);
      if (count === 0) return 0;
      await db
        .updateTable('correlation_definition')
        .set({ purged_to: before })
        .where('correlation', '=', correlation)
        .execute();
      return count;
    },
    async dropCorrelation(correlation) {
      await db.deleteFrom('sighting').where('correlation', '=', correlation).execute();
      await db.deleteFrom('correlation_definition').where('correlation', '=', correlation).execute();
    },
    async putCorrelationDefinition({ correlation, definition, purgedTo }) {
      const row = { definition, purged_to: purgedTo };
      await db
        .insertInto('correlation_definition')
        .values({ correlation, ...row })
        .onConflict((conflict) => conflict.column('correlation').doUpdateSet(row))
        .execute();
    },
  };
}

async function dropSightings(
  db: Db,
  correlation: string,
  rules: readonly string[],
  events: readonly string[],
): Promise<readonly GroupStretch[]> {
  const of = (some: readonly string[]) =>
    db
      .selectFrom('sighting')
      .select(['grp as group', 'at'])
      .where('event', 'in', some)
      .where('correlation', '=', correlation)
      .where('rule', 'in', rules)
      .execute();
  const known = await lookUp(events, of);
  if (known.length === 0) return [];
  await forChunks(events, (some) =>
    db
      .deleteFrom('sighting')
      .where('event', 'in', some)
      .where('correlation', '=', correlation)
      .where('rule', 'in', rules)
      .execute(),
  );
  return known.map(({ group, at }) => ({ correlation, group, from: at, to: at }));
}
