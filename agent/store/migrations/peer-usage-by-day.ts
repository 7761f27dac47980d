import type { Migration } from 'kysely';

/** How many accounts used something by a day is asked with each look at an account: counted within the index alone. */
export const peerUsageByDay: Migration = {
  async up(db) {
    await db.schema
      .createIndex('peer_usage_by_day')
      .on('peer_usage')
      .columns(['value', 'first_day', 'subject'])
      .execute();
  },
};
