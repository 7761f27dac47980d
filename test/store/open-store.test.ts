import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../agent/model/errors.js';
import { connect } from '../../agent/store/connection.js';
import { countingBoundary, openTemporary, STORE_KEY, temporaryFile } from './open-temporary.js';
import { accessEvent, rawRecord } from './samples.js';

const OTHER_KEY = new TextEncoder().encode('quite another key');

async function faultOf(work: Promise<unknown>): Promise<StoreError> {
  const fault = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(fault).toBeInstanceOf(StoreError);
  return fault as StoreError;
}

/** All bytes below the folder of a database: it, its log and its index. */
function bytesBeside(file: string): Buffer {
  const folder = dirname(file);
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

describe('openStore', () => {
  it('makes the folder and a file that only its owner reads, and finds the state again', async () => {
    const file = join(dirname(temporaryFile()), 'deep', 'er', 'mailwarden.db');
    const first = await openTemporary({ file });
    await first.write('test', (tx) => tx.putMeta('name', 'value'));
    await first.close();
    expect(statSync(file).mode & 0o077).toBe(0);
    const second = await openTemporary({ file });
    expect(await second.read((tx) => tx.meta('name'))).toBe('value');
  });

  it('can be closed twice, and leaves one file', async () => {
    const file = temporaryFile();
    const store = await openTemporary({ file });
    await store.write('test', (tx) => tx.putMeta('name', 'value'));
    await Promise.all([store.close(), store.close()]);
    const others = readdirSync(dirname(file)).filter((name) => statSync(join(dirname(file), name)).size > 0);
    expect(others.filter((name) => !name.endsWith('-shm'))).toEqual(['mailwarden.db']);
  });

  it('works in memory', async () => {
    const store = await openTemporary({ file: ':memory:' });
    await store.write('test', (tx) => tx.putMeta('name', 'value'));
    expect(await store.read((tx) => tx.meta('name'))).toBe('value');
  });

  it('commits the making of the tables through the boundary, once', async () => {
    const file = temporaryFile();
    const boundary = countingBoundary();
    await (await openTemporary({ file, boundary })).close();
    await (await openTemporary({ file, boundary })).close();
    expect(boundary.names).toEqual(['commit:upgrade-store']);
  });

  it.each([
    { name: 'another key', made: STORE_KEY, given: OTHER_KEY, expected: /store\.key is another one/ },
    { name: 'no key', made: STORE_KEY, given: null, expected: /store\.key is missing/ },
    { name: 'a key too many', made: null, given: STORE_KEY, expected: /made without a key/ },
  ])('refuses $name', async ({ made, given, expected }) => {
    const file = temporaryFile();
    await (await openTemporary({ file, key: made })).close();
    const fault = await faultOf(openTemporary({ file, key: given }));
    expect(fault.kind).toBe('key');
    expect(fault.message).toMatch(expected);
  });

  it('refuses a database of a newer version and leaves it as it is', async () => {
    const file = temporaryFile();
    await (await openTemporary({ file })).close();
    const db = await connect({
      file,
      isReadOnly: false,
      isForReading: false,
      maxPages: null,
      lockWaitMs: 1_000,
    });
    await sql`insert into kysely_migration (name, timestamp) values ('0099-of-tomorrow', 'x')`.execute(db);
    await db.destroy();
    const fault = await faultOf(openTemporary({ file }));
    expect(fault.kind).toBe('version');
    expect(fault.message).toMatch(/newer version \(0099-of-tomorrow\)/);
  });

  it('refuses to upgrade an empty database that is opened for reading', async () => {
    const file = temporaryFile();
    writeFileSync(file, '');
    expect((await faultOf(openTemporary({ file, isReadOnly: true }))).kind).toBe('version');
  });

  it.each([
    { name: 'text', content: 'not a database, '.repeat(100), expected: 'damaged' },
    { name: 'zeros', content: '\0'.repeat(8192), expected: 'damaged' },
  ])('tells a file of $name from a store', async ({ content, expected }) => {
    const file = temporaryFile();
    writeFileSync(file, content);
    expect((await faultOf(openTemporary({ file }))).kind).toBe(expected);
  });

  it('says when the path is a folder, or below a file', async () => {
    const file = temporaryFile();
    mkdirSync(file);
    expect((await faultOf(openTemporary({ file }))).message).toMatch(/cannot be opened/);
    const plain = temporaryFile();
    writeFileSync(plain, 'x');
    expect((await faultOf(openTemporary({ file: join(plain, 'a.db') }))).message).toMatch(/cannot be opened/);
  });

  it('reads through a read-only handle, and refuses every write in one clear sentence', async () => {
    const file = temporaryFile();
    const writer = await openTemporary({ file });
    await writer.write('test', (tx) => tx.putMeta('name', 'value'));
    const reader = await openTemporary({ file, isReadOnly: true });
    expect(await reader.read((tx) => tx.meta('name'))).toBe('value');
    const fault = await faultOf(reader.write('test', (tx) => tx.putMeta('name', 'other')));
    expect(fault.kind).toBe('read-only');
    expect(fault.message).toMatch(/cannot be written: give this process the right/);
    expect(await writer.read((tx) => tx.meta('name'))).toBe('value');
  });

  it('says that there is no store where a read-only one is asked for', async () => {
    const fault = await faultOf(openTemporary({ isReadOnly: true }));
    expect(fault.message).toMatch(/There is no store at/);
  });
});

describe('a full disk', () => {
  it('is one clear message, and leaves the old state', async () => {
    const file = temporaryFile();
    await (await openTemporary({ file })).close();
    const pages = Math.ceil(statSync(file).size / 4096) + 10;
    const store = await openTemporary({ file, maxPages: pages });
    await store.write('test', (tx) => tx.putEvents([accessEvent('before')]));
    const many = Array.from({ length: 500 }, (_, index) => accessEvent(`e-${index}`));
    const fault = await faultOf(store.write('test', (tx) => tx.putEvents(many)));
    expect(fault.kind).toBe('full');
    expect(fault.message).toMatch(/disk is full/);
    expect(await store.read((tx) => tx.events(['before', 'e-0']))).toHaveLength(1);
    await store.write('test', (tx) => tx.putEvents([accessEvent('after')]));
    expect(await store.read((tx) => tx.events(['after']))).toHaveLength(1);
  });

  it('is told when the tables cannot be made, and the file is usable later', async () => {
    const file = temporaryFile();
    expect((await faultOf(openTemporary({ file, maxPages: 5 }))).kind).toBe('full');
    const store = await openTemporary({ file });
    expect(await store.read((tx) => tx.recordCount())).toBe(0);
  });
});

describe('what the provider sent', () => {
  const planted = 'Kingfisher-4471-Planted';

  async function store(key: Uint8Array | null): Promise<string> {
    const file = temporaryFile();
    const opened = await openTemporary({ file, key });
    await opened.write('test', async (tx) => {
      await tx.mergeRecords(
        [rawRecord('k-1', { subject: planted })],
        (left) => left,
        '2026-03-01T00:00:00.000Z',
      );
      const bytes = new TextEncoder().encode(`<${planted}>`);
      await tx.putRejected(
        [{ key: 'k-2', source: 'signIns', reason: 'no JSON object', record: null, bytes }],
        '2026-03-01T00:00:00.000Z',
      );
    });
    await opened.close();
    return file;
  }

  it('is nowhere on the disk in the open', async () => {
    expect(bytesBeside(await store(STORE_KEY)).includes('Kingfisher')).toBe(false);
  });

  it('comes back, without a key too', async () => {
    const file = await store(null);
    const opened = await openTemporary({ file, key: null });
    expect(await opened.read((tx) => tx.records(['k-1']))).toEqual([rawRecord('k-1', { subject: planted })]);
  });
});

describe('the driver', () => {
  it('refuses values that it cannot store, instead of ending the process', async () => {
    const db = await connect({
      file: ':memory:',
      isReadOnly: false,
      isForReading: false,
      maxPages: null,
      lockWaitMs: 1_000,
    });
    await expect(sql`select ${true}`.execute(db)).rejects.toThrow(/cannot bind a value of type boolean/);
    await db.destroy();
  });

  it('gives bytes as they were put in', async () => {
    const db = await connect({
      file: ':memory:',
      isReadOnly: false,
      isForReading: false,
      maxPages: null,
      lockWaitMs: 1_000,
    });
    const { rows } = await sql<{ value: unknown }>`select ${Uint8Array.of(0, 1, 255)} as value`.execute(db);
    expect(rows[0]?.value).toEqual(Uint8Array.of(0, 1, 255));
    await db.destroy();
  });
});
