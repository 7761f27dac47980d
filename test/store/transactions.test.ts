import { spawnSync } from 'node:child_process';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { OutsideError, StoreError } from '../../agent/model/errors.js';
import type { Boundary } from '../../agent/model/ports.js';
import { connect } from '../../agent/store/connection.js';
import { countingBoundary, openTemporary, temporaryFile } from './open-temporary.js';
import { accessEvent, at, rawRecord } from './samples.js';

describe('write', () => {
  it('makes all of it visible at commit, which crosses the boundary under its name', async () => {
    const boundary = countingBoundary();
    const store = await openTemporary({ boundary });
    const result = await store.write('batch', async (tx) => {
      await tx.putMeta('a', '1');
      return tx.meta('a');
    });
    expect(result).toBe('1');
    expect(boundary.names).toEqual(['commit:upgrade-store', 'commit:batch']);
  });

  it('leaves no trace when the work fails, and passes its error on unchanged', async () => {
    const store = await openTemporary();
    const fault = new OutsideError('timeout', 'the work failed');
    const work = store.write('batch', async (tx) => {
      await tx.mergeRecords([rawRecord('k', {})], (left) => left, at(0));
      await tx.putEvents([accessEvent('e')]);
      throw fault;
    });
    await expect(work).rejects.toBe(fault);
    const left = await store.read(async (tx) => [await tx.recordCount(), await tx.events(['e'])]);
    expect(left).toEqual([0, []]);
  });

  it.each([
    { name: 'before the commit', isDone: false },
    { name: 'after the commit', isDone: true },
  ])('is all or nothing when the boundary breaks $name', async ({ isDone }) => {
    const boundary: Boundary = {
      async cross(name, act) {
        if (name !== 'commit:batch') return act();
        if (isDone) await act();
        throw new Error('cut off');
      },
    };
    const store = await openTemporary({ boundary });
    await expect(store.write('batch', (tx) => tx.putMeta('a', '1'))).rejects.toThrow('cut off');
    expect(await store.read((tx) => tx.meta('a'))).toBe(isDone ? '1' : null);
    await store.write('next', (tx) => tx.putMeta('b', '2'));
    expect(await store.read((tx) => tx.meta('b'))).toBe('2');
  });

  it('goes one after another, in the order of asking', async () => {
    const store = await openTemporary();
    const add = (text: string) =>
      store.write('add', async (tx) => {
        const before = (await tx.meta('log')) ?? '';
        await new Promise((resolve) => setImmediate(resolve));
        await tx.putMeta('log', before + text);
      });
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    expect(await store.read((tx) => tx.meta('log'))).toBe('abcd');
  });

  it('refuses a transaction inside another, which would wait for ever', async () => {
    const store = await openTemporary();
    const nested = store.write('outer', () => store.write('inner', async () => 1));
    await expect(nested).rejects.toThrow(/begun inside another/);
    await expect(store.read(() => store.leaseHolder(at(0)))).rejects.toThrow(/begun inside another/);
  });

  it('goes on after work that was begun by a finished transaction', async () => {
    const store = await openTemporary();
    let later: Promise<string | null> = Promise.resolve(null);
    await store.write('outer', async (tx) => {
      await tx.putMeta('a', '1');
      later = new Promise((resolve) => setTimeout(resolve, 5)).then(() =>
        store.read((reads) => reads.meta('a')),
      );
    });
    expect(await later).toBe('1');
  });
});

describe('read', () => {
  it('sees one state, while a write commits beside it', async () => {
    const store = await openTemporary();
    await store.write('first', (tx) => tx.putMeta('a', 'old'));
    const seen = await new Promise<readonly (string | null)[]>((resolve, reject) => {
      let commit: Promise<void> = Promise.resolve();
      const reading = store.read(async (tx) => {
        const before = await tx.meta('a');
        await writing;
        return [before, await tx.meta('a')];
      });
      const writing = Promise.resolve().then(() => {
        commit = store.write('second', (tx) => tx.putMeta('a', 'new'));
        return commit;
      });
      reading.then(resolve, reject);
    });
    expect(seen).toEqual(['old', 'old']);
    expect(await store.read((tx) => tx.meta('a'))).toBe('new');
  });

  it('does not see what is not committed', async () => {
    const store = await openTemporary();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const writing = store.write('slow', async (tx) => {
      await tx.putMeta('a', '1');
      await held;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await store.read((tx) => tx.meta('a'))).toBeNull();
    release();
    await writing;
    expect(await store.read((tx) => tx.meta('a'))).toBe('1');
  });
});

describe('two openers of one file', () => {
  it('see what the other committed', async () => {
    const file = temporaryFile();
    const [one, other] = await Promise.all([openTemporary({ file }), openTemporary({ file })]);
    await one.write('test', (tx) => tx.putMeta('a', '1'));
    await other.write('test', (tx) => tx.putMeta('b', '2'));
    expect(await other.read((tx) => tx.meta('a'))).toBe('1');
    expect(await one.read((tx) => tx.meta('b'))).toBe('2');
  });

  it('wait for each other, and say so when it takes too long', async () => {
    const file = temporaryFile();
    const store = await openTemporary({ file, lockWaitMs: 100 });
    const other = await connect({
      file,
      isReadOnly: false,
      isForReading: false,
      maxPages: null,
      lockWaitMs: 1_000,
    });
    await sql`begin immediate`.execute(other);
    const fault = await store.write('test', (tx) => tx.putMeta('a', '1')).catch((cause: unknown) => cause);
    expect(fault).toBeInstanceOf(StoreError);
    expect(fault).toMatchObject({ kind: 'locked', message: expect.stringMatching(/another process/) });
    await sql`rollback`.execute(other);
    await other.destroy();
    await store.write('test', (tx) => tx.putMeta('a', '1'));
    expect(await store.read((tx) => tx.meta('a'))).toBe('1');
  });
});

describe('a process that is killed inside a transaction', () => {
  it('leaves the last commit, and no lock', async () => {
    const file = temporaryFile();
    const store = await openTemporary({ file });
    await store.write('test', (tx) => tx.putMeta('a', 'committed'));
    await store.close();
    const script = `
      const Database = require('libsql');
      const db = new Database(${JSON.stringify(file)});
      db.exec('begin immediate');
      db.exec("update meta set value = 'half done' where name = 'a'");
      process.kill(process.pid, 'SIGKILL');`;
    const killed = spawnSync(process.execPath, ['-e', script], { cwd: process.cwd() });
    expect(killed.signal).toBe('SIGKILL');
    const again = await openTemporary({ file });
    expect(await again.read((tx) => tx.meta('a'))).toBe('committed');
    await again.write('test', (tx) => tx.putMeta('a', 'next'));
    expect(await again.read((tx) => tx.meta('a'))).toBe('next');
  });
});
