import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { ledgerHeadFile } from '../../agent/commands/ledger/head-file.js';
import { type LedgerVerdict, verifyLedger } from '../../agent/commands/ledger/verify-ledger.js';
import type { Config } from '../../agent/config.js';
import { createHeadKeeper } from '../../agent/daemon/ledger-head.js';
import type { LedgerNote } from '../../agent/model/ledger.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS, shift } from '../../agent/model/time.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { writeWhole } from '../../agent/runtime/files.js';
import { silentLog } from '../../agent/runtime/log.js';
import { actionOf } from '../respond/incidents.js';
import { openTemporary, temporaryFile } from './open-temporary.js';

const KEY = new TextEncoder().encode('a ledger key of the test');
const NOTE: LedgerNote = { kind: 'terms-loaded', incident: null, subject: null, detail: { mode: 'enforce' } };

interface Place {
  readonly store: Store;
  readonly file: string;
  readonly config: Config;
}

/** A ledger of six entries, with its head kept outside. */
async function withEntries(ledgerKey: Uint8Array | null = KEY): Promise<Place> {
  const file = temporaryFile();
  const store = await openTemporary({ file, ledgerKey });
  const config = { store: { file, key: null, ledgerKey, retentionDays: 90 } } as Config;
  for (let count = 0; count < 6; count += 1)
    await store.write('note', (tx) => tx.appendLedger({ ...NOTE, detail: { count } }));
  await keepHead(store, config);
  return { store, file, config };
}

function keepHead(store: Store, config: Config): Promise<void> {
  const write = (text: string): void => writeWhole(ledgerHeadFile(config), text);
  return createHeadKeeper({ store, log: silentLog, write }).keep();
}

/** What somebody does who can write to the file, and knows how to take the guards off. */
function tamper(file: string, ...statements: readonly string[]): void {
  const db = new Database(file);
  for (const guard of ['update', 'delete']) db.exec(`drop trigger if exists ledger_no_${guard}`);
  for (const statement of statements) db.exec(statement);
  db.close();
}

function verify({ store, config }: Place, change: Partial<Config['store']> = {}): Promise<LedgerVerdict> {
  return store.read((reads) => verifyLedger({ ...config, store: { ...config.store, ...change } }, reads));
}

const COPY = 'create table copy as select * from ledger';
const TAMPERED = [
  {
    name: 'changed',
    statements: [`update ledger set body = replace(body, '"count":2', '"count":9') where number = 3`],
    at: 3,
  },
  { name: 'made unreadable', statements: [`update ledger set body = 'x' where number = 3`], at: 3 },
  { name: 'removed', statements: ['delete from ledger where number = 3'], at: 3 },
  {
    name: 'removed, and the rest moved up',
    statements: [
      'delete from ledger where number = 3',
      'update ledger set number = number - 1 where number > 3',
    ],
    at: 3,
  },
  {
    name: 'put in twice',
    statements: [
      COPY,
      'update ledger set number = number + 10 where number > 3',
      'insert into ledger select 4, hash, body, signature from copy where number = 3',
    ],
    at: 4,
  },
  {
    name: 'put into another order',
    statements: [
      'update ledger set number = 99 where number = 2',
      'update ledger set number = 2 where number = 3',
      'update ledger set number = 3 where number = 99',
    ],
    at: 2,
  },
  { name: 'cut off at the end', statements: ['delete from ledger where number > 4'], at: 5 },
  { name: 'taken away whole', statements: ['delete from ledger'], at: 1 },
  {
    name: 'robbed of its signature',
    statements: ['update ledger set signature = null where number = 5'],
    at: 5,
  },
  {
    name: 'signed with the signature of another',
    statements: [
      'update ledger set signature = (select signature from ledger where number = 1) where number = 5',
    ],
    at: 5,
  },
];

describe('the ledger', () => {
  it('is intact as it was written', async () => {
    expect(await verify(await withEntries())).toMatchObject({
      entries: 6,
      intact: true,
      firstBroken: null,
      unsigned: 0,
    });
  });

  it.each(TAMPERED)('$name: it is seen at entry $at', async ({ statements, at }) => {
    const place = await withEntries();
    tamper(place.file, ...statements);
    expect(await verify(place)).toMatchObject({ intact: false, firstBroken: { number: at } });
  });

  it('made anew by somebody without the key is seen at its first entry', async () => {
    const place = await withEntries();
    const forger = await withEntries(new TextEncoder().encode('the key of somebody else'));
    await forger.store.close();
    tamper(
      place.file,
      'delete from ledger',
      `attach '${forger.file}' as forged`,
      'insert into ledger select * from forged.ledger',
    );
    expect(await verify(place)).toMatchObject({ intact: false, firstBroken: { number: 1 } });
  });

  it('says what it cannot tell: nothing is signed, no head is kept, an end after the head', async () => {
    const place = await withEntries(null);
    expect(await verify(place)).toMatchObject({ intact: true, unsigned: 6 });
    expect((await verify(place, { file: `${place.file}-elsewhere` })).notes.join(' ')).toMatch(
      /no head is kept/,
    );
    await place.store.write('note', (tx) => tx.appendLedger(NOTE));
    tamper(place.file, 'delete from ledger where number = 7');
    const verdict = await verify(place);
    expect(verdict.intact).toBe(true);
    expect(verdict.notes.join(' ')).toMatch(/after number 6 could be cut off unseen/);
  });

  it('our own code cannot change or remove an entry', async () => {
    const { file } = await withEntries();
    const db = new Database(file);
    expect(() => db.exec('delete from ledger')).toThrow(/only ever added to/);
    expect(() => db.exec(`update ledger set body = ''`)).toThrow(/only ever added to/);
    db.close();
  });

  it('holds every change of an action, and nothing where nothing changed or the transaction failed', async () => {
    const store = await openTemporary();
    const put = (change = {}) => store.write('put', (tx) => tx.putAction(actionOf(change)));
    await put();
    await put();
    await put({ attemptedAt: '2026-03-01T10:00:01.000Z' });
    await expect(
      store.write('put', async (tx) => {
        await tx.putAction(actionOf({ status: 'failed' }));
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    const done = { attemptedAt: '2026-03-01T10:00:01.000Z', doneAt: '2026-03-01T10:00:02.000Z' };
    await put({ ...done, status: 'done' });
    await put({ ...done, status: 'done', verified: 'yes' });
    await put({ ...done, status: 'undone', verified: 'yes' });
    const entries = await store.read((reads) => reads.ledger(0, 100));
    expect(entries.map((entry) => entry.kind)).toEqual([
      'action-decided',
      'call-begun',
      'call-answered',
      'verified',
      'undone',
    ]);
  });

  it('takes nothing from a process that is no longer the writer', async () => {
    const file = temporaryFile();
    const [ours, theirs] = [await openTemporary({ file }), await openTemporary({ file })];
    const now = systemClock.now();
    await ours.acquireLease('ours', now, shift(now, 1));
    await theirs.acquireLease('theirs', shift(now, 2), shift(now, DAY_MS));
    await expect(ours.write('put', (tx) => tx.putAction(actionOf()))).rejects.toMatchObject({
      kind: 'locked',
    });
    await theirs.write('put', (tx) => tx.putAction(actionOf()));
    expect(await theirs.read((reads) => reads.ledgerHead())).toMatchObject({ entries: 1 });
  });
});
