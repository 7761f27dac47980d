import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCustomers } from '../../../agent/commands/doctor/customer-checks.js';
import { loadConfig } from '../../../agent/config.js';
import { runInProcess } from '../run-in-process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function configFile(customers: object): string {
  const file = join(folder, 'config.json');
  const config = {
    tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
    identities: {
      reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'READER' } },
    },
    store: { file: 'store.db' },
    exposure: { customers },
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

const INDEXED = { index: 'customers.idx', key: { env: 'CUSTOMER_KEY' } };

function checks(customers: object, key: string) {
  return checkCustomers(loadConfig(configFile(customers), { READER: 'a-secret', CUSTOMER_KEY: key }));
}

describe('doctor on the customer index', () => {
  it('says nothing where none is configured', async () => {
    expect(await checks({ key: { env: 'CUSTOMER_KEY' } }, 'a key of some length')).toEqual([]);
  });

  it('fails while it was never built', async () => {
    const found = await checks(INDEXED, 'a key of some length');
    expect(found).toMatchObject([{ name: 'customer-index', status: 'fail' }]);
  });

  it('is content with one that was built under this key, and with no other', async () => {
    const list = join(folder, 'list.csv');
    writeFileSync(list, 'reference,phone\nC-1,720-555-0111\n');
    const env = { READER: 'a-secret', CUSTOMER_KEY: 'a key of some length' };
    await runInProcess(['customers', 'index', list, '--config', configFile(INDEXED)], env);
    expect(await checks(INDEXED, env.CUSTOMER_KEY)).toMatchObject([{ status: 'ok' }]);
    expect(await checks(INDEXED, 'another key of some length')).toMatchObject([{ status: 'fail' }]);
  });
});
