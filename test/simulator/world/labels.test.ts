import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { AttackedMailbox, JsonRecord, SimMessage, SimWorld } from '../../../simulator/tenant.js';
import { allRows, at, messageIdsOf, sampleWorld } from './worlds.js';

const world = sampleWorld();
const CASES = world.labels.attacked.map((attack) => ({ ...attack, attack }));

describe('the labels of the story', () => {
  it('know attacks of every kind, most of which reached nothing of customers', () => {
    expect(new Set(CASES.map(({ technique }) => technique))).toEqual(
      new Set([
        'stolen-session',
        'stolen-session-with-rules',
        'folder-sync',
        'cookie-replay',
        'vendor-app',
        'live',
      ]),
    );
    const none = CASES.filter(({ verdict }) => verdict === 'no').length;
    expect(none).toBeGreaterThan(CASES.length / 2);
    expect(CASES.filter(({ live }) => live)).toHaveLength(1);
  });

  it.each(CASES)(
    '$technique of $mailbox: what is reached lies in the mailbox and in the log',
    ({ attack }) => {
      const present = new Set(messagesOf(world, attack).map(({ internetMessageId }) => internetMessageId));
      const logged = loggedReaches(world, attack);
      expect(attack.reached.length).toBeGreaterThan(3);
      expect(attack.reached.filter(({ message }) => !present.has(message))).toEqual([]);
      expect(new Set(attack.reached.map(({ message }) => message))).toEqual(logged);
    },
  );

  it.each(CASES)('$technique of $mailbox: the customers are those of the reached messages', ({ attack }) => {
    const reached = new Set(attack.reached.map(({ message }) => message));
    const text = messagesOf(world, attack)
      .filter(({ internetMessageId }) => reached.has(internetMessageId))
      .map(textOf)
      .join('\n');
    const digits = text.replaceAll(/[^0-9a-z@]/gi, '');
    for (const customer of attack.customers) {
      for (const value of [customer.accountNumber, customer.phone, customer.ssn]) {
        if (value !== null) expect(digits).toContain(value);
      }
      if (customer.email !== null) expect(text).toContain(customer.email);
    }
    expect(attack.verdict).toBe(attack.customers.length > 0 ? 'yes' : 'no');
  });

  it('count each customer once over all mailboxes, sensitive before account', () => {
    const groups = new Map<string, string>();
    for (const { accountNumber, group } of CASES.flatMap(({ customers }) => customers)) {
      expect(accountNumber).not.toBeNull();
      const key = accountNumber ?? '';
      groups.set(key, groups.get(key) === 'sensitive' ? 'sensitive' : group);
    }
    const count = (group: string) => [...groups.values()].filter((each) => each === group).length;
    expect(world.labels.customersByGroup).toEqual({
      account: count('account'),
      sensitive: count('sensitive'),
    });
  });

  it('do not depend on how far the live act comes', () => {
    const past = CASES.filter(({ live }) => !live).flatMap(({ customers }) => customers);
    const known = new Set(past.map(({ accountNumber }) => accountNumber));
    const live = CASES.filter((each) => each.live).flatMap(({ customers }) => customers);
    expect(live.length).toBeGreaterThan(0);
    expect(live.filter(({ accountNumber }) => !known.has(accountNumber))).toEqual([]);
  });

  it('leave the look-alikes out of the attacked', () => {
    const attacked = new Set(CASES.map(({ mailbox }) => mailbox));
    const { lookAlikes } = world.labels;
    expect(lookAlikes.filter(({ mailbox }) => attacked.has(mailbox))).toEqual([]);
    const upns = new Set(world.users.map(({ userPrincipalName }) => userPrincipalName));
    expect(lookAlikes.filter(({ mailbox }) => !upns.has(mailbox))).toEqual([]);
  });

  it('name every session that mail was read in from the networks of the intruders', () => {
    const labelled = new Set(CASES.flatMap(({ sessions }) => sessions));
    const owners = new Set(CASES.map(({ userId }) => userId));
    const byRule = world.logs.filter(
      ({ record }) => record.Operation === 'New-InboxRule' && labelled.has(String(record.SessionId)),
    );
    expect(new Set(byRule.map(({ record }) => record.UserId)).size).toBe(1);
    const entries = world.logs.filter(
      ({ log, record }) => log === 'signIns' && labelled.has(String(record.sessionId)),
    );
    expect(entries.filter(({ record }) => !owners.has(String(record.userId)))).toEqual([]);
  });
});

function messagesOf({ mailboxes }: SimWorld, { userId }: AttackedMailbox): readonly SimMessage[] {
  return mailboxes.get(userId)?.messages ?? [];
}

/**
 * The examiner's view: everything that rows of the attack's sessions name, or rows without a session that come
 * from an address and a client of those sessions.
 */
function loggedReaches(tenant: SimWorld, attack: AttackedMailbox): ReadonlySet<string> {
  const rows = allRows(tenant)
    .filter(({ log, record }) => log === 'Audit.Exchange' && record.MailboxOwnerUPN === attack.mailbox)
    .map(({ record }) => record);
  const addresses = intruderAddresses(tenant, attack);
  const theirs = rows.filter((record) => addresses.has(String(record.ClientIPAddress)));
  const opened = theirs.flatMap((record) => messageIdsOf(record));
  return new Set([...opened, ...synced(tenant, attack, theirs)]);
}

function intruderAddresses(tenant: SimWorld, attack: AttackedMailbox): ReadonlySet<string> {
  const sessions = new Set(attack.sessions);
  const rows = allRows(tenant).filter(
    ({ log, record }) =>
      log === 'signIns' &&
      sessions.has(String(record.sessionId)) &&
      at(record, 'deviceDetail.deviceId') === '',
  );
  return new Set(rows.map(({ record }) => String(record.ipAddress)));
}

function synced(tenant: SimWorld, attack: AttackedMailbox, rows: readonly JsonRecord[]): readonly string[] {
  return rows.flatMap((record) => {
    const folder = at(record, 'Item.ParentFolder.Id');
    const atMs = Date.parse(`${String(record.CreationTime)}Z`);
    return record.RecordType === 2 && record.Operation === 'MailItemsAccessed'
      ? messagesOf(tenant, attack)
          .filter((message) => message.folderId === folder && message.receivedAtMs <= atMs)
          .map(({ internetMessageId }) => internetMessageId)
      : [];
  });
}

function textOf(message: SimMessage): string {
  const attached = message.attachments.map(({ name, bytes }) =>
    name.endsWith('.xlsx')
      ? Object.values(unzipSync(bytes))
          .map((part) => strFromU8(part))
          .join('\n')
      : strFromU8(bytes),
  );
  return [message.from, message.body, ...attached].join('\n');
}
