import { verify } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../agent/model/ids.js';
import type { Store } from '../../agent/model/store.js';
import { mergeRecordBodies } from '../../agent/normalise/merge-bodies.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { rawRecord } from '../store/samples.js';
import { type CommandRun, runInProcess } from './run-in-process.js';

const AT = '2026-03-01T08:00:00.000Z';
const ENV = {
  READER: 'a secret of the reader',
  RESPONDER: 'a secret of the responder',
  LEDGER: 'a ledger key of the test',
  USER: 'dana',
};
const HELD = { status: 'held', heldBy: 'breaker', reason: 'the brake is on' } as const;

let folder: string;
let configFile: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-response-'));
  configFile = join(folder, 'config.json');
  const identity = (last: number, env: string) => ({
    clientId: `aaaaaaaa-0000-4000-8000-00000000000${last}`,
    clientSecret: { env },
  });
  const config = {
    tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
    identities: { reader: identity(1, 'READER'), responder: identity(2, 'RESPONDER') },
    response: { mode: 'enforce' },
    store: { file: join(folder, 'store.db'), ledgerKey: { env: 'LEDGER' } },
  };
  writeFileSync(configFile, JSON.stringify(config));
  const ledgerKey = new TextEncoder().encode(ENV.LEDGER);
  store = await openStore({ file: join(folder, 'store.db'), key: null, ledgerKey, boundary: openBoundary });
  await store.write('test', async (tx) => {
    await tx.mergeRecords([rawRecord('sign-in:1', { id: '1' })], mergeRecordBodies, AT);
    const reason = {
      rule: 'r1',
      title: 'r',
      family: 'network',
      points: 8_000,
      text: 't',
      techniques: [],
    } as const;
    const reasons = [{ ...reason, events: ['sign-in:1', 'sign-in:gone'], firstAt: AT }];
    await tx.putIncident(incidentOf({ reasons }));
    await tx.putAction(actionOf(HELD));
    await tx.putAction(actionOf({ ...HELD, id: 'act-2', heldBy: 'protection', reason: 'protected' }));
  });
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: readonly string[]): Promise<CommandRun> =>
  runInProcess([...args, '--config', configFile, '--json'], ENV);

describe('actions', () => {
  it('list names what the brake holds, and leaves the protected list to `incidents approve`', async () => {
    const { code, stdout } = await run('actions', 'list');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ id: 'act-1', ...HELD })]);
  });

  it('resume --all lets them go, with nobody running; the job waits for the agent', async () => {
    const { code, stdout } = await run('actions', 'resume', '--all');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ id: 'act-1', status: 'approved' })]);
    const jobs = await store.read((reads) => reads.jobs('pending'));
    expect(jobs.map(({ kind, subject }) => `${kind} ${subject}`)).toContain('act act-1');
  });

  it('wants an id or --all, and says so when the id is held by no brake', async () => {
    expect((await run('actions', 'resume')).code).toBe(2);
    const { code, stderr } = await run('actions', 'drop', 'act-2');
    expect(code).toBe(1);
    expect(stderr).toMatch(/incidents approve inc-1/);
  });
});

describe('incidents close', () => {
  it('gives the closed incident, with verdict and who gave it', async () => {
    const { code, stdout } = await run('incidents', 'close', 'inc-1', '--verdict', 'benign');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'inc-1',
      status: 'closed',
      closure: { verdict: 'benign', by: 'dana' },
      request: { status: 'done' },
    });
  });

  it('refuses another verdict than the four', async () => {
    expect((await run('incidents', 'close', 'inc-1', '--verdict', 'maybe')).code).toBe(2);
  });
});

describe('ledger', () => {
  it('verify tells that the chain holds, and what it cannot tell', async () => {
    const { code, stdout } = await run('ledger', 'verify');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      entries: 2,
      intact: true,
      firstBroken: null,
      notes: [expect.stringMatching(/no head is kept/)],
    });
  });

  it('verify ends with 1 where the key is another', async () => {
    const { code, stdout, stderr } = await runInProcess(
      ['ledger', 'verify', '--config', configFile, '--json'],
      { ...ENV, LEDGER: 'a key of somebody else' },
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ intact: false, firstBroken: { number: 1 } });
    expect(stderr).toMatch(/broken at entry 1/);
  });

  it('export writes what a third party can check without us', async () => {
    const out = join(folder, 'evidence');
    const { code, stdout } = await run('ledger', 'export', '--incident', 'inc-1', '--out', out);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ entries: 2, records: 1, missing: ['sign-in:gone'] });
    const read = (name: string): string => readFileSync(join(out, name), 'utf8');
    const manifest = JSON.parse(read('manifest.json')) as {
      publicKey: string;
      files: readonly { name: string; sha256: string }[];
    };
    for (const { name, sha256: hash } of manifest.files) expect(sha256(read(name)), name).toBe(hash);
    for (const line of read('ledger.ndjson').trimEnd().split('\n')) {
      const { text, hash, signature } = JSON.parse(line) as Record<string, string>;
      expect(sha256(text ?? '')).toBe(hash);
      const signed = Buffer.from(hash ?? '');
      expect(verify(null, signed, manifest.publicKey, Buffer.from(signature ?? '', 'base64'))).toBe(true);
    }
  });

  it('export of an incident that is not there is refused, and writes nothing', async () => {
    const out = join(folder, 'evidence');
    expect((await run('ledger', 'export', '--incident', 'inc-9', '--out', out)).code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
