import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { temporaryFile } from '../store/open-temporary.js';
import { incident } from '../store/samples.js';
import { runInProcess } from './run-in-process.js';

const GUID = '11111111-2222-3333-4444-555555555555';
const env = { S: 'a secret of the test', K: 'a store key of the test' };

/** A configuration whose store holds these incidents; more can be put in. */
async function place(): Promise<{ config: string; file: string; put: (id: string) => Promise<void> }> {
  const file = temporaryFile();
  const config = join(dirname(file), 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      tenant: { id: GUID, domains: ['contoso.com'] },
      identities: { reader: { clientId: GUID, clientSecret: { env: 'S' } } },
      store: { file: 'mailwarden.db', key: { env: 'K' } },
    }),
  );
  const put = async (id: string): Promise<void> => {
    const store = await openStore({ file, key: new TextEncoder().encode(env.K), boundary: openBoundary });
    await store.write('put', (tx) => tx.putIncident(incident(id)));
    await store.close();
  };
  await put('inc-1');
  return { config, file, put };
}

describe('store', () => {
  it('backs up, and restores with the head of the ledger put aside', async () => {
    const { config, file, put } = await place();
    const to = join(dirname(file), 'backup/mailwarden.db');
    const made = await runInProcess(['store', 'backup', '--to', to, '--config', config, '--json'], env);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toMatchObject({ to, incidents: 1, coveredTo: null });

    await put('inc-later');
    writeFileSync(`${file}.ledger-head.json`, '{"entries":7,"hash":"x"}');
    const back = await runInProcess(['store', 'restore', '--from', to, '--config', config, '--json'], env);
    expect(back).toMatchObject({ code: 0, stderr: '' });
    const { kept } = JSON.parse(back.stdout) as { kept: readonly string[] };
    expect(kept).toHaveLength(2);
    expect(kept.every((path) => existsSync(path))).toBe(true);
    expect(readFileSync(kept[1] ?? '', 'utf8')).toContain('"entries":7');
    expect(existsSync(`${file}.ledger-head.json`)).toBe(false);

    const listed = await runInProcess(['incidents', 'list', '--config', config, '--json'], env);
    expect(listed.stdout).toContain('inc-1');
    expect(listed.stdout).not.toContain('inc-later');
    const verified = await runInProcess(['ledger', 'verify', '--config', config], env);
    expect(verified.code).toBe(0);
  });

  it('says in a sentence what was done, and what was wrong', async () => {
    const { config, file } = await place();
    const to = join(dirname(file), 'copy.db');
    const made = await runInProcess(['store', 'backup', '--to', to, '--config', config], env);
    expect(made.stdout).toMatch(
      /^wrote .*copy\.db \(\d+ bytes\): 1 incident, 0 ledger entries, no log read yet\n$/,
    );
    const again = await runInProcess(['store', 'backup', '--to', to, '--config', config], env);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('name another one') });
    const missing = await runInProcess(['store', 'restore', '--from', `${to}x`, '--config', config], env);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no store at') });
  });
});
