import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessCustomerIndex } from '../../../agent/commands/customers/customer-index-access.js';
import { openCustomers } from '../../../agent/commands/customers/open-customers.js';
import { loadConfig } from '../../../agent/config.js';
import { silentLog } from '../../../agent/runtime/log.js';
import { type CommandRun, runInProcess } from '../run-in-process.js';

const KEY = 'a customer key of some length';
const LIST = 'reference,name,phone,city\nC-1,Jane Roe,720-555-0111,Denver\nC-2,John Roe,12,Denver\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-customers-'));
  configure({ index: 'customers.idx', key: { env: 'CUSTOMER_KEY' } });
});
afterEach(() => rmSync(folder, { recursive: true }));

function configure(customers: object): void {
  const config = {
    tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
    identities: {
      reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'READER' } },
    },
    store: { file: 'store.db' },
    exposure: { customers },
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}

const ENV = { READER: 'a-secret', CUSTOMER_KEY: KEY };

function index(csv: string, ...options: readonly string[]): Promise<CommandRun> {
  const file = join(folder, 'list.csv');
  writeFileSync(file, csv);
  return runInProcess(['customers', 'index', file, '--config', join(folder, 'config.json'), ...options], ENV);
}

function references(phone: string): readonly string[] {
  const access = accessCustomerIndex(join(folder, 'customers.idx'), Buffer.from(KEY));
  try {
    return (
      access
        .current()
        .index?.candidates('phone', phone)
        .map((one) => one.reference) ?? []
    );
  } finally {
    access.close();
  }
}

describe('customers index', () => {
  it('builds the index, and names what of the list was left alone or could not be used', async () => {
    const { code, stdout, stderr } = await index(LIST, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      customers: 2,
      identifiers: 1,
      version: expect.stringMatching(/^[0-9a-f]{16}$/),
      columns: {
        used: ['reference', 'name', 'phone'],
        absent: ['email', 'account_number', 'ssn'],
        ignored: ['city'],
      },
      problems: { count: 2 },
    });
    expect(stderr).toContain('columns left alone: city');
    expect(stderr).toContain('line 3: phone is no phone number');
    expect(readFileSync(join(folder, 'customers.idx.problems.csv'), 'utf8')).toMatch(
      /^line,column,reason\r\n3,phone,/,
    );
    expect(references('+17205550111')).toEqual(['C-1']);
  });

  it('shows no value and no key, and leaves nothing beside the index', async () => {
    const { stdout, stderr } = await index(LIST.replace(',12,', ',7205550112,'));
    expect(`${stdout}${stderr}`).not.toMatch(/Jane|0111|0112/);
    expect(`${stdout}${stderr}`).not.toContain(KEY);
    expect(readdirSync(folder).sort()).toEqual(['config.json', 'customers.idx', 'list.csv']);
  });

  it.each([
    ['no usable row', 'reference,phone\n,7205550111\n', 'no row can be used'],
    ['no header', 'C-1,7205550111\n', 'lacks the column "reference"'],
    [
      'a quotation mark that is never closed',
      `reference,phone\nC-1,"72${'0\n'.repeat(70_000)}`,
      'quotation mark',
    ],
  ])('%s is refused, and the index that was there stays', async (_, csv, message) => {
    await index(LIST);
    const { code, stderr } = await index(csv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
    expect(references('+17205550111')).toEqual(['C-1']);
    expect(existsSync(join(folder, 'customers.idx.building'))).toBe(false);
  });

  it('takes the key from a command, as a key service is asked', async () => {
    configure({ index: 'customers.idx', key: { command: [process.execPath, '-p', JSON.stringify(KEY)] } });
    expect((await index('reference,phone\nC-1,7205550111\n')).code).toBe(0);
    expect(references('+17205550111')).toEqual(['C-1']);
  });

  it.each([
    ['without a key', { index: 'customers.idx' }, 'exposure.customers.key is missing'],
    ['without a place', { key: { env: 'CUSTOMER_KEY' } }, 'exposure.customers.index is missing'],
    [
      'with a command that fails',
      { index: 'customers.idx', key: { command: ['false'] } },
      'failed or printed nothing',
    ],
  ])('%s it says so', async (_, customers, message) => {
    configure(customers);
    const { code, stderr } = await index(LIST);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('the index in a running agent', () => {
  function customers() {
    return openCustomers(loadConfig(join(folder, 'config.json'), ENV), silentLog);
  }

  it('is the one that lies there now', async () => {
    const { customerIndex, close } = customers();
    expect(customerIndex()?.reason).toContain('build it with "mailwarden customers index"');
    await index('reference,phone\nC-1,7205550111\n');
    const first = customerIndex()?.index?.version;
    await index('reference,phone\nC-9,7205550111\n');
    expect(customerIndex()?.index?.version).not.toBe(first);
    expect(customerIndex()?.index?.candidates('phone', '+17205550111')[0]?.reference).toBe('C-9');
    await close();
  });

  it('under another key is a reason, not an empty index', async () => {
    await index(LIST);
    const access = accessCustomerIndex(
      join(folder, 'customers.idx'),
      Buffer.from('another key of some length'),
    );
    expect(access.current()).toEqual({ index: null, reason: expect.stringContaining('under another key') });
  });

  it('without a key is a reason too', async () => {
    configure({ index: 'customers.idx' });
    expect(customers().customerIndex()?.reason).toContain('key is not');
  });

  it('that is not configured is none', async () => {
    configure({});
    expect(customers().customerIndex()).toBeNull();
  });
});
