import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../agent/model/store.js';
import { shift } from '../../agent/model/time.js';
import { checkEntry, NOTHING_CHECKED } from '../../agent/model/verify-ledger.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { copyStore } from '../../agent/store/copy-store.js';
import { inspectStore } from '../../agent/store/inspect-store.js';
import { restoreStore } from '../../agent/store/restore-store.js';
import { openDatabase } from '../../agent/store/sqlite-database.js';
import { openTemporary, STORE_KEY, temporaryFile } from './open-temporary.js';
import { at, incident, rawRecord } from './samples.js';

const now = systemClock.now();
const LEDGER_KEY = new TextEncoder().encode('a ledger key of the test');
const backupOf = (from: string, to = temporaryFile()) =>
  copyStore({ from, to, key: STORE_KEY }).then(() => to);
const restore = (file: string, from: string, key: Uint8Array | null = STORE_KEY) =>
  restoreStore({
    file,
    from,
    key,
    ledgerKey: LEDGER_KEY,
    holder: 'another-host/1/x',
    now,
    boundary: openBoundary,
  });
const idsOf = (store: Store) => store.read(async (reads) => (await reads.incidents()).map(({ id }) => id));
const put = (store: Store, id: string) => store.write('put', (tx) => tx.putIncident(incident(id)));

/** A store with one incident and one record, and its file. */
async function filled(id = 'inc-1'): Promise<{ store: Store; file: string }> {
  const file = temporaryFile();
  const store = await openTemporary({ file });
  await put(store, id);
  await store.write('record', (tx) => tx.mergeRecords([rawRecord('r-1', { a: 'b' })], (left) => left, at(0)));
  return { store, file };
}

async function spoil(file: string, change: (db: Kysely<unknown>) => Promise<unknown>): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: await openDatabase({ file, isReadOnly: false }) }),
  });
  await change(db);
  await db.destroy();
}

describe('a backup', () => {
  it('holds one commit, whole, while the store is written, and only its owner reads it', async () => {
    const { store, file } = await filled();
    let isOver = false;
    const writing = (async () => {
      for (let count = 2; !isOver; count += 1) await put(store, `inc-${count}`);
    })();
    const to = await backupOf(file);
    isOver = true;
    await writing;
    expect(statSync(to).mode & 0o777).toBe(0o600);
    const copy = await openTemporary({ file: to });
    const ids = await idsOf(copy);
    expect(ids).toContain('inc-1');
    expect(await idsOf(store)).toEqual(expect.arrayContaining([...ids]));
    expect(await copy.read((reads) => reads.records(['r-1']))).toMatchObject([{ body: { a: 'b' } }]);
    expect(readdirSync(dirname(to)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('never takes the place of a file that is there', async () => {
    const { file } = await filled();
    const to = temporaryFile();
    writeFileSync(to, 'mine');
    await expect(backupOf(file, to)).rejects.toThrow(/already: name another one/);
    expect(readFileSync(to, 'utf8')).toBe('mine');
  });

  it('of a store that is not there, or of another key, is refused and leaves nothing', async () => {
    const missing = temporaryFile();
    const to = temporaryFile();
    await expect(backupOf(missing, to)).rejects.toThrow(/no store at/);
    const { file } = await filled();
    const other = new TextEncoder().encode('another key of the test');
    await expect(copyStore({ from: file, to, key: other })).rejects.toMatchObject({ kind: 'key' });
    expect(readdirSync(dirname(to))).toEqual([]);
  });
});

describe('an inspection', () => {
  it('tells what is in a store', async () => {
    const { file } = await filled();
    expect(await inspectStore({ file, key: STORE_KEY })).toEqual({
      incidents: 1,
      ledgerEntries: 0,
      coveredTo: null,
      pendingSteps: 0,
    });
  });

  it('finds a file that was cut or changed, or is none of ours', async () => {
    const { store, file } = await filled();
    await store.close();
    const bytes = readFileSync(file);
    const cut = temporaryFile();
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
    const changed = temporaryFile();
    writeFileSync(changed, Buffer.from(bytes).fill(0xab, 4_096, bytes.length - 4_096));
    const text = temporaryFile();
    writeFileSync(text, 'not a database at all, but long enough to be taken for one'.repeat(100));
    for (const path of [cut, changed, text]) {
      await expect(inspectStore({ file: path, key: STORE_KEY })).rejects.toMatchObject({ kind: 'damaged' });
    }
  });
});

describe('a restore', () => {
  it('brings the state of the backup back, and keeps the store that was there', async () => {
    const { store, file } = await filled();
    const backup = await backupOf(file);
    await put(store, 'inc-later');
    await store.close();
    const { kept, incidents } = await restore(file, backup);
    expect(incidents).toBe(1);
    expect(await idsOf(await openTemporary({ file }))).toEqual(['inc-1']);
    expect(await idsOf(await openTemporary({ file: kept ?? '' }))).toEqual(['inc-1', 'inc-later']);
  });

  it('goes on with the ledger of the backup, and tells how the one that was there ended', async () => {
    const { store, file } = await filled();
    const note = { kind: 'terms-loaded', incident: null, subject: null, detail: {} } as const;
    await store.write('one', (tx) => tx.appendLedger(note));
    const backup = await backupOf(file);
    await store.write('two', (tx) => tx.appendLedger(note));
    const ended = await store.read((reads) => reads.ledgerHead());
    await store.close();
    await restore(file, backup);
    const restored = await openTemporary({ file });
    const entries = await restored.read((reads) => reads.ledger(0, 10));
    expect(entries.map(({ kind }) => kind)).toEqual(['terms-loaded', 'store-restored']);
    expect(entries[1]).toMatchObject({
      detail: { entries: 1, replaced: ended },
      signature: expect.any(String),
    });
    const check = entries.reduce((so, entry) => checkEntry(so, entry, null), NOTHING_CHECKED);
    expect(check).toMatchObject({ entries: 2, firstBroken: null });
  });

  it('makes the store where there is none', async () => {
    const backup = await backupOf((await filled()).file);
    const file = temporaryFile();
    expect((await restore(file, backup)).kept).toBeNull();
    expect(await idsOf(await openTemporary({ file }))).toEqual(['inc-1']);
  });

  it('is refused while another process is the writer, and changes nothing', async () => {
    const { store, file } = await filled();
    const backup = await backupOf(file);
    await put(store, 'inc-later');
    await store.acquireLease('some-host/2/y', now, shift(now, 60_000));
    await expect(restore(file, backup)).rejects.toMatchObject({ kind: 'locked' });
    expect(await idsOf(store)).toEqual(['inc-1', 'inc-later']);
    expect(readdirSync(dirname(file)).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
  });

  it('gives the lease of the time of the backup to nobody', async () => {
    const { store, file } = await filled();
    await store.acquireLease('some-host/2/y', now, shift(now, 3_600_000));
    const backup = await backupOf(file);
    const place = temporaryFile();
    await restore(place, backup);
    const restored = await openTemporary({ file: place });
    expect(await restored.leaseHolder(now)).toBeNull();
  });

  it('takes the place of a store that is damaged', async () => {
    const backup = await backupOf((await filled()).file);
    const file = temporaryFile();
    writeFileSync(file, 'this was a store once, and a disk has eaten it'.repeat(200));
    const { kept } = await restore(file, backup);
    const restored = await openTemporary({ file });
    expect(await idsOf(restored)).toEqual(['inc-1']);
    const [entry] = await restored.read((reads) => reads.ledger(0, 10));
    expect(entry).toMatchObject({ kind: 'store-restored', detail: { replaced: null } });
    expect(readFileSync(kept ?? '', 'utf8')).toContain('this was a store once');
  });

  it('takes the place of a store of a newer version, which the message of a downgrade asks for', async () => {
    const { store, file } = await filled();
    const backup = await backupOf(file);
    await store.close();
    await spoil(file, (db) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999-future', '')`.execute(db),
    );
    await expect(openTemporary({ file })).rejects.toThrow(/newer version \(9999-future\).*older backup/);
    await restore(file, backup);
    expect(await idsOf(await openTemporary({ file }))).toEqual(['inc-1']);
  });

  it('refuses a backup of a newer version, of another key, or that is damaged', async () => {
    const { file } = await filled();
    const newer = await backupOf(file);
    await spoil(newer, (db) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999-future', '')`.execute(db),
    );
    const broken = temporaryFile();
    writeFileSync(broken, 'nothing');
    const place = temporaryFile();
    await expect(restore(place, newer)).rejects.toMatchObject({ kind: 'version' });
    await expect(restore(place, broken)).rejects.toMatchObject({ kind: 'damaged' });
    await expect(restore(place, await backupOf(file), null)).rejects.toMatchObject({ kind: 'key' });
    expect(existsSync(place)).toBe(false);
  });
});
