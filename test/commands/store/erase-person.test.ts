import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../agent/model/incident.js';
import type { Store } from '../../../agent/model/store.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';
import { temporaryFile } from '../../store/open-temporary.js';
import { accessEvent, at, incident } from '../../store/samples.js';
import { runInProcess } from '../run-in-process.js';

const GUID = '11111111-2222-3333-4444-555555555555';
const env = { S: 'a secret of the test', K: 'a store key of the test' };
const UPN = 'ann@contoso.com';

interface Place {
  readonly run: (...more: readonly string[]) => ReturnType<typeof runInProcess>;
  readonly withStore: <T>(act: (store: Store) => Promise<T>) => Promise<T>;
  readonly config: string;
}

/** A store that holds an event and a case of hers. */
async function place(change: Partial<Incident>): Promise<Place> {
  const file = temporaryFile();
  const config = join(dirname(file), 'config.json');
  const identities = { reader: { clientId: GUID, clientSecret: { env: 'S' } } };
  const store = { file: 'mailwarden.db', key: { env: 'K' } };
  writeFileSync(
    config,
    JSON.stringify({ tenant: { id: GUID, domains: ['contoso.com'] }, identities, store }),
  );
  const withStore: Place['withStore'] = async (act) => {
    const opened = await openStore({ file, key: new TextEncoder().encode(env.K), boundary: openBoundary });
    return act(opened).finally(() => opened.close());
  };
  await withStore((opened) =>
    opened.write('put', async (tx) => {
      await tx.putEvents([accessEvent('own')]);
      await tx.putIncident(incident('inc-1', change));
    }),
  );
  const run: Place['run'] = (...more) =>
    runInProcess(['store', 'erase', '--person', UPN, '--config', config, ...more], env);
  return { run, withStore, config };
}

const closedAt = (time: string): Partial<Incident> => ({
  status: 'closed',
  closure: { verdict: 'benign', at: time, by: null, reason: null },
});

describe('store erase', () => {
  it('says what it would do and does nothing without --yes', async () => {
    const { run, withStore } = await place(closedAt(at(0)));
    const told = await run();
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('1 row of incident\n');
    expect(told.stdout).toContain('kept: the signed ledger');
    expect(await withStore((store) => store.read((reads) => reads.events(['own'])))).toHaveLength(1);
  });

  it('erases, and neither the request nor the ledger names the person', async () => {
    const { run, withStore, config } = await place(closedAt(at(0)));
    const told = await run('--yes', '--json');
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).not.toContain(UPN);
    expect(JSON.parse(told.stdout)).toMatchObject({ status: 'done' });
    await withStore((store) =>
      store.read(async (reads) => {
        expect(await reads.events(['own'])).toEqual([]);
        expect(await reads.incident('inc-1')).toBeNull();
        const entries = await reads.ledger(0, 10);
        expect(entries.map(({ kind }) => kind)).toEqual(['person-erased']);
        expect(JSON.stringify(entries)).not.toContain(UPN);
        expect(await reads.requests('pending')).toEqual([]);
      }),
    );
    expect((await runInProcess(['ledger', 'verify', '--config', config], env)).code).toBe(0);
  });

  it.each([
    ['a case that is not closed', {}, 'inc-1 is not closed'],
    ['a case that was closed just now', closedAt(new Date().toISOString()), 'less than 7 days ago'],
  ])('refuses over %s', async (_name, change, reason) => {
    const { run, withStore } = await place(change);
    expect(await run()).toMatchObject({ code: 1, stdout: expect.stringContaining(reason) });
    expect(await run('--yes')).toMatchObject({ code: 1, stdout: expect.stringContaining(reason) });
    expect(await withStore((store) => store.read((reads) => reads.events(['own'])))).toHaveLength(1);
  });
});
