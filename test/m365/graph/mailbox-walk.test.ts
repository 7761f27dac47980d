import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { MailboxWalk } from '../../../agent/model/ports.js';
import { connectFake, NEVER } from '../connect-fake.js';
import { type FakeTenant, type Reply, startFakeTenant } from '../fake-tenant.js';
import { gather } from '../gather.js';

const ANNA = { id: 'u1', upn: 'anna@contoso.example' };
const FOLDERS = '/v1.0/users/u1/mailFolders';
const MISSING: Reply = { status: 404, json: { error: { code: 'ErrorItemNotFound' } } };

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

function walk(): MailboxWalk {
  if (m365.mailboxWalk === null) throw new Error('no examiner');
  return m365.mailboxWalk;
}

function answers(byPath: Readonly<Record<string, Reply>>): void {
  tenant.script((call) => byPath[call.path]);
}

const folder = (id: string, childFolderCount = 0, more: object = {}) => ({ id, childFolderCount, ...more });

describe('the folders of a mailbox', () => {
  it('are all of them, the inbox first, what can be got back last, and no search folder', async () => {
    answers({
      [`${FOLDERS}/inbox`]: { json: { id: 'in' } },
      [`${FOLDERS}/recoverableitemsdeletions`]: { json: { id: 'gone' } },
      [FOLDERS]: {
        json: {
          value: [
            folder('archive'),
            folder('in', 1),
            folder('view', 0, { '@odata.type': '#microsoft.graph.mailSearchFolder' }),
            folder('hidden', 0, { isHidden: true }),
          ],
        },
      },
      [`${FOLDERS}/in/childFolders`]: { json: { value: [folder('cases')] } },
    });
    expect(await walk().folders(ANNA, NEVER)).toEqual([
      { id: 'in', kind: 'inbox' },
      { id: 'archive', kind: 'other' },
      { id: 'cases', kind: 'other' },
      { id: 'hidden', kind: 'other' },
      { id: 'gone', kind: 'recoverable' },
    ]);
    const listings = tenant.calls('graph').filter(({ path }) => /Folders$/.test(path));
    expect(listings.map(({ parameters }) => parameters.get('includeHiddenFolders'))).toEqual([
      'true',
      'true',
    ]);
  });

  it('a mailbox without recoverable items is none that cannot be read', async () => {
    answers({
      [`${FOLDERS}/inbox`]: { json: { id: 'in' } },
      [`${FOLDERS}/recoverableitemsdeletions`]: MISSING,
      [FOLDERS]: { json: { value: [folder('in')] } },
    });
    expect(await walk().folders(ANNA, NEVER)).toEqual([{ id: 'in', kind: 'inbox' }]);
  });

  it('a mailbox that is none is refused, not empty', async () => {
    const reply = { status: 404, json: { error: { code: 'MailboxNotEnabledForRESTAPI' } } };
    answers({
      [`${FOLDERS}/inbox`]: reply,
      [`${FOLDERS}/recoverableitemsdeletions`]: reply,
      [FOLDERS]: reply,
    });
    await expect(walk().folders(ANNA, NEVER)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the messages of a folder', () => {
  const MESSAGES = `${FOLDERS}/f1/messages`;
  const MESSAGE = {
    id: 'm1',
    internetMessageId: '<a@b>',
    parentFolderId: 'f1',
    receivedDateTime: '2026-03-01T10:00:00Z',
    hasAttachments: true,
    subject: 'Hello',
    body: { contentType: 'html', content: '<p>Hi</p>' },
  };

  it('come with their bodies, newest first, under immutable ids, after all that is urgent', async () => {
    answers({ [MESSAGES]: { json: { value: [MESSAGE, { subject: 'of no message' }] } } });
    const pages = await gather(walk().pages(ANNA, 'f1', { before: null, pageSize: 25 }, NEVER));
    expect(pages).toMatchObject([
      [
        {
          header: { id: 'm1', messageId: '<a@b>' },
          subject: 'Hello',
          body: { type: 'html', content: '<p>Hi</p>' },
        },
      ],
    ]);
    const [call] = tenant.calls('graph');
    expect(call?.parameters.get('$orderby')).toBe('receivedDateTime desc');
    expect(call?.parameters.get('$top')).toBe('25');
    expect(call?.parameters.has('$filter')).toBe(false);
    expect(call?.headers).toMatchObject({ prefer: 'IdType="ImmutableId"', 'x-ms-throttle-priority': 'low' });
  });

  it('from a time on include the whole second, of which the provider names no parts', async () => {
    answers({ [MESSAGES]: { json: { value: [] } } });
    const before = '2026-03-01T10:00:00.000Z';
    await gather(walk().pages(ANNA, 'f1', { before, pageSize: 5 }, NEVER));
    expect(tenant.calls('graph')[0]?.parameters.get('$filter')).toBe(
      'receivedDateTime lt 2026-03-01T10:00:01.000Z',
    );
  });

  it('a page that fails is given up soon, so that a smaller one can be asked for', async () => {
    answers({ [MESSAGES]: { status: 504, json: { error: { code: 'GatewayTimeout' } } } });
    const pages = gather(walk().pages(ANNA, 'f1', { before: null, pageSize: 25 }, NEVER));
    await expect(pages).rejects.toMatchObject({ kind: 'server-error', status: 504 });
    expect(tenant.calls('graph')).toHaveLength(3);
  });
});
