import type { Kysely, Migration } from 'kysely';
import type { AccessEvent } from '../../model/access-event.js';
import { usageOf } from '../../model/peers.js';
import { peerWrites } from '../tables/peers.js';
import type { Db } from '../tables.js';

const AT_ONCE = 1_000;

/**
 * What accounts used before the store kept it for their peers: read out of the events that are there. Without it nobody had signed in
 * before the upgrade, and everything would be rare among peers for as long as events are kept.
 */
export const usageOfPast: Migration = {
  async up(any: Kysely<unknown>) {
    const db = any as Db;
    const { putUsage } = peerWrites(db);
    let after = '';
    for (;;) {
      const rows = await db
        .selectFrom('event')
        .select(['id', 'body'])
        .where('kind', '=', 'sign-in')
        .where('id', '>', after)
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      await putUsage(rows.flatMap(({ body }) => usageOf(JSON.parse(body) as AccessEvent)));
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  },
};
