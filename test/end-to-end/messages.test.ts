import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import type { SimulatorOptions } from '../../simulator/server/options.js';
import { runAgent } from './run-agent.js';
import { type ConfigJson, startTenant } from './tenant.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Case {
  readonly name: string;
  readonly tenant?: Partial<SimulatorOptions>;
  readonly config?: (config: ConfigJson, folder: string) => void;
  readonly code: number;
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: 'a bad configuration names every mistake with its line, and what was meant',
    config: (config) => {
      (config.response as Record<string, unknown>).mod = 'enforce';
      (config.tenant as Record<string, unknown>).id = 'contoso';
    },
    code: 2,
    says: /2 mistakes:[\s\S]*:\d+:\d+ .*tenant\.id must be a GUID[\s\S]*response\.mod.*did you mean "mode"/,
  },
  {
    name: 'a bad rule is refused before anything is called',
    config: (config, folder) => {
      writeFileSync(
        join(folder, 'bad.yml'),
        'title: Bad\nid: x\nlogsource: {product: m365}\ndetection:\n  a:\n    Operation|startwith: New\n  condition: a\n',
      );
      config.rules = { directories: [folder] };
    },
    code: 2,
    says: /bad\.yml:6:\d+ .*startwith.*did you mean \|startswith/,
  },
  {
    name: 'a wrong secret',
    tenant: { wrongSecret: true },
    code: 1,
    says: /the client secret is wrong/,
  },
  {
    name: 'a missing permission names it',
    tenant: { withoutRoles: { responder: ['User.RevokeSessions.All'] } },
    code: 1,
    says: /User\.RevokeSessions\.All/,
  },
  {
    name: 'an expired certificate says since when',
    tenant: { expiredCertificate: true },
    code: 1,
    says: /certificate.*expired on \d{4}-\d\d-\d\d/,
  },
];

describe('one clear message for', () => {
  it.each(CASES)('$name', { timeout: 120_000 }, async ({ tenant: options, config, code, says }) => {
    const tenant = await startTenant({ mailboxes: 12, ...options });
    try {
      const folder = mkdtempSync(join(tmpdir(), 'mailwarden-bad-'));
      folders.push(folder);
      const place = tenant.configFor('agent', (json) => config?.(json, folder));
      const run = await runAgent(['once', '--config', place.config]);
      expect(run.stderr).toMatch(says);
      expect(run.code).toBe(code);
      expect(run.stderr).not.toMatch(/\bat .*\.js:\d+|eyJ/);
    } finally {
      await tenant.close();
    }
  });

  it('a full disk: what was written stays, nothing is half done', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailwarden-full-'));
    folders.push(folder);
    const file = join(folder, 'store.db');
    const small = await openStore({ file, key: null, boundary: openBoundary, maxPages: 120 });
    const fill = async (): Promise<void> => {
      for (let index = 0; index < 10_000; index += 1)
        await small.write('fill', (tx) => tx.putMeta(`entry-${index}`, 'x'.repeat(4_000)));
    };
    await expect(fill()).rejects.toMatchObject({
      kind: 'full',
      message: expect.stringMatching(/full|space/i),
    });
    expect(await small.read((reads) => reads.meta('entry-0'))).not.toBeNull();
    await small.close();
  });

  it('a database that may only be read', { timeout: 120_000 }, async () => {
    const tenant = await startTenant({ mailboxes: 12 });
    const place = tenant.configFor('agent');
    await runAgent(['once', '--config', place.config]);
    const readOnly = await openStore({
      file: place.store,
      key: Buffer.from(storeKeyOf(place.config)),
      boundary: openBoundary,
      isReadOnly: true,
    });
    await expect(readOnly.write('try', (tx) => tx.putMeta('a', 'b'))).rejects.toMatchObject({
      kind: 'read-only',
      message: expect.stringMatching(/read-only|written/),
    });
    await readOnly.close();
    await tenant.close();
  });
});

function storeKeyOf(configFile: string): string {
  const { store } = JSON.parse(readFileSync(configFile, 'utf8')) as { store: { key: { file: string } } };
  return readFileSync(store.key.file, 'utf8').trim();
}
