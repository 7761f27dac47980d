import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { MailboxReader, MessageHeader } from '../../../agent/model/ports.js';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant } from '../fake-tenant.js';
import { gather } from '../gather.js';

const ANNA = { id: 'u1', upn: 'anna@contoso.example' };
const HEADER: MessageHeader = {
  id: 'AAMk+/=',
  messageId: '<a@b>',
  folderId: null,
  receivedAt: null,
  hasAttachments: true,
};
const FOUND = {
  id: 'm1',
  internetMessageId: '<a@b>',
  parentFolderId: 'f1',
  receivedDateTime: '2026-03-01T10:00:00Z',
  hasAttachments: true,
};
const MESSAGES = '/v1.0/users/u1/messages';
const PURGED = '/v1.0/users/u1/mailFolders/recoverableitemsdeletions/messages';

let tenant: FakeTenant;
let m365: M365;
beforeEach(async () => {
  tenant = await startFakeTenant();
  ({ m365 } = connectFake(tenant));
});
afterEach(async () => {
  await m365.close();
  await tenant.close();
});

function reader(): MailboxReader {
  if (m365.mailboxReader === null) throw new Error('no examiner');
  return m365.mailboxReader;
}

function answers(byPath: Readonly<Record<string, Reply>>): void {
  tenant.script((call) => byPath[call.path]);
}

describe('finding a message by its Message-ID', () => {
  const ids = [
    { name: 'an apostrophe', id: "<o'neil@x.example>", filter: "internetMessageId eq '<o''neil@x.example>'" },
    { name: 'plus, equals, slash', id: '<CA+b/c=d@x>', filter: "internetMessageId eq '<CA+b/c=d@x>'" },
    { name: 'what a query is made of', id: '<a&b#c%20?@x>', filter: "internetMessageId eq '<a&b#c%20?@x>'" },
  ];
  for (const { name, id, filter } of ids) {
    it(`with ${name} arrives as it is`, async () => {
      answers({ [MESSAGES]: { json: { value: [FOUND] } } });
      await reader().find(ANNA, id, NEVER);
      const [call] = tenant.calls('graph');
      expect(call?.parameters.get('$filter')).toBe(filter);
      expect(call?.query).not.toContain('+');
      expect(call?.headers.prefer).toBe('IdType="ImmutableId"');
    });
  }

  it('gives every copy', async () => {
    answers({
      [MESSAGES]: { json: { value: [FOUND, { ...FOUND, id: 'm2', parentFolderId: null }, { x: 1 }] } },
    });
    expect(await reader().find(ANNA, '<a@b>', NEVER)).toEqual([
      {
        id: 'm1',
        messageId: '<a@b>',
        folderId: 'f1',
        receivedAt: '2026-03-01T10:00:00.000Z',
        hasAttachments: true,
      },
      {
        id: 'm2',
        messageId: '<a@b>',
        folderId: null,
        receivedAt: '2026-03-01T10:00:00.000Z',
        hasAttachments: true,
      },
    ]);
  });

  it('looks among purged mail when it is nowhere else', async () => {
    answers({ [MESSAGES]: { json: { value: [] } }, [PURGED]: { json: { value: [FOUND] } } });
    expect(await reader().find(ANNA, '<a@b>', NEVER)).toHaveLength(1);
  });

  it('is empty when it is gone, and when the mailbox keeps no purged mail', async () => {
    answers({ [MESSAGES]: { json: { value: [] } } });
    expect(await reader().find(ANNA, '<a@b>', NEVER)).toEqual([]);
  });

  it('a mailbox that may not be read is an error, never "gone"', async () => {
    answers({ [MESSAGES]: { status: 403, json: { error: { code: 'ErrorAccessDenied' } } } });
    await expect(reader().find(ANNA, '<a@b>', NEVER)).rejects.toMatchObject({
      kind: 'permission',
      message: expect.stringMatching(/"examiner" needs the application permission Mail\.Read/),
    });
  });

  it('a mailbox that is gone is an error, never "no such message"', async () => {
    answers({ [MESSAGES]: { status: 404, json: { error: { code: 'ErrorInvalidUser' } } } });
    await expect(reader().find(ANNA, '<a@b>', NEVER)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('reading', () => {
  it('a message with its body, the id percent-encoded', async () => {
    answers({
      '/v1.0/users/u1/messages/AAMk+/=': {
        json: { ...FOUND, subject: 'Invoice', body: { contentType: 'html', content: '<p>x</p>' } },
      },
    });
    const message = await reader().read(ANNA, HEADER, NEVER);
    expect(message).toMatchObject({
      header: { id: 'm1' },
      subject: 'Invoice',
      body: { type: 'html', content: '<p>x</p>' },
    });
  });

  it('a message without subject and body is empty text', async () => {
    answers({ '/v1.0/users/u1/messages/AAMk+/=': { json: { id: 'm1', body: null } } });
    expect(await reader().read(ANNA, HEADER, NEVER)).toMatchObject({
      subject: '',
      body: { type: 'text', content: '' },
    });
  });

  it('a folder, page after page', async () => {
    const path = '/v1.0/users/u1/mailFolders/f1/messages';
    const next = `${tenant.endpoints.graph}${path}?$skip=500`;
    tenant.script((call) => {
      if (call.path !== path) return undefined;
      return call.query.includes('skip')
        ? { json: { value: [{ ...FOUND, id: 'm2' }] } }
        : { json: { value: [FOUND], '@odata.nextLink': next } };
    });
    const headers = await gather(reader().listFolder(ANNA, { id: 'f1', path: null }, NEVER));
    expect(headers.map((header) => header.id)).toEqual(['m1', 'm2']);
  });

  it('a folder whose id in the log Graph does not take, by its path', async () => {
    const folders = '/v1.0/users/u1/mailFolders';
    answers({
      [`${folders}/LgAAAA/messages`]: { status: 400, json: { error: { code: 'ErrorInvalidIdMalformed' } } },
      [folders]: { json: { value: [{ id: 'AAMk1', displayName: 'Inbox' }] } },
      [`${folders}/AAMk1/childFolders`]: { json: { value: [{ id: 'AAMk2', displayName: 'Projects' }] } },
      [`${folders}/AAMk2/messages`]: { json: { value: [FOUND] } },
    });
    const folder = { id: 'LgAAAA', path: '\\inbox\\Projects' };
    expect(await gather(reader().listFolder(ANNA, folder, NEVER))).toHaveLength(1);
    const elsewhere = { id: 'LgAAAA', path: '\\Inbox\\Gone' };
    await expect(gather(reader().listFolder(ANNA, elsewhere, NEVER))).rejects.toMatchObject({
      code: 'ErrorInvalidIdMalformed',
    });
  });

  it('by name where no id is known; neither is an error before any call', async () => {
    answers({ '/v1.0/users/anna@contoso.example/messages': { json: { value: [FOUND] } } });
    expect(await reader().find({ id: null, upn: 'anna@contoso.example' }, '<a@b>', NEVER)).toHaveLength(1);
    await expect(reader().find({ id: null, upn: null }, '<a@b>', NEVER)).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('is not offered without an examiner', async () => {
    const alone = connectFake(tenant, { identities: { examiner: null } });
    expect(alone.m365.mailboxReader).toBeNull();
    await alone.m365.close();
  });
});

describe('attachments', () => {
  const list = '/v1.0/users/u1/messages/AAMk+/=/attachments';
  const file = { '@odata.type': '#microsoft.graph.fileAttachment', id: 'a1', name: 'x.csv', size: 3 };

  async function attachmentsOf(entries: readonly object[], value: Reply = { body: 'abc' }) {
    answers({ [list]: { json: { value: entries } }, [`${list}/a1/$value`]: value });
    return gather(reader().attachments(ANNA, HEADER, NEVER));
  }

  it('a file comes with its bytes', async () => {
    const [one] = await attachmentsOf([{ ...file, contentType: 'text/csv' }]);
    expect(one).toMatchObject({ name: 'x.csv', contentType: 'text/csv', sizeBytes: 3, unreadReason: null });
    expect(Buffer.from(one?.bytes ?? []).toString()).toBe('abc');
  });

  it('an attached message comes as MIME', async () => {
    const item = { ...file, '@odata.type': '#microsoft.graph.itemAttachment', name: 'Re: order' };
    const [one] = await attachmentsOf([item], { body: 'Subject: x\r\n\r\ny' });
    expect(one).toMatchObject({ contentType: 'message/rfc822', unreadReason: null });
    expect(one?.bytes?.length).toBeGreaterThan(0);
  });

  const unread: readonly { name: string; entry: object; value?: Reply; reason: RegExp }[] = [
    {
      name: 'a link to cloud storage',
      entry: { ...file, '@odata.type': '#microsoft.graph.referenceAttachment' },
      reason: /not in the mailbox/,
    },
    { name: 'one without an id', entry: { name: 'x' }, reason: /no id/ },
    { name: 'one that is gone', entry: file, value: { status: 404, json: {} }, reason: /gone/ },
    {
      name: 'one that the provider refuses',
      entry: file,
      value: { status: 400, json: { error: { code: 'ErrorItemCorrupt' } } },
      reason: /refused it \(400\)/,
    },
  ];
  for (const { name, entry, value, reason } of unread) {
    it(`${name} is given without bytes and with the reason`, async () => {
      const [one] = await attachmentsOf([entry], value);
      expect(one).toMatchObject({ bytes: null, unreadReason: expect.stringMatching(reason) });
    });
  }

  it('a file whose bytes were cut on the way is fetched again', async () => {
    tenant.script(({ path }, nth) => {
      if (path === list) return { json: { value: [{ ...file, size: 10_200 }] } };
      return path.endsWith('/$value') ? { body: 'a'.repeat(nth === 1 ? 5_000 : 10_000) } : undefined;
    });
    const [one] = await gather(reader().attachments(ANNA, HEADER, NEVER));
    expect(one?.bytes).toHaveLength(10_000);
  });

  it('a file that is far shorter than stated, each time, is given as it is', async () => {
    const [one] = await attachmentsOf([{ ...file, size: 10_200 }], { body: 'a'.repeat(5_000) });
    expect(one).toMatchObject({ unreadReason: null });
    expect(one?.bytes).toHaveLength(5_000);
  });

  it('a refusal of the whole mailbox is raised, so that it is examined again', async () => {
    await expect(attachmentsOf([file], { status: 403, json: {} })).rejects.toMatchObject({
      kind: 'permission',
    });
  });
});
