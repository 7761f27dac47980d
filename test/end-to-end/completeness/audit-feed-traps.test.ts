import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../agent/model/time.js';
import type { Reply, Seen } from '../../m365/fake-tenant.js';
import {
  auditFeed,
  errorReply,
  FEED,
  type FeedContent,
  listed,
  mailRead,
  setTrap,
  type Trap,
} from './trap.js';

function contentOf(trap: Trap, id: string, ageMs = 10 * MINUTE_MS): FeedContent {
  const at = trap.ago(ageMs);
  return { id, createdAt: at, records: [mailRead(`record-${id}`, at)] };
}

function isList(call: Seen): boolean {
  return call.path.endsWith('/subscriptions/content');
}

describe('listings', () => {
  /** Two pages, the older content on the second; `first` and `second` say what each lists. */
  async function pullPages(first: readonly string[], second: readonly string[]): Promise<readonly string[]> {
    const trap = await setTrap();
    const contents = [contentOf(trap, 'new', 5 * MINUTE_MS), contentOf(trap, 'old', 30 * MINUTE_MS)];
    const only = (ids: readonly string[]) => contents.filter((one) => ids.includes(one.id));
    auditFeed(
      trap.tenant,
      () => contents,
      (call): Reply | undefined => {
        if (!isList(call)) return undefined;
        if (call.parameters.has('nextPage')) return { json: listed(trap.tenant, call, only(second)) };
        const next = new URLSearchParams({ ...Object.fromEntries(call.parameters), nextPage: '2' });
        return {
          json: listed(trap.tenant, call, only(first)),
          headers: {
            NextPageUri: `${trap.tenant.endpoints.management}${FEED}/subscriptions/content?${next}`,
          },
        };
      },
    );
    await trap.pull('exchangeAudit');
    return trap.stored(['ual:record-new', 'ual:record-old']);
  }

  it('content that is older than what the page before it listed is read', async () => {
    expect(await pullPages(['new'], ['old'])).toEqual(['ual:record-new', 'ual:record-old']);
  });

  it('an empty page with a next one is followed', async () => {
    expect(await pullPages([], ['new', 'old'])).toEqual(['ual:record-new', 'ual:record-old']);
  });

  it('"too old" is a failure that is said, never an empty window, and the next pull has it', async () => {
    const trap = await setTrap();
    const contents = [contentOf(trap, 'a')];
    let isTooOld = true;
    auditFeed(
      trap.tenant,
      () => contents,
      (call) => (isTooOld && isList(call) ? errorReply(400, 'AF20055') : undefined),
    );
    expect((await trap.pull('exchangeAudit')).failure).toMatchObject({ code: 'AF20055' });
    expect((await trap.coverage('exchangeAudit')).filter((one) => one.state === 'covered')).toEqual([]);
    isTooOld = false;
    expect(await trap.pull('exchangeAudit')).toMatchObject({ failure: null, fresh: 1 });
  });

  it('the subscription is asked for once, not at every poll', async () => {
    const trap = await setTrap();
    let isOn = false;
    auditFeed(
      trap.tenant,
      () => [],
      (call) => {
        if (call.path.endsWith('/subscriptions/start')) {
          isOn = true;
          return { json: {} };
        }
        return call.path.endsWith('/subscriptions/list') && !isOn ? { json: [] } : undefined;
      },
    );
    for (let poll = 0; poll < 5; poll += 1) await trap.pull('exchangeAudit');
    expect(trap.tenant.calls('management', '/subscriptions/start')).toHaveLength(1);
  });
});

describe('contents', () => {
  it('one of 5 MB is read whole, and so are those after it', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    const filler = 'x'.repeat(5_000);
    const big = Array.from({ length: 1_000 }, (_, index) => ({
      ...mailRead(`big-${index}`, at),
      Filler: filler,
    }));
    const contents = [{ id: 'big', createdAt: at, records: big }, contentOf(trap, 'after', 5 * MINUTE_MS)];
    auditFeed(trap.tenant, () => contents);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 1_001, failure: null });
  });

  it('one of 24 MB, more than is held at once, is read as it comes, and so are those after it', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    const filler = 'ü"]},\\'.repeat(1_000);
    const big = Array.from({ length: 2_400 }, (_, index) => ({
      ...mailRead(`big-${index}`, at),
      Filler: filler,
    }));
    const contents = [{ id: 'big', createdAt: at, records: big }, contentOf(trap, 'after', 5 * MINUTE_MS)];
    auditFeed(trap.tenant, () => contents);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 2_401, failure: null });
    const [last] = await trap.store.read((reads) => reads.records(['ual:big-2399']));
    expect(last?.body.Filler).toBe(filler);
  });

  it('a large one that breaks off is asked for again; one that stays broken is a gap of its second', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    const whole = JSON.stringify(
      Array.from({ length: 200 }, (_, index) => ({
        ...mailRead(`r-${index}`, at),
        Filler: 'x'.repeat(100_000),
      })),
    );
    const half = whole.slice(0, -500_000);
    let isMended = false;
    auditFeed(
      trap.tenant,
      () => [{ id: 'big', createdAt: at, records: [] }],
      (call, nth) =>
        call.path.endsWith('/audit/big') ? { body: isMended && nth % 2 === 0 ? whole : half } : undefined,
    );
    await trap.pull('exchangeAudit');
    expect((await trap.coverage('exchangeAudit')).flatMap((one) => one.reason ?? [])).toContain('outage');
    isMended = true;
    expect(await trap.pull('exchangeAudit')).toMatchObject({ failure: null });
    expect(await trap.stored(['ual:r-0', 'ual:r-199'])).toHaveLength(2);
  });

  it('one of which the feed first gives a part is read again within the hour, and the rest is there', async () => {
    const trap = await setTrap();
    const at = trap.ago(MINUTE_MS);
    const all = ['first', 'second'].map((id) => mailRead(id, at));
    let isWhole = false;
    auditFeed(trap.tenant, () => [
      { id: 'growing', createdAt: at, records: isWhole ? all : all.slice(0, 1) },
    ]);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 1 });
    isWhole = true;
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 1, failure: null });
  });

  it('a token that is refused amid them is replaced, and nothing is missing', async () => {
    const trap = await setTrap();
    const contents = ['a', 'b', 'c'].map((id) => contentOf(trap, id));
    auditFeed(
      trap.tenant,
      () => contents,
      (call, nth) =>
        call.path.endsWith('/audit/b') && nth === 1
          ? errorReply(401, 'InvalidAuthenticationToken')
          : undefined,
    );
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 3, failure: null });
  });

  it('one that vanished is a gap of its second; one that is no JSON is kept with its bytes', async () => {
    const trap = await setTrap();
    const contents = ['a', 'gone', 'text'].map((id) => contentOf(trap, id));
    auditFeed(
      trap.tenant,
      () => contents,
      (call) => {
        if (call.path.endsWith('/audit/gone')) return errorReply(410, 'AF20051');
        return call.path.endsWith('/audit/text') ? { body: '<html>sign in</html>' } : undefined;
      },
    );
    await trap.pull('exchangeAudit');
    expect(await trap.stored(['ual:record-a'])).toEqual(['ual:record-a']);
    const reasons = (await trap.coverage('exchangeAudit')).flatMap((one) => one.reason ?? []);
    expect(reasons).toContain('expired-content');
    const [kept] = await trap.rejected();
    const [bytes] = await trap.store.read((reads) => reads.rejectedRecords([kept?.key ?? '']));
    expect(Buffer.from(bytes?.bytes ?? []).toString()).toBe('<html>sign in</html>');
  });

  it('records of mail that was read keep folders and messages, whatever form a size has', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    const folder = (size: unknown) => ({
      Path: '\\Inbox',
      Id: 'folder-1',
      FolderItems: [{ InternetMessageId: '<m1@contoso.com>', SizeInBytes: size }],
    });
    const bind = { OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }] };
    const records = [
      { ...mailRead('number', at), ...bind, Folders: [folder(120)] },
      { ...mailRead('text', at), ...bind, Folders: [folder('120')] },
    ];
    auditFeed(trap.tenant, () => [{ id: 'a', createdAt: at, records }]);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 2, rejected: 0 });
    const events = await trap.store.read((reads) => reads.events(['ual:number', 'ual:text']));
    for (const event of events) {
      expect(event.mail?.messages).toMatchObject([{ messageId: '<m1@contoso.com>', folderId: 'folder-1' }]);
    }
    expect(events).toHaveLength(2);
  });
});

describe('records', () => {
  it('a record that comes 53 hours late is stored under its own time', async () => {
    const trap = await setTrap();
    const happened = trap.ago(53 * HOUR_MS);
    const late = { ...contentOf(trap, 'a'), records: [mailRead('late', happened)] };
    auditFeed(trap.tenant, () => [late]);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 1, rejected: 0 });
    const [event] = await trap.store.read((reads) => reads.events(['ual:late']));
    expect(event?.at.slice(0, 19)).toBe(happened.slice(0, 19));
  });

  it('the same record with its fields in another order is no new one, with an id or without', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    const { Id, ...nameless } = mailRead('a', at) as { Id: string };
    const turned = (record: object) => Object.fromEntries(Object.entries(record).reverse());
    let records: readonly object[] = [{ Id, ...nameless }, nameless];
    auditFeed(trap.tenant, () => [{ id: 'a', createdAt: at, records }]);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ fresh: 2 });
    records = records.map(turned);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ records: 2, fresh: 0 });
  });
});

describe('auditing', () => {
  it('that is off in the tenant is a named gap up to now, on every pull, until it is on', async () => {
    const trap = await setTrap();
    const contents = [contentOf(trap, 'a')];
    let isOff = true;
    auditFeed(
      trap.tenant,
      () => contents,
      (call) => (isOff && isList(call) ? errorReply(400, 'AF20023') : undefined),
    );
    await trap.pull('exchangeAudit');
    for (const entry of await trap.coverage('exchangeAudit')) {
      expect(entry).toMatchObject({ state: 'gap', reason: 'audit-off' });
    }
    expect(await trap.coverage('exchangeAudit')).not.toEqual([]);
    isOff = false;
    expect(await trap.pull('exchangeAudit')).toMatchObject({ failure: null, fresh: 1 });
  });

  it('content that expired while nobody read is named, and what is left is read', async () => {
    const trap = await setTrap();
    const coveredTo = trap.ago(10 * DAY_MS);
    await trap.store.write('test', (tx) => tx.putCursor({ source: 'exchangeAudit', coveredTo }));
    const contents = [contentOf(trap, 'left', 6 * DAY_MS + HOUR_MS)];
    auditFeed(trap.tenant, () => contents);
    expect(await trap.pull('exchangeAudit')).toMatchObject({ failure: null, fresh: 1 });
    const gaps = (await trap.coverage('exchangeAudit')).filter((one) => one.state === 'gap');
    expect(gaps).toMatchObject([{ reason: 'expired-content' }]);
    // Records of the last hours before the stop may have been still to come: they are named as lost, too.
    expect((gaps[0]?.from ?? '') <= coveredTo).toBe(true);
  });
});
