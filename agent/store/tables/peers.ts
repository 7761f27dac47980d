import type { ExpressionBuilder } from 'kysely';
import { ANY_USE, type PeerGroup, type PeerUsage } from '../../model/peers.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { insertRows } from '../chunks.js';
import type { Db, Tables } from '../tables.js';

type Own = { readonly department_key: string | null; readonly manager_key: string | null };
type Joined = ExpressionBuilder<Tables, 'peer_usage'>;

/** Narrowest first. */
const GROUPS: readonly PeerGroup[] = ['manager', 'department', 'company'];

/** Reads of what an account's peers use. */
export function peerReads(db: Db): Pick<StoreReads, 'peerAnswer'> {
  return {
    async peerAnswer(subject, { value, day }, leastPeers) {
      const own = await db
        .selectFrom('directory_user')
        .select(['department_key', 'manager_key'])
        .where('upn_key', '=', subject)
        .executeTakeFirst();
      for (const group of GROUPS) {
        const peers = await countUsers(db, subject, own, group, { value: ANY_USE, day });
        if (peers < leastPeers) continue;
        const users = await countUsers(db, subject, own, group, { value, day });
        return { value, day, group, peers, users };
      }
      return null;
    },
  };
}

/** Writes of the same. The earliest day stays, in whatever order the records come. */
export function peerWrites(db: Db): Pick<StoreTx, 'putUsage'> {
  return {
    async putUsage(usage) {
      await insertRows(earliestOf(usage), (some) =>
        db
          .insertInto('peer_usage')
          .values(some)
          .onConflict((conflict) =>
            conflict
              .columns(['value', 'subject'])
              .doUpdateSet((row) => ({ first_day: row.ref('excluded.first_day') }))
              .whereRef('excluded.first_day', '<', 'peer_usage.first_day'),
          )
          .execute(),
      );
    },
  };
}

function earliestOf(
  usage: readonly PeerUsage[],
): readonly { value: string; subject: string; first_day: number }[] {
  const rows = new Map<string, { value: string; subject: string; first_day: number }>();
  for (const { subject, value, firstDay } of usage) {
    const key = `${value} ${subject}`;
    const known = rows.get(key);
    if (known === undefined || firstDay < known.first_day)
      rows.set(key, { value, subject, first_day: firstDay });
  }
  return [...rows.values()];
}

/** How many others of the group used it by then. Nobody where the directory does not say that the account is in one. */
async function countUsers(
  db: Db,
  subject: string,
  own: Own | undefined,
  group: PeerGroup,
  { value, day }: { readonly value: string; readonly day: number },
): Promise<number> {
  const column = group === 'manager' ? 'manager_key' : 'department_key';
  const key = own?.[column] ?? null;
  if (group !== 'company' && (key === null || key === '')) return 0;
  const counted = await db
    .selectFrom('peer_usage')
    .select((row) => row.fn.countAll<number>().as('users'))
    .where('value', '=', value)
    .where('first_day', '<=', day)
    .where('subject', '!=', subject)
    .$if(group !== 'company', (query) =>
      query.where((row: Joined) =>
        row(
          'peer_usage.subject',
          'in',
          row
            .selectFrom('directory_user')
            .select('upn_key')
            .where(column, '=', key)
            .$castTo<{ upn_key: string }>(),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(counted?.users ?? 0);
}
