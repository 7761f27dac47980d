import type { AccessEvent } from '../../model/access-event.js';
import type { StoreReads } from '../../model/store.js';
import type { Db } from '../tables.js';

/** Rows that are looked through at once for those of one source, which has no column. */
const PAGE = 500;

/** Reads of what was met lately. */
export function newestEventReads(db: Db): Pick<StoreReads, 'newestEvents'> {
  return {
    async newestEvents(limit, { source, kinds }) {
      const found: AccessEvent[] = [];
      for (let offset = 0; found.length < limit; offset += PAGE) {
        let query = db.selectFrom('event').select('body').orderBy('at', 'desc').orderBy('id');
        if (kinds !== undefined) query = query.where('kind', 'in', kinds);
        const rows = await query.limit(PAGE).offset(offset).execute();
        const events = rows.map((row) => JSON.parse(row.body) as AccessEvent);
        found.push(...events.filter((event) => source === undefined || event.source === source));
        if (rows.length < PAGE) break;
      }
      return found.slice(0, limit);
    },
  };
}
