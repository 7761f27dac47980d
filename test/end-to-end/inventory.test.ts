import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimFolder, SimMailbox, SimMessage, SimWorld } from '../../simulator/tenant.js';
import { runInProcess } from '../commands/run-in-process.js';
import { ADMIN, ALICE, INBOX, message, smallWorld } from '../simulator/server/small-world.js';
import { type AgentPlace, startTenant, type TestTenant } from './tenant.js';

const JANE = 'Customer: Jane Roe\nAccount number: 497982806\nPhone: 206-555-0134\nBalance due: $64.20';
const JOHN = 'Customer: John Doe\nBAN: 657679973\nSSN: 536-22-8726';
const ALICES = 'alice.young@contoso.example';
const BENS = 'ben.admin@contoso.example';

const FOLDERS: readonly SimFolder[] = [
  { id: INBOX, displayName: 'Inbox', parentFolderId: null, wellKnownName: 'inbox' },
  { id: 'LgAAAAcases', displayName: 'Cases', parentFolderId: INBOX, wellKnownName: null },
  {
    id: 'LgAAAAhidden',
    displayName: 'PersonMetadata',
    parentFolderId: null,
    wellKnownName: null,
    isHidden: true,
  },
  {
    id: 'LgAAAAgone',
    displayName: 'Deletions',
    parentFolderId: 'store',
    wellKnownName: 'recoverableitemsdeletions',
  },
];

/** Sixty everyday mails, three that are large together, and customer data where it is easily passed over. */
function alicesMail(startMs: number): readonly SimMessage[] {
  const text = (number: number, folderId: string, body: string): SimMessage =>
    message(number, startMs, { folderId, bodyType: 'text', body });
  return [
    ...Array.from({ length: 60 }, (_, index) => text(index + 1, INBOX, 'Lunch at noon?')),
    ...[101, 102, 103].map((number) => text(number, INBOX, 'Lunch at noon? '.repeat(140_000))),
    text(200, 'LgAAAAcases', JANE),
    text(201, 'LgAAAAhidden', JANE.replaceAll('497982806', '583920174')),
    text(202, 'LgAAAAgone', JOHN),
  ];
}

function worldOf(): SimWorld {
  const world = smallWorld({ startMs: Date.now() - 3_600_000 });
  const alice: SimMailbox = {
    userId: ALICE,
    folders: FOLDERS,
    messages: alicesMail(world.startMs),
    rules: [],
  };
  return { ...world, mailboxes: new Map([...world.mailboxes, [ALICE, alice]]) };
}

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await startTenant({ world: worldOf(), speed: 3_600 });
});
afterAll(() => tenant.close());

async function inventory(place: AgentPlace, ...more: readonly string[]) {
  const run = await runInProcess(['exposure', 'inventory', ...more, '--config', place.config, '--json']);
  if (run.stdout === '') throw new Error(run.stderr);
  return { ...run, json: JSON.parse(run.stdout) as { mailboxes: Record<string, unknown>[] } };
}

const entryOf = (json: { mailboxes: Record<string, unknown>[] }, upn: string) =>
  json.mailboxes.find(({ mailbox }) => (mailbox as { upn: string }).upn === upn);

describe('an inventory before any attack', () => {
  it('finds what lies in folders, hidden ones, and among what was deleted; large mail too', async () => {
    const place = tenant.configFor('whole');
    const { json, code, stdout, stderr } = await inventory(place, '--mailbox', ALICES, BENS, '--now');
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 mailboxes will be looked through')]);
    expect(entryOf(json, ALICES)).toMatchObject({
      state: 'complete',
      verdict: 'yes',
      messages: { read: 66, withData: 3, withUnread: 0 },
      folders: { done: 4, waiting: 0, unread: 0 },
      classes: { ssn: 1, 'account-number': 3 },
      customers: { account: 2, sensitive: 1 },
    });
    expect(entryOf(json, BENS)).toMatchObject({ state: 'complete', verdict: 'no', messages: { read: 0 } });
    expect(stdout).not.toMatch(/Jane|John|497982806|536-22/);
    expect(tenant.simulator.journal.calls().some(({ status }) => status === 429)).toBe(false);
  });

  it('says of every other mailbox that nobody looked, and why', async () => {
    const { json } = await inventory(tenant.configFor('whole-again'), '--mailbox', BENS, '--now');
    expect(entryOf(json, ALICES)).toMatchObject({
      state: 'not-looked-at',
      verdict: 'unknown',
      reason: 'nobody asked for it',
    });
    expect(entryOf(json, 'una.licensed@contoso.example')).toMatchObject({ state: 'not-looked-at' });
  });

  it('of a sample says that it is one, and no mailbox is clean by it', async () => {
    const { json } = await inventory(
      tenant.configFor('sample'),
      '--mailbox',
      ALICES,
      '--sample',
      '5',
      '--now',
    );
    expect(entryOf(json, ALICES)).toMatchObject({ state: 'sampled', sample: 5, messages: { read: 8 } });
  });

  it('a mailbox that may not be read is unknown, with the reason', async () => {
    const { json } = await inventory(
      tenant.configFor('closed', (config) => {
        delete (config.identities as Record<string, unknown>).examiner;
      }),
      '--mailbox',
      ADMIN,
      '--now',
    );
    expect(entryOf(json, BENS)).toMatchObject({
      state: 'closed',
      verdict: 'unknown',
      reason: expect.stringContaining('no examiner identity'),
    });
  });

  it('without --now it is left to the agent, and nothing is begun for an account that is not known', async () => {
    const place = tenant.configFor('asked');
    const before = await inventory(place, '--mailbox', ALICES);
    expect([before.code, before.stderr]).toEqual([1, expect.stringContaining(`no account ${ALICES}`)]);
    await inventory(place, '--mailbox', BENS, '--now');
    const asked = await inventory(place, '--mailbox', ALICES);
    expect(entryOf(asked.json, ALICES)).toMatchObject({ state: 'waiting', verdict: 'unknown' });
    const done = await inventory(place, '--now');
    expect(entryOf(done.json, ALICES)).toMatchObject({ state: 'complete', verdict: 'yes' });
  });

  it('as text names each mailbox with its figures', async () => {
    const place = tenant.configFor('whole');
    const { stdout } = await runInProcess(['exposure', 'inventory', '--config', place.config]);
    expect(stdout).toMatch(
      /alice\.young@contoso\.example: customer data: yes; 1 sensitive customer, 2 account;/,
    );
    expect(stdout).toContain('not looked at: nobody asked for it');
  });
});
