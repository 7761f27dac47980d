import { describe, expect, it } from 'vitest';
import { TenantState } from '../../../simulator/server/state/tenant-state.js';
import type { LiveStep, SimUser } from '../../../simulator/tenant.js';
import { ALICE, auditRow, signIn, smallWorld } from './small-world.js';

const START_MS = Date.UTC(2026, 4, 6, 15);
const MINUTE_MS = 60_000;

/** At each of ten minutes the session reads a mail, or its token is refused. */
const steps = (startMs: number): readonly LiveStep[] =>
  Array.from({ length: 10 }, (_, index) => ({
    atMs: startMs + (index + 1) * MINUTE_MS,
    userId: ALICE,
    sessionStartedMs: startMs,
    ifAlive: [signIn(startMs, `alive-${index + 1}`, -(index + 1))],
    ifRevoked: [signIn(startMs, `refused-${index + 1}`, -(index + 1))],
  }));

function tenantOf(doesRevokeBite = true): { readonly tenant: TenantState; readonly alice: SimUser } {
  const tenant = new TenantState(smallWorld({ startMs: START_MS, live: steps }), {
    speed: 2,
    doesRevokeBite,
    auditSearchLimit: 1000,
    rowsPerBlob: 300,
  });
  const alice = tenant.accounts.find(ALICE);
  if (alice === null) throw new Error('no Alice');
  return { tenant, alice };
}

function seen(tenant: TenantState, minutes: number): readonly string[] {
  const nowMs = START_MS + minutes * MINUTE_MS;
  return tenant
    .logs(nowMs)
    .records('signIns', 0, nowMs, nowMs)
    .map((row) => row.id);
}

describe('the live act', () => {
  it('plays what is due, and nothing more', () => {
    const { tenant } = tenantOf();
    expect(seen(tenant, 0.5)).toEqual([]);
    expect(seen(tenant, 2.5)).toEqual(['alive-1', 'alive-2']);
  });

  it('turns when a revocation has come round, not before', () => {
    const { tenant, alice } = tenantOf();
    // Two minutes at speed 2 are one.
    tenant.revoke(alice, 'responder', START_MS + 2.5 * MINUTE_MS);
    expect(seen(tenant, 5.5)).toEqual(['alive-1', 'alive-2', 'alive-3', 'refused-4', 'refused-5']);
  });

  it('decides each step by its own moment, however late it is asked', () => {
    const { tenant, alice } = tenantOf();
    tenant.revoke(alice, 'responder', START_MS + 8.5 * MINUTE_MS);
    expect(seen(tenant, 20).at(-2)).toBe('alive-9');
    expect(seen(tenant, 20).at(-1)).toBe('refused-10');
  });

  it('turns at once when the account is disabled, and back', () => {
    const { tenant, alice } = tenantOf();
    tenant.setEnabled(alice, false, 'responder', START_MS + 1.5 * MINUTE_MS);
    tenant.setEnabled(alice, true, 'responder', START_MS + 3.5 * MINUTE_MS);
    expect(seen(tenant, 4.5)).toEqual(['alive-1', 'refused-2', 'refused-3', 'alive-4']);
  });

  it('goes on when the revocation does not bite', () => {
    const { tenant, alice } = tenantOf(false);
    tenant.revoke(alice, 'responder', START_MS + 0.5 * MINUTE_MS);
    expect(seen(tenant, 5.5).every((id) => id.startsWith('alive'))).toBe(true);
  });

  it('a session of after the revocation lives', () => {
    const { tenant, alice } = tenantOf();
    tenant.accounts.revoke(alice.id, START_MS);
    expect(tenant.accounts.isSessionAlive(ALICE, START_MS + MINUTE_MS, START_MS + 5 * MINUTE_MS)).toBe(true);
    expect(tenant.accounts.isSessionAlive(ALICE, START_MS - MINUTE_MS, START_MS + 5 * MINUTE_MS)).toBe(false);
  });
});

describe('reading mail is itself logged', () => {
  const READER_APP = 'ffffffff-0000-4000-8000-00000000000f';

  it('in the shape of Exchange, folded, without the repeats of an hour', () => {
    const world = smallWorld({ startMs: START_MS, logs: (startMs) => [auditRow(startMs, 'row', 30)] });
    const tenant = new TenantState(world, {
      speed: 1,
      doesRevokeBite: true,
      auditSearchLimit: 1000,
      rowsPerBlob: 300,
    });
    const user = tenant.accounts.find(ALICE);
    const mailbox = tenant.mailboxes.open(ALICE);
    if (user === null || mailbox === null) throw new Error('no Alice');
    const [first, second] = mailbox.messages;
    if (first === undefined || second === undefined) throw new Error('no messages');
    for (const message of [first, second, first]) {
      tenant.reads.note({ appId: READER_APP, user, mailbox, message, atMs: START_MS });
    }
    const laterMs = START_MS + 60 * MINUTE_MS;
    const logs = tenant.logs(laterMs);
    expect(logs.records('Audit.Exchange', START_MS, laterMs, START_MS + 10 * MINUTE_MS)).toEqual([]);
    const rows = logs.records('Audit.Exchange', START_MS, laterMs, laterMs);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.record).toMatchObject({
      RecordType: 50,
      ClientAppId: READER_APP,
      MailboxGuid: '12345678-0000-4000-8000-000000000001',
      OperationCount: 2,
      Folders: [
        { Path: '\\Boîte de réception', FolderItems: [{ InternetMessageId: first.internetMessageId }, {}] },
      ],
    });
  });
});
