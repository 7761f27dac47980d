import { sql } from 'kysely';
import { withoutNames } from '../model/erasure.js';
import type { JsonValue } from '../model/json.js';
import type { Db } from './tables.js';

/** Tables whose bodies can name a person although the row is another's, and what tells their rows apart. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  incident: ['id'],
  finding: ['subject', 'id'],
  exposure: ['incident'],
  report_version: ['incident', 'version'],
  containment_state: ['incident'],
  alert: ['id'],
  directory_user: ['id_key'],
};

/** The tables in which `namingRows` looks. */
export const NAMING_TABLES = Object.keys(NAMING);

export interface NamingRow {
  readonly table: string;
  /** The values of the row's keys, by column. */
  readonly place: Readonly<Record<string, string | number>>;
  /** Without the names. */
  readonly body: string;
}

/** Rows of a table that name a person, as they are to be. */
export async function namingRows(
  db: Db,
  table: string,
  names: readonly string[],
  pseudonym: string,
): Promise<readonly NamingRow[]> {
  const keys = NAMING[table] ?? [];
  const columns = sql.join([...keys, 'body'].map((name) => sql.ref(name)));
  // Only a first look, which may find too much (`_` stands for any character). PostgreSQL: `ilike`.
  const isNaming = sql.join(
    names.map((name) => sql`body like ${`%${name}%`}`),
    sql` or `,
  );
  const found = await sql<Readonly<Record<string, string | number>>>`
    select ${columns} from ${sql.table(table)} where ${isNaming}`.execute(db);
  return found.rows.flatMap((row) => {
    const before = String(row.body);
    const body = JSON.stringify(withoutNames(JSON.parse(before) as JsonValue, names, pseudonym));
    const place = Object.fromEntries(keys.map((key) => [key, row[key] ?? '']));
    return body === before ? [] : [{ table, place, body }];
  });
}

/** Writes such rows. */
export async function writeNamingRows(db: Db, rows: readonly NamingRow[]): Promise<void> {
  for (const { table, place, body } of rows) {
    const conditions = Object.entries(place).map(([key, value]) => sql`${sql.ref(key)} = ${value}`);
    await sql`update ${sql.table(table)} set body = ${body} where ${sql.join(conditions, sql` and `)}`.execute(
      db,
    );
  }
}
