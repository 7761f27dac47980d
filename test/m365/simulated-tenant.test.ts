import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connectTenant } from '../../agent/commands/connect.js';
import { loadConfig } from '../../agent/config.js';
import type { M365 } from '../../agent/m365/connect.js';
import type { DirectoryUser, SourceItem, Window } from '../../agent/model/ports.js';
import { toInstant } from '../../agent/model/time.js';
import { normaliseRecord } from '../../agent/normalise/normalise-record.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import type { SimulatorOptions } from '../../simulator/server/options.js';
import { startSimulator } from '../../simulator/server/start-simulator.js';
import { stsLogonRow } from '../simulator/server/logon-row.js';
import { ALICE, auditRow, SYNCED, signIn, smallWorld, UNLICENSED } from '../simulator/server/small-world.js';
import { NEVER } from './connect-fake.js';
import { gather, recordsOf } from './gather.js';

const now = Date.now();
const TWELVE_HOURS: Window = { from: toInstant(now - 12 * 3_600_000), to: toInstant(now) };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The adapter as the product hangs it, at a simulated tenant. */
async function connect(options: Omit<SimulatorOptions, 'dir'>): Promise<M365> {
  const dir = mkdtempSync(join(tmpdir(), 'mailwarden-tenant-'));
  const simulator = await startSimulator({ dir, speed: 4000, ...options });
  const m365 = connectTenant(loadConfig(join(dir, 'config.json'), {}), {
    boundary: openBoundary,
    clock: systemClock,
    log: silentLog,
  });
  closers.push(
    async () => rmSync(dir, { recursive: true }),
    () => simulator.stop(),
    () => m365.close(),
  );
  return m365;
}

async function read(m365: M365, name: string): Promise<readonly SourceItem[]> {
  const source = m365.sources.get(name);
  if (source === undefined) throw new Error(`no source ${name}`);
  await source.prepare(NEVER);
  return gather(source.read(TWELVE_HOURS, NEVER));
}

function keysOf(items: readonly SourceItem[]): readonly string[] {
  return [...new Set(recordsOf(items).map((one) => one.key))].sort();
}

describe('audit search', () => {
  const rows = (startMs: number) =>
    Array.from({ length: 400 }, (_, index) => auditRow(startMs, `row-${index}`, 1 + index));

  it.each([
    { name: 'runs that differ', limit: 1_000_000 },
    { name: 'answers that are cut off', limit: 150 },
  ])('$name: every record is there, under the keys of the live feed', async ({ limit }) => {
    const m365 = await connect({ world: smallWorld({ startMs: now, logs: rows }), auditSearchLimit: limit });
    const live = keysOf(await read(m365, 'exchangeAudit'));
    const search = m365.auditSearches.get('exchangeAudit');
    if (search === undefined) throw new Error('no search');
    const found = await gather(search.search(TWELVE_HOURS, NEVER));
    expect(live).toHaveLength(400);
    expect(keysOf(found)).toEqual(live);
    expect(found.filter(({ type }) => type === 'gap')).toEqual([]);
  });
});

describe('sign-ins', () => {
  it('of all four kinds are read', async () => {
    const kinds = ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity'];
    const logs = (startMs: number) =>
      kinds.map((kind, index) => signIn(startMs, kind, 10 + index, { signInEventTypes: [kind] }));
    const m365 = await connect({ world: smallWorld({ startMs: now, logs }) });
    expect(keysOf(await read(m365, 'signIns'))).toEqual(
      kinds.map((kind) => `signin:${kind.toLowerCase()}`).sort(),
    );
  });

  it('without P1: the log is a gap for want of a licence, and the logons of the audit feed stand in', async () => {
    const logs = (startMs: number) => [signIn(startMs, 'a', 10), stsLogonRow(startMs, 'a', 10)];
    const world = { ...smallWorld({ startMs: now, logs }), hasPremium: false };
    const m365 = await connect({ world });
    await expect(read(m365, 'signIns')).rejects.toMatchObject({
      kind: 'permission',
      gap: 'licence',
      message: expect.stringMatching(/entraAudit/),
    });
    const [record] = recordsOf(await read(m365, 'entraAudit'));
    if (record === undefined) throw new Error('no logon');
    expect(normaliseRecord(record, { domains: ['contoso.example'], ownAppIds: [] })).toMatchObject({
      ok: true,
      event: {
        id: 'ual:a',
        source: 'entraAudit',
        kind: 'sign-in',
        outcome: 'success',
        network: { address: '198.51.100.7' },
      },
    });
  });
});

describe('the directory', () => {
  it('says who is synced, licensed and led by whom, and what a mailbox is for', async () => {
    const world = smallWorld({ startMs: now });
    const users = world.users.map((user) => (user.id === ALICE ? { ...user, managerId: SYNCED } : user));
    const m365 = await connect({ world: { ...world, users } });
    const listed = new Map<string, DirectoryUser>();
    for await (const user of m365.directory.users(NEVER)) listed.set(user.id, user);
    expect(listed.size).toBe(users.length);
    expect(listed.get(SYNCED)?.profile).toMatchObject({ isSynced: true, isGuest: false });
    expect(listed.get(UNLICENSED)?.profile).toMatchObject({ hasMailboxLicence: false, hasLogLicence: false });
    const alice = await m365.directory.user(ALICE, NEVER);
    expect(alice?.profile).toEqual({
      isGuest: false,
      isSynced: false,
      department: 'Care',
      jobTitle: 'Specialist',
      managerId: SYNCED,
      hasMailboxLicence: true,
      hasLogLicence: true,
    });
    expect(await m365.mailboxKinds.kindOf(ALICE, NEVER)).toBe('user');
    expect(await m365.mailboxKinds.kindOf(UNLICENSED, NEVER)).toBeNull();
  });
});

describe('the directory that is followed', () => {
  it('tells who was changed since a mark, and who holds or may take on a role', async () => {
    const m365 = await connect({ world: smallWorld() });
    const mark = await m365.directoryWatch.mark(NEVER);
    await m365.containment.setAccountEnabled(ALICE, false, NEVER);
    const changes = await m365.directoryWatch.changesSince(mark, NEVER);
    expect(changes?.ids).toEqual([ALICE]);
    expect((await m365.directoryWatch.changesSince(changes?.mark ?? '', NEVER))?.ids).toEqual([]);
    const held = await m365.directoryWatch.roleHoldings('held', NEVER);
    expect(held.map((holding) => holding.role)).toContain('Exchange Administrator');
    expect(await m365.directoryWatch.roleHoldings('eligible', NEVER)).toEqual([]);
  });
});
