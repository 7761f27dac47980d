import type { DirectoryUser } from '../../model/ports.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { forChunks, insertRows } from '../chunks.js';
import type { Db } from '../tables.js';

const ID_PREFIX = 'id:';

/** Reads of the directory's accounts as last seen. `userByKey` takes a `principalKey`: a UPN, or `id:<id>`. */
export function userReads(db: Db): Pick<StoreReads, 'userByKey' | 'users'> {
  return {
    async userByKey(key) {
      const wanted = key.toLowerCase();
      const query = db.selectFrom('directory_user').select('body');
      const row = await (wanted.startsWith(ID_PREFIX)
        ? query.where('id_key', '=', wanted.slice(ID_PREFIX.length))
        : query.where('upn_key', '=', wanted)
      ).executeTakeFirst();
      return row === undefined ? null : toUser(row);
    },
    async users() {
      const rows = await db.selectFrom('directory_user').select('body').orderBy('id_key').execute();
      return rows.map(toUser);
    },
  };
}

/** Writes of the directory's accounts. A name that went to another account leads to that one from then on. */
export function userWrites(db: Db): Pick<StoreTx, 'putUsers'> {
  return {
    async putUsers(users) {
      const byId = new Map(users.map((user) => [user.id.toLowerCase(), user]));
      const rows = [...byId].map(([id, user]) => ({
        id_key: id,
        upn_key: user.upn.toLowerCase(),
        body: JSON.stringify(user),
      }));
      await forChunks(
        rows.map((row) => row.upn_key),
        (some) =>
          db.updateTable('directory_user').set({ upn_key: null }).where('upn_key', 'in', some).execute(),
      );
      await insertRows(rows, (some) =>
        db
          .insertInto('directory_user')
          .values(some)
          .onConflict((conflict) =>
            conflict.column('id_key').doUpdateSet((row) => ({
              upn_key: row.ref('excluded.upn_key'),
              body: row.ref('excluded.body'),
            })),
          )
          .execute(),
      );
    },
  };
}

function toUser(row: { readonly body: string }): DirectoryUser {
  return JSON.parse(row.body) as DirectoryUser;
}
