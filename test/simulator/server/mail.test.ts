import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, startCaller } from './caller.js';
import { ADMIN, ALICE, HIDDEN, INBOX, smallWorld, UNLICENSED } from './small-world.js';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller({ world: smallWorld(), speed: 1000 });
});
afterAll(() => caller.close());

const IMMUTABLE = { prefer: 'IdType="ImmutableId"' };

function mail(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return caller.as('examiner', `/v1.0/users/${ALICE}/${path}`, { headers });
}

function byMessageId(id: string, headers = {}): Promise<Answer> {
  const filter = encodeURIComponent(`internetMessageId eq '${id.replaceAll("'", "''")}'`);
  return mail(`messages?$filter=${filter}&$select=internetMessageId,parentFolderId`, headers);
}

describe('messages', () => {
  it.each(['<m3+a=b@mail.example>', "<it's@mail.example>"])('are found by Message-ID %s', async (id) => {
    const found = (await byMessageId(id)).json.value ?? [];
    expect(found.map((one) => one.internetMessageId)).toEqual([id]);
    expect(found[0]).toHaveProperty('id');
    expect(found[0]).not.toHaveProperty('body');
  });

  it('come ten a page, newest first, with links', async () => {
    const first = (await mail('messages?$select=subject')).json;
    expect(first.value?.map((one) => one.subject)).toContain('Subject 1');
    expect(first.value).toHaveLength(10);
    const second = (await caller.as('examiner', String(first['@odata.nextLink']))).json;
    expect(second.value).toHaveLength(3);
    expect(second).not.toHaveProperty('@odata.nextLink');
  });

  it('as text when preferred', async () => {
    const [found] = (await byMessageId('<m2+a=b@mail.example>')).json.value ?? [];
    const path = `messages/${encodeURIComponent(String(found?.id))}?$select=body`;
    expect((await mail(path)).json.body).toEqual({
      contentType: 'html',
      content: '<p>Hello &amp; welcome 2</p>',
    });
    const text = await mail(path, { prefer: 'outlook.body-content-type="text"' });
    expect(text.json.body?.contentType).toBe('text');
    expect(String(text.json.body?.content).trim()).toBe('Hello & welcome 2');
  });

  it('whole, as they travel', async () => {
    const [found] = (await byMessageId('<m1+a=b@mail.example>')).json.value ?? [];
    const { text } = await mail(`messages/${encodeURIComponent(String(found?.id))}/$value`);
    expect(text).toContain('Message-ID: <m1+a=b@mail.example>');
    expect(text).toContain('filename="list.csv"');
  });

  it('an order must be the first thing of the filter', async () => {
    const filter = (text: string): string =>
      `messages?$orderby=receivedDateTime&$filter=${encodeURIComponent(text)}`;
    expect((await mail(filter("subject eq 'x'"))).json.error?.code).toBe('InefficientFilter');
    expect((await mail(filter("receivedDateTime ge 2020-01-01T00:00:00Z and subject eq 'x'"))).status).toBe(
      200,
    );
  });

  it.each(['$top=1001', '$expand=attachments', "$filter=body eq 'x'"])('%s: 400', async (query) => {
    expect((await mail(`messages?${query.replaceAll(' ', '%20')}`)).status).toBe(400);
  });
});

describe('ids', () => {
  it('have two forms that cannot be mixed', async () => {
    const [plain] = (await byMessageId('<m2+a=b@mail.example>')).json.value ?? [];
    const [stable] = (await byMessageId('<m2+a=b@mail.example>', IMMUTABLE)).json.value ?? [];
    expect(stable?.id).not.toBe(plain?.id);
    const path = (id: unknown): string => `messages/${encodeURIComponent(String(id))}?$select=subject`;
    expect((await mail(path(stable?.id), IMMUTABLE)).json.subject).toBe('Subject 2');
    expect((await mail(path(stable?.id))).json.error?.code).toBe('ErrorInvalidIdMalformed');
    expect((await mail(path(plain?.id), IMMUTABLE)).json.error?.code).toBe('ErrorInvalidIdMalformed');
  });

  it('of messages that are gone: 404', async () => {
    const answer = await mail('messages/AAMkAGgone%3D');
    expect([answer.status, answer.json.error?.code]).toEqual([404, 'ErrorItemNotFound']);
  });
});

describe('attachments', () => {
  it('are listed without bytes, read by id or as they are', async () => {
    const [found] = (await byMessageId('<m1+a=b@mail.example>', IMMUTABLE)).json.value ?? [];
    const root = `messages/${encodeURIComponent(String(found?.id))}/attachments`;
    const [entry] = (await mail(`${root}?$select=id,name,size`, IMMUTABLE)).json.value ?? [];
    expect(entry).toMatchObject({ '@odata.type': '#microsoft.graph.fileAttachment', name: 'list.csv' });
    expect(entry).not.toHaveProperty('contentBytes');
    const one = `${root}/${encodeURIComponent(String(entry?.id))}`;
    expect((await mail(one, IMMUTABLE)).json.contentBytes).toBe(Buffer.from('a,b\r\n').toString('base64'));
    const raw = await mail(`${one}/$value`, IMMUTABLE);
    expect([raw.headers['content-type'], raw.text]).toEqual(['text/csv', 'a,b\r\n']);
    expect((await mail(`${root}/none`, IMMUTABLE)).status).toBe(404);
  });
});

describe('folders', () => {
  it('are found by well-known name, id and parent', async () => {
    const inbox = (await mail('mailFolders/inbox')).json;
    expect(inbox).toMatchObject({ id: INBOX, displayName: 'Boîte de réception', totalItemCount: 12 });
    const children = (await mail(`mailFolders/${INBOX}/childFolders`)).json.value;
    expect(children?.map((one) => one.displayName)).toEqual(['Billing']);
    expect((await mail('mailFolders')).json.value?.map((one) => one.id)).toEqual([INBOX]);
    expect((await mail('mailFolders/msgfolderroot/childFolders')).json.value).toHaveLength(1);
    expect((await mail('mailFolders/inbox/messages?$top=999')).json.value).toHaveLength(12);
  });

  it('are hidden from whoever does not ask for hidden ones', async () => {
    const ids = (await mail('mailFolders?includeHiddenFolders=true')).json.value?.map((one) => one.id);
    expect(ids).toEqual([INBOX, HIDDEN]);
  });

  it('of which every mailbox has some that are empty', async () => {
    expect((await mail('mailFolders/recoverableitemsdeletions/messages')).json.value).toEqual([]);
    expect((await mail('mailFolders/nosuchfolder/messages')).status).toBe(404);
  });
});

describe('inbox rules', () => {
  const ROOT = `/v1.0/users/${ALICE}/mailFolders/inbox/messageRules`;
  const change = (rule: string, body: string): Promise<Answer> =>
    caller.as('responder', `${ROOT}/${rule}`, { method: 'PATCH', body });

  it('are switched off', async () => {
    const answer = await change('rule-1', '{"isEnabled":false}');
    expect([answer.status, answer.json.isEnabled]).toEqual([200, false]);
    expect((await caller.as('responder', ROOT)).json.value?.[0]?.isEnabled).toBe(false);
    expect(caller.simulator.journal.acts('change-rule')).toHaveLength(1);
  });

  it.each([
    { name: 'a read-only one', rule: 'rule-2', body: '{"isEnabled":false}', status: 403 },
    { name: 'an unknown one', rule: 'rule-9', body: '{"isEnabled":false}', status: 404 },
    { name: 'an unknown property', rule: 'rule-1', body: '{"colour":1}', status: 400 },
  ])('$name: $status', async ({ rule, body, status }) => {
    expect((await change(rule, body)).status).toBe(status);
  });
});

it('an account without a mailbox that the API reads', async () => {
  const answer = await caller.as('examiner', `/v1.0/users/${UNLICENSED}/messages`);
  expect([answer.status, answer.json.error?.code]).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
  expect((await caller.as('examiner', `/v1.0/users/${ADMIN}/messages`)).json.value).toEqual([]);
});
