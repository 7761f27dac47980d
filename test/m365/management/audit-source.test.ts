import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { LogSource, SourceItem, Window } from '../../../agent/model/ports.js';
import { connectFake, NEVER, type RecordingClock } from '../connect-fake.js';
import { type FakeTenant, type Reply, type Seen, startFakeTenant, TENANT_ID } from '../fake-tenant.js';
import { gapsOf, gather, recordsOf } from '../gather.js';

const FEED = `/api/v1.0/${TENANT_ID}/activity/feed`;
const HOUR: Window = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T09:00:00.000Z' };

let tenant: FakeTenant;
let m365: M365;
let clock: RecordingClock;
beforeEach(async () => {
  tenant = await startFakeTenant();
  ({ m365, clock } = connectFake(tenant));
});
afterEach(async () => {
  await m365.close();
  await tenant.close();
});

function source(name = 'exchangeAudit'): LogSource {
  const found = m365.sources.get(name);
  if (found === undefined) throw new Error('no such source');
  return found;
}

function read(): Promise<readonly SourceItem[]> {
  return gather(source().read(HOUR, NEVER));
}

function fault(code: string, status = 400): Reply {
  return { status, json: { error: { code, message: 'text' } } };
}

function entry(id: string): object {
  return {
    contentId: id,
    contentUri: `${tenant.endpoints.management}${FEED}/audit/${id}`,
    contentCreated: '2026-03-02T08:30:00.000Z',
  };
}

/** A feed with these contents, and blobs of one record each, unless `special` answers. */
function feed(
  ids: readonly string[],
  special: (call: Seen, nth: number) => Reply | undefined = () => undefined,
) {
  tenant.script((call, nth) => {
    if (call.role !== 'management') return undefined;
    const told = special(call, nth);
    if (told !== undefined) return told;
    if (call.path === `${FEED}/subscriptions/content`) return { json: ids.map(entry) };
    if (call.path.startsWith(`${FEED}/audit/`)) {
      return { json: [{ Id: call.path.split('/').at(-1), CreationTime: '2026-03-02T07:00:00' }] };
    }
    return undefined;
  });
}

function isList(call: Seen): boolean {
  return call.path === `${FEED}/subscriptions/content`;
}

function isBlob(call: Seen, id: string): boolean {
  return call.path === `${FEED}/audit/${id}`;
}

describe('switching the feed on', () => {
  function subscriptions(list: object, start: Reply): void {
    tenant.script((call) => {
      if (call.path.endsWith('/subscriptions/list')) return { json: list };
      return call.path.endsWith('/subscriptions/start') ? start : undefined;
    });
  }
  const starts = (): number => tenant.calls('management', '/subscriptions/start').length;

  it('is left alone when it is on', async () => {
    subscriptions([{ contentType: 'Audit.Exchange', status: 'enabled' }], { json: {} });
    await source().prepare(NEVER);
    expect(starts()).toBe(0);
  });

  for (const status of ['disabled', 'expired']) {
    it(`is done when it is ${status}`, async () => {
      subscriptions([{ contentType: 'Audit.Exchange', status }], { json: {} });
      await source().prepare(NEVER);
      expect(tenant.calls('management', '/subscriptions/start')[0]).toMatchObject({ method: 'POST' });
    });
  }

  it('"already enabled" is success', async () => {
    subscriptions([], fault('AF20024'));
    await source().prepare(NEVER);
    expect(starts()).toBe(1);
  });

  it('auditing that is switched off in the tenant is a named gap', async () => {
    subscriptions([], fault('AF20023', 403));
    await expect(source().prepare(NEVER)).rejects.toMatchObject({ kind: 'permission', gap: 'audit-off' });
  });
});

describe('the contents of the feed', () => {
  const logs = [
    { name: 'exchangeAudit', contentType: 'Audit.Exchange' },
    { name: 'entraAudit', contentType: 'Audit.AzureActiveDirectory' },
    { name: 'generalAudit', contentType: 'Audit.General' },
  ];
  it.each(logs)(
    '$name has a subscription of its own, and keys that all share',
    async ({ name, contentType }) => {
      const others = logs.filter((log) => log.name !== name);
      feed(['c1'], (call) => {
        if (call.path.endsWith('/subscriptions/list'))
          return { json: others.map((log) => ({ contentType: log.contentType, status: 'enabled' })) };
        return call.path.endsWith('/subscriptions/start') ? { json: {} } : undefined;
      });
      await source(name).prepare(NEVER);
      const items = await gather(source(name).read(HOUR, NEVER));
      const asked = tenant
        .calls('management')
        .map((call) => call.parameters.get('contentType'))
        .filter((one) => one !== null);
      expect(new Set(asked)).toEqual(new Set([contentType]));
      expect(recordsOf(items)).toMatchObject([{ key: 'ual:c1', source: name, shape: 'audit-record' }]);
    },
  );
});

describe('listing and fetching', () => {
  it('every call names the publisher, once, and windows are whole seconds without a zone', async () => {
    feed(['c1', 'c2']);
    await read();
    const calls = tenant.calls('management');
    expect(calls).toHaveLength(3);
    for (const call of calls) expect(call.parameters.getAll('PublisherIdentifier')).toEqual([TENANT_ID]);
    expect(calls[0]?.parameters.get('startTime')).toBe('2026-03-02T08:00:00');
    expect(calls[0]?.parameters.get('endTime')).toBe('2026-03-02T09:00:00');
  });

  it('follows NextPageUri, whose own query stays, and takes a content that is listed twice once', async () => {
    const next = `${tenant.endpoints.management}${FEED}/subscriptions/content?contentType=Audit.Exchange&nextPage=a%2Bb`;
    feed([], (call) => {
      if (!isList(call)) return undefined;
      return call.query.includes('nextPage')
        ? { json: [entry('c1'), entry('c2')] }
        : { json: [entry('c1')], headers: { NextPageUri: next } };
    });
    expect(recordsOf(await read()).map((one) => one.key)).toEqual(['ual:c1', 'ual:c2']);
    expect(tenant.calls('management', '/content')[1]?.query).toBe(
      `contentType=Audit.Exchange&nextPage=a%2Bb&PublisherIdentifier=${TENANT_ID}`,
    );
  });

  it('a next page or a content on another host is refused: the token stays here', async () => {
    feed([], (call) =>
      isList(call) ? { json: [], headers: { NextPageUri: 'https://evil.example/x' } } : undefined,
    );
    await expect(read()).rejects.toMatchObject({ code: 'foreign-link' });
    feed([], (call) =>
      isList(call) ? { json: [{ ...entry('c1'), contentUri: 'https://evil.example/x' }] } : undefined,
    );
    await expect(read()).rejects.toMatchObject({ code: 'foreign-link' });
  });

  it('gives contents in the order of the listing, however fast each comes', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `c${index}`);
    feed(ids, (call, nth) => (isBlob(call, 'c3') && nth === 1 ? { status: 503, json: {} } : undefined));
    expect(recordsOf(await read()).map((one) => one.key)).toEqual(ids.map((id) => `ual:${id}`));
  });

  it('switches the feed on once more when the listing says that it is off', async () => {
    feed(['c1'], (call, nth) => {
      if (call.path.endsWith('/start')) return { json: {} };
      return isList(call) && nth === 1 ? fault('AF20022') : undefined;
    });
    expect(recordsOf(await read())).toHaveLength(1);
    expect(tenant.calls('management', '/start')).toHaveLength(1);
  });

  it('begins the listing anew when its page token went stale', async () => {
    feed(['c1'], (call, nth) => (isList(call) && nth === 1 ? fault('AF20031') : undefined));
    expect(recordsOf(await read())).toHaveLength(1);
  });
});

describe('throttling', () => {
  const bodies = [
    { name: 'as JSON', body: '{"error":{"code":"AF429","message":"x"}}' },
    {
      name: 'in single quotes, as documented',
      body: "{'error':{'code':'AF429','message':'Too many requests'}}",
    },
  ];
  for (const { name, body } of bodies) {
    it(`403 AF429 ${name} is waited for, not taken for a missing permission`, async () => {
      feed(['c1'], (call, nth) => (isList(call) && nth === 1 ? { status: 403, body } : undefined));
      expect(recordsOf(await read())).toHaveLength(1);
      expect(clock.waits.length).toBeGreaterThan(0);
    });
  }
});

describe('contents that cannot be had', () => {
  it('expired: a gap of its second, and the others are read', async () => {
    feed(['c1', 'c2'], (call) => (isBlob(call, 'c1') ? fault('AF20051') : undefined));
    const items = await read();
    expect(recordsOf(items).map((one) => one.key)).toEqual(['ual:c2']);
    expect(gapsOf(items)).toMatchObject([
      { from: '2026-03-02T08:30:00.000Z', to: '2026-03-02T08:30:01.000Z', reason: 'expired-content' },
    ]);
  });

  it('not JSON after all tries: its bytes are kept and its place is named', async () => {
    feed(['c1'], (call) => (isBlob(call, 'c1') ? { body: '[{"Id":"cut' } : undefined));
    const items = await read();
    expect(items[0]).toMatchObject({ rejected: [{ bytes: Buffer.from('[{"Id":"cut') }] });
    expect(gapsOf(items)).toMatchObject([{ reason: 'outage' }]);
    expect(tenant.calls('management', '/audit/c1').length).toBeGreaterThan(1);
  });

  it('cut once: it is asked for again', async () => {
    feed(['c1'], (call, nth) => (isBlob(call, 'c1') && nth === 1 ? { body: '[{"Id":"cut' } : undefined));
    expect(recordsOf(await read())).toHaveLength(1);
  });

  it('an outage is raised: the window was not read', async () => {
    feed(['c1'], (call) => (isBlob(call, 'c1') ? { status: 500, json: {} } : undefined));
    await expect(read()).rejects.toMatchObject({ kind: 'server-error' });
  });

  it('a listing that is no list is raised', async () => {
    feed([], (call) => (isList(call) ? { json: { value: [] } } : undefined));
    await expect(read()).rejects.toMatchObject({ kind: 'malformed-answer' });
  });
});

describe('records', () => {
  it('have the key of their id in lower case, and a creation time that is UTC', async () => {
    const records = [{ Id: 'AB-CD', CreationTime: '2026-03-02T07:00:00' }, 'x', { Operation: 'no id' }];
    feed(['c1'], (call) => (isBlob(call, 'c1') ? { json: records } : undefined));
    const items = await read();
    expect(recordsOf(items)).toMatchObject([
      { key: 'ual:ab-cd', occurredAt: '2026-03-02T07:00:00.000Z', shape: 'audit-record' },
      { key: expect.stringMatching(/^ual:#/), occurredAt: null },
    ]);
    expect(items[0]).toMatchObject({ rejected: [{ bytes: Buffer.from('"x"') }] });
  });
});
