import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bind } from '../normalise/record-builder.js';
import { writeMmdb } from '../runtime/network-files/write-mmdb.js';
import { runInProcess } from './run-in-process.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-networks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Ten days of mail at home, then a read from elsewhere. */
function mail(): string {
  const days = Array.from({ length: 11 }, (_, day) => {
    const isLast = day === 10;
    return bind({
      Id: `10000000-0000-4000-8000-0000000000${String(day).padStart(2, '0')}`,
      CreationTime: `2026-03-${String(day + 2).padStart(2, '0')}T09:15:30`,
      ClientIPAddress: isLast ? '203.0.113.9' : '198.51.100.4',
      SessionId: `22af9fa5-94af-4b8c-8d7f-2a9a6e6a00${String(day).padStart(2, '0')}`,
      AppAccessContext: {},
    });
  });
  return write('audit.json', JSON.stringify(days));
}

function configure(mmdb: readonly string[]): string {
  const config = {
    tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
    identities: {
      reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'READER' } },
    },
    enrichment: { mmdb },
    store: { file: 'store.db' },
  };
  return write('config.json', JSON.stringify(config));
}

async function replay(mmdb: readonly string[]) {
  const out = join(folder, 'out');
  const args = ['replay', mail(), '--config', configure(mmdb), '--out', out];
  const run = await runInProcess(args, { READER: 'a-secret' });
  return { ...run, findings: () => readFileSync(join(out, 'findings.ndjson'), 'utf8') };
}

describe('replay with files about addresses', () => {
  it('knows a rented network by the file alone, and says by which', async () => {
    const record = { autonomous_system_number: 9009, autonomous_system_organization: 'M247' };
    write('asn.mmdb', writeMmdb({ records: { '203.0.113.0/24': record } }));
    const run = await replay(['asn.mmdb']);
    expect(run.code).toBe(0);
    expect(run.findings()).toContain('AS9009 M247 (a VPN provider; by Test-ASN built 2026-03-01)');
  });

  it('refuses a file that is none, and one that is not there, before it reads anything', async () => {
    write('page.mmdb', '<html>log in first</html>');
    const broken = await replay(['page.mmdb']);
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(/page\.mmdb.*no MaxMind DB file.*download it again/);
    const missing = await replay(['gone.mmdb']);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/config\.json:\d+.*enrichment\.mmdb\.0.*gone\.mmdb/);
  });
});
