import type { AccessEventKind } from '../../model/access-event.js';
import type { StoreReads } from '../../model/store.js';
import type { Db } from '../tables.js';

const KINDS: readonly AccessEventKind[] = ['mail-read', 'mail-sync'];

/** Reads of whose mail was seen to be read. */
export function mailAccessReads(db: Db): Pick<StoreReads, 'mailboxesRead'> {
  return {
    async mailboxesRead(subjects, from) {
      const read = new Set<string>();
      for (const subject of subjects) {
        const row = await db
          .selectFrom('event_account')
          .innerJoin('event', 'event.id', 'event_account.event')
          .select('event.id')
          .where('event_account.subject', '=', subject)
          .where('event_account.at', '>=', from)
          .where('event.kind', 'in', KINDS)
          .where('event.mailbox', '=', subject)
          .limit(1)
          .executeTakeFirst();
        if (row !== undefined) read.add(subject);
      }
      return read;
    },
  };
}
