import type { DirectoryUser } from '../../model/ports.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { forChunks, insertRows } from '../chunks.js';
import type { Db } from '../tables.js';
import { type KnownRoles, readRoles } from './roles.js';

const ID_PREFIX = 'id:';

/**
 * Reads of the directory's accounts as last seen, with their roles. `userByKey` takes a `principalKey`: a name, or
 * `id:<id>`. A name that was given up leads to its last carrier.
 */
export function userReads(db: Db): Pick<StoreReads, 'userByKey' | 'users' | 'usersOfRole'> {
  return {
    async userByKey(key) {
      const wanted = key.toLowerCase();
      const id = wanted.startsWith(ID_PREFIX) ? wanted.slice(ID_PREFIX.length) : await idOfName(db, wanted);
      return id === null ? null : ((await usersById(db, [id]))[0] ?? null);
    },
    async users() {
      const rows = await db.selectFrom('directory_user').selectAll().orderBy('id_key').execute();
      const roles = await readRoles(db, null);
      return rows.map((row) => toUser(row, roles));
    },
    async usersOfRole(kind, role) {
      const known = await db
        .selectFrom('directory_role_read')
        .selectAll()
        .where('kind', '=', kind)
        .executeTakeFirst();
      if (known === undefined) return null;
      const rows = await db.selectFrom('directory_role').selectAll().where('kind', '=', kind).execute();
      const wanted = role.toLowerCase();
      return usersById(
        db,
        rows.filter((row) => row.role.toLowerCase() === wanted).map((row) => row.id_key),
      );
    },
  };
}

/** Writes of the directory's accounts. A name that went to another account leads to that one from then on. */
export function userWrites(db: Db): Pick<StoreTx, 'putUsers'> {
  return {
    async putUsers(users) {
      const byId = new Map(users.map((user) => [user.id.toLowerCase(), user]));
      const rows = [...byId].map(([id, { roles: _held, eligibleRoles: _eligible, ...user }]) => ({
        id_key: id,
        upn_key: user.upn.toLowerCase(),
        body: JSON.stringify(user),
        ...peerKeys(user),
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
              department_key: row.ref('excluded.department_key'),
              manager_key: row.ref('excluded.manager_key'),
            })),
          )
          .execute(),
      );
      // Of two in one portion that say the same name, one was renamed meanwhile: the later one carries it.
      const names = new Map(rows.map((row) => [row.upn_key, row.id_key]));
      await insertRows(
        [...names].map(([name, id]) => ({ name_key: name, id_key: id })),
        (some) =>
          db
            .insertInto('directory_name')
            .values(some)
            .onConflict((conflict) =>
              conflict.column('name_key').doUpdateSet((row) => ({ id_key: row.ref('excluded.id_key') })),
            )
            .execute(),
      );
    },
  };
}

/** By what an account's peers are found; a department is one however it is written. */
export function peerKeys({ profile }: Pick<DirectoryUser, 'profile'>): {
  readonly department_key: string | null;
  readonly manager_key: string | null;
} {
  const department = profile?.department?.trim().toLowerCase() ?? '';
  return {
    department_key: department === '' ? null : department,
    manager_key: profile?.managerId?.toLowerCase() ?? null,
  };
}

async function idOfName(db: Db, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('directory_name')
    .select('id_key')
    .where('name_key', '=', name)
    .executeTakeFirst();
  return row?.id_key ?? null;
}

async function usersById(db: Db, ids: readonly string[]): Promise<readonly DirectoryUser[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('directory_user')
    .selectAll()
    .where('id_key', 'in', ids)
    .orderBy('id_key')
    .execute();
  const roles = await readRoles(db, ids);
  return rows.map((row) => toUser(row, roles));
}

/** Roles that could be read stand with every account, empty where it holds none; others are left out. */
function toUser(row: { readonly id_key: string; readonly body: string }, roles: KnownRoles): DirectoryUser {
  const user = JSON.parse(row.body) as DirectoryUser;
  const held = roles.held?.get(row.id_key) ?? [];
  const eligible = roles.eligible?.get(row.id_key) ?? [];
  return {
    ...user,
    ...(roles.held === null ? {} : { roles: held }),
    ...(roles.eligible === null ? {} : { eligibleRoles: eligible }),
  };
}
