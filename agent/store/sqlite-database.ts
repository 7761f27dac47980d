import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getBuiltinModule } from 'node:process';
import { pathToFileURL } from 'node:url';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { StoreError } from '../model/errors.js';
import { createPreparedStatements } from './prepared-statements.js';
import { storableText } from './storable-text.js';
import { toStoreError } from './to-store-error.js';

type Values = readonly unknown[];

/** What both drivers offer, and all that we use of them. */
interface Driver {
  prepare(sql: string): DriverStatement;
  exec(sql: string): unknown;
  close(): void;
}

interface DriverStatement {
  all(...values: Values): unknown[];
  run(...values: Values): { changes: number | bigint; lastInsertRowid: number | bigint };
}

/** A connection, and how its statements take a list of values. */
interface OpenDriver {
  readonly driver: Driver;
  readonly toArguments: (values: Values) => Values;
}

interface NodeSqlite {
  readonly DatabaseSync: new (file: string, options: { readonly readOnly: boolean }) => Driver;
}

export interface DatabaseOptions {
  /** Path, or `:memory:`. The file is made, readable by its owner only, unless it is opened read-only. */
  readonly file: string;
  readonly isReadOnly: boolean;
}

/**
 * One connection to an SQLite file in the form that Kysely's `SqliteDialect` takes: the runtime's own
 * `node:sqlite` where it is there without a flag (Node 22.13), else the prebuilt `libsql`. Every failure is a
 * `StoreError`; a blob comes back as `Uint8Array`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<SqliteDatabase> {
  const { isReadOnly } = options;
  // Drivers read more into a name than a path: `file:`, `http:`. An absolute path is a path.
  const file = options.file === ':memory:' ? options.file : resolve(options.file);
  if (file !== ':memory:') prepareFile(file, isReadOnly);
  const { driver, toArguments } = await openDriver(file, isReadOnly);
  const statements = createPreparedStatements<SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const act: Guard = (run) => guard(file, run, () => statements.forget(sql));
    return adaptStatement(sql, driver.prepare(sql), toArguments, act);
  };
  return {
    close: () => driver.close(),
    prepare: (sql) =>
      guard(file, () =>
        IS_CONTROL.test(sql)
          ? controlStatement(file, () => driver.exec(sql))
          : statements.get(sql, () => prepare(sql)),
      ),
  };
}

function prepareFile(file: string, isReadOnly: boolean): void {
  if (existsSync(file)) return;
  if (isReadOnly) {
    throw new StoreError('other', `There is no store at ${file}: run the agent once, or correct store.file.`);
  }
  guard(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, 'a', 0o600));
  });
}

async function openDriver(file: string, isReadOnly: boolean): Promise<OpenDriver> {
  const builtIn = getBuiltinModule('node:sqlite') as NodeSqlite | undefined;
  if (builtIn !== undefined) {
    const driver = guard(file, () => new builtIn.DatabaseSync(file, { readOnly: isReadOnly }));
    return { driver, toArguments: (values) => values };
  }
  const { default: Libsql } = await import('libsql');
  // libsql has no read-only option, but takes SQLite's URI names (https://www.sqlite.org/uri.html).
  const name = isReadOnly ? `${pathToFileURL(file).href}?mode=ro` : file;
  const driver = guard(file, () => new Libsql(name) as unknown as Driver);
  // One object alone, bytes too, would be taken for named values, and an unknown name ends the process.
  return { driver, toArguments: (values) => [values] };
}

const IS_CONTROL = /^(?:begin|commit|rollback)\b/;

/**
 * A prepared `begin immediate` that found the database locked stays half run until it is collected as garbage, and no later
 * transaction can commit beside it ("SQL statements in progress"). `exec` ends what it ran.
 */
function controlStatement(file: string, exec: () => unknown): SqliteStatement {
  const run = () => {
    guard(file, exec);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return { reader: false, run, all: notStreamed, iterate: notStreamed };
}

function notStreamed(): never {
  throw new TypeError('the store reads whole results only, and none of a control statement');
}

const RETURNS_ROWS = /^\s*(?:select|with|pragma)\b|\breturning\b/i;

type Guard = <T>(run: () => T) => T;

function adaptStatement(
  sql: string,
  statement: DriverStatement,
  toArguments: OpenDriver['toArguments'],
  act: Guard,
): SqliteStatement {
  return {
    reader: RETURNS_ROWS.test(sql),
    all: (values) => act(() => statement.all(...toArguments(bindable(values))).map(withBytes)),
    run: (values) => act(() => statement.run(...toArguments(bindable(values)))),
    iterate: notStreamed,
  };
}

/**
 * libsql ends the whole process on a value that SQLite has no type for (`true`: "not yet implemented: bool"), so that
 * none gets as far as the driver.
 */
function bindable(values: Values): Values {
  return values.map((value) => {
    if (typeof value === 'string') return storableText(value);
    if (value === null || typeof value === 'number' || value instanceof Uint8Array) return value;
    throw new TypeError(`the store cannot bind a value of type ${typeof value}`);
  });
}

/** libsql gives blobs as `ArrayBuffer`, `node:sqlite` as `Uint8Array`. */
function withBytes(row: unknown): unknown {
  const fields = row as Record<string, unknown>;
  for (const name in fields) {
    const value = fields[name];
    if (value instanceof ArrayBuffer) fields[name] = new Uint8Array(value);
  }
  return row;
}

function guard<T>(file: string, act: () => T, onFailure: () => void = () => {}): T {
  try {
    return act();
  } catch (cause) {
    onFailure();
    throw toStoreError(file, cause);
  }
}
