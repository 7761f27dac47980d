import { Kysely, Migrator, SqliteDialect, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { asnValue } from '../../agent/model/peers.js';
import { DAY_MS } from '../../agent/model/time.js';
import { migrations } from '../../agent/store/migrations/migrations.js';
import { createRecordCodec } from '../../agent/store/record-codec.js';
import { openDatabase } from '../../agent/store/sqlite-database.js';
import { at, event, HOME, HOSTING } from '../detect/behaviour/timeline-builder.js';
import { openTemporary, STORE_KEY, temporaryFile } from './open-temporary.js';
import { action, incident } from './samples.js';

const STEPS = Object.keys(migrations).sort();

async function raw<T>(file: string, act: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const database = await openDatabase({ file, isReadOnly: false });
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  try {
    return await act(db);
  } finally {
    await db.destroy();
  }
}

/** A store as the program of that step left it, with one case in it. */
async function storeOf(last: string): Promise<string> {
  const file = temporaryFile();
  await raw(file, async (db) => {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    const { error } = await migrator.migrateTo(last);
    if (error !== undefined) throw error;
    const { keyCheck } = createRecordCodec(STORE_KEY);
    const { id, subject, openedAt } = incident('inc-1');
    const { decidedAt } = action('act-1', 'inc-1');
    await sql`insert into meta (name, value) values ('store.key-check', ${keyCheck})`.execute(db);
    await sql`insert into incident (id, subject, opened_at, body)
      values (${id}, ${subject}, ${openedAt}, ${JSON.stringify(incident('inc-1'))})`.execute(db);
    await sql`insert into action (id, incident, decided_at, body)
      values ('act-1', 'inc-1', ${decidedAt}, ${JSON.stringify(action('act-1', 'inc-1'))})`.execute(db);
  });
  return file;
}

/** Every table and index as SQLite describes it, and the columns of each table in their order of name. */
const shapeOf = (file: string): Promise<unknown> =>
  raw(file, async (db) => {
    const objects = await sql<{ type: string; name: string }>`
      select type, name from sqlite_master where name not like 'sqlite_%' order by type, name`.execute(db);
    const columns = await sql`
      select t.name as "table", c.name, c.type, c."notnull", c.pk
      from sqlite_master t, pragma_table_info(t.name) c
      where t.type = 'table' order by t.name, c.name`.execute(db);
    return { objects: objects.rows, columns: columns.rows };
  });

describe('a store of an older version', () => {
  for (const last of STEPS) {
    it(`that stands at ${last} is brought up to date with what it holds`, async () => {
      const file = await storeOf(last);
      const upgraded = await openTemporary({ file });
      expect(await upgraded.read((reads) => reads.incidents())).toMatchObject([
        { id: 'inc-1', status: 'open' },
      ]);
      expect(await upgraded.read((reads) => reads.actions())).toMatchObject([{ id: 'act-1' }]);
      await upgraded.close();
      const fresh = temporaryFile();
      await (await openTemporary({ file: fresh })).close();
      expect(await shapeOf(file)).toEqual(await shapeOf(fresh));
    });
  }

  it.each(['0011-mailbox-surveys', '0012-peer-usage'])(
    'that stands at %s knows what accounts used before it was kept for their peers',
    async (last) => {
      const file = await storeOf(last);
      await raw(file, async (db) => {
        const rows = Array.from({ length: 1_100 }, (_, person) => {
          const network = person % 2 === 0 ? HOME : HOSTING;
          const one = event({ day: person % 3, hour: 9, user: `u${person}@contoso.com`, network });
          return sql`(${one.id}, ${one.at}, ${one.kind}, ${null}, ${JSON.stringify(one)})`;
        });
        await sql`insert into event (id, at, kind, mailbox, body) values ${sql.join(rows)}`.execute(db);
      });
      const upgraded = await openTemporary({ file });
      const day = Math.floor(Date.parse(at(1, 9)) / DAY_MS);
      const asked = { value: asnValue(HOME.asn ?? 0), day };
      const answer = await upgraded.read((reads) => reads.peerAnswer('u0@contoso.com', asked, 10));
      expect(answer).toMatchObject({ group: 'company', peers: 733, users: 366 });
    },
  );

  it('is told apart by names that sort in the order of their making', () => {
    expect(Object.keys(migrations)).toEqual(STEPS);
  });
});
