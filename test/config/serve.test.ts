import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Config, loadConfig } from '../../agent/config.js';

const GUID = '11111111-2222-3333-4444-555555555555';

function load(serve: object | undefined): Config {
  const folder = mkdtempSync(join(tmpdir(), 'mailwarden-serve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = {
    tenant: { id: GUID, domains: ['contoso.com'] },
    identities: { reader: { clientId: GUID, clientSecret: { env: 'S' } } },
    store: { file: 'mailwarden.db' },
    serve,
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config, null, 2));
  return loadConfig(join(folder, 'config.json'), { S: 'a secret' });
}

describe('serve in the configuration', () => {
  it('is off unless it is asked for, and then reached from this machine alone', () => {
    expect(load(undefined).serve).toBeNull();
    expect(load({ port: 9464 }).serve).toEqual({ address: '127.0.0.1', port: 9464, staleMs: 1_800_000 });
  });

  for (const address of ['0.0.0.0', '::', '::1', 'fe80::1', 'localhost', '10.1.2.3']) {
    it(`takes the address ${address}`, () => expect(load({ address, port: 1 }).serve?.address).toBe(address));
  }

  const WRONG: readonly { name: string; serve: object; says: RegExp }[] = [
    { name: 'no port', serve: {}, says: /serve lacks "port"/ },
    { name: 'a port that there is not', serve: { port: 65_536 }, says: /serve\.port/ },
    { name: 'a name of another machine', serve: { port: 1, address: 'soc.example' }, says: /serve\.address/ },
    { name: 'a key that is not known', serve: { port: 1, adress: '::1' }, says: /did you mean "address"/ },
  ];
  for (const { name, serve, says } of WRONG) {
    it(`refuses ${name}`, () => expect(() => load(serve)).toThrow(says));
  }
});
