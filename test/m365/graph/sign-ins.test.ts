import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { LogSource, SourceItem, Window } from '../../../agent/model/ports.js';
import { connectFake, NEVER, type RecordingClock } from '../connect-fake.js';
import { type FakeTenant, type Seen, startFakeTenant } from '../fake-tenant.js';
import { gather, recordsOf } from '../gather.js';

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

function signIns(): LogSource {
  const source = m365.sources.get('signIns');
  if (source === undefined) throw new Error('no such source');
  return source;
}

function read(window = HOUR): Promise<readonly SourceItem[]> {
  return gather(signIns().read(window, NEVER));
}

function filters(): readonly string[] {
  return tenant.calls('graph', 'signIns').map((call) => call.parameters.get('$filter') ?? '');
}

function isSignIns(call: Seen): boolean {
  return call.role === 'graph' && call.path === '/beta/auditLogs/signIns';
}

function isOtherClass(call: Seen): boolean {
  return (call.parameters.get('$filter') ?? '').includes('signInEventTypes');
}

function row(id: string): object {
  return { id, createdDateTime: '2026-03-02T08:10:00Z' };
}

describe('what is asked', () => {
  it('the beta log, all four classes, whole seconds, ge and le only, a thousand a page, members by name', async () => {
    tenant.script((call) => (isSignIns(call) ? { json: { value: [] } } : undefined));
    await read({ from: '2026-03-02T08:00:00.250Z', to: '2026-03-02T08:30:00.250Z' });
    const time = 'createdDateTime ge 2026-03-02T08:00:00Z and createdDateTime le 2026-03-02T08:30:01Z';
    const classes = ['nonInteractiveUser', 'servicePrincipal', 'managedIdentity'];
    expect(filters()).toEqual([
      time,
      ...classes.map((name) => `${time} and signInEventTypes/any(t: t eq '${name}')`),
    ]);
    for (const call of tenant.calls('graph')) {
      expect(call.parameters.get('$top')).toBe('1000');
      expect(call.headers.prefer).toBe('include-unknown-enum-members');
      expect(call.headers.authorization).toMatch(/^Bearer token-/);
    }
  });

  it('the filter is percent-encoded, so that no space or quote travels bare', async () => {
    tenant.script((call) => (isSignIns(call) ? { json: { value: [] } } : undefined));
    await read();
    for (const { query } of tenant.calls('graph')) expect(query).not.toMatch(/[ "<>+]/);
  });
});

describe('pages', () => {
  it('are followed by the link byte for byte, and keyed by the id whatever its case', async () => {
    const link = `${tenant.endpoints.graph}/beta/auditLogs/signIns?$skiptoken=a%2Bb%3D&$top=1000`;
    tenant.script((call) => {
      if (!isSignIns(call) || isOtherClass(call))
        return isSignIns(call) ? { json: { value: [] } } : undefined;
      return call.query.includes('skiptoken')
        ? { json: { value: [row('BB')] } }
        : { json: { value: [row('AA')], '@odata.nextLink': link } };
    });
    expect(recordsOf(await read()).map((one) => one.key)).toEqual(['signin:aa', 'signin:bb']);
    expect(tenant.calls('graph')[1]?.query).toBe('$skiptoken=a%2Bb%3D&$top=1000');
  });

  const badLinks = [
    { name: 'on another host', link: 'https://graph.microsoft.com.evil.example/next' },
    { name: 'on the same host by another scheme', link: 'http://127.0.0.1/next' },
    { name: 'that is none', link: 'next' },
  ];
  for (const { name, link } of badLinks) {
    it(`a link ${name} is refused: the token stays here`, async () => {
      tenant.script((call) =>
        isSignIns(call) ? { json: { value: [], '@odata.nextLink': link } } : undefined,
      );
      await expect(read()).rejects.toMatchObject({ kind: 'refused', code: 'foreign-link' });
      expect(tenant.calls('graph')).toHaveLength(1);
    });
  }

  it('that lead round in a circle are an error, not for ever', async () => {
    const link = `${tenant.endpoints.graph}/beta/auditLogs/signIns?$skiptoken=1`;
    tenant.script((call) => (isSignIns(call) ? { json: { value: [], '@odata.nextLink': link } } : undefined));
    await expect(read()).rejects.toMatchObject({ kind: 'malformed-answer' });
  });

  it('a value that is no object is set aside with its bytes; a row without an id is keyed by its content', async () => {
    const value = [7, { createdDateTime: '2026-03-02T08:10:00Z' }, { id: ' ', createdDateTime: 'soon' }];
    tenant.script((call) =>
      isSignIns(call) ? { json: { value: isOtherClass(call) ? [] : value } } : undefined,
    );
    const [page] = await read();
    expect(page).toMatchObject({
      rejected: [{ reason: 'expected a JSON object', bytes: Buffer.from('7') }],
      records: [
        { key: expect.stringMatching(/^signin:#[0-9a-f]{32}$/), occurredAt: '2026-03-02T08:10:00.000Z' },
        { key: expect.stringMatching(/^signin:#/), occurredAt: null },
      ],
    });
  });
});

describe('a window that cannot be read whole', () => {
  const faults = [
    { name: '503 deep in the paging', reply: { status: 503, json: {} } },
    {
      name: 'a page token that the provider lost',
      reply: { status: 400, json: { error: { code: 'BadRequest', message: 'Invalid skip token' } } },
    },
  ];
  for (const { name, reply } of faults) {
    it(`${name}: it is read in halves`, async () => {
      tenant.script((call) => {
        if (!isSignIns(call)) return undefined;
        const filter = call.parameters.get('$filter') ?? '';
        if (isOtherClass(call)) return { json: { value: [] } };
        if (filter.includes('T08:00:00Z') && filter.includes('T09:00:00Z')) return reply;
        return { json: { value: [row(filter.includes('ge 2026-03-02T08:00') ? 'first' : 'second')] } };
      });
      expect(recordsOf(await read()).map((one) => one.key)).toEqual(['signin:first', 'signin:second']);
      const halves = filters().filter((filter) => filter.includes('T08:30:00Z') && !filter.includes('Event'));
      expect(halves).toHaveLength(2);
    });
  }

  it('down to a minute, then the error is raised', async () => {
    tenant.script((call) => (isSignIns(call) ? { status: 500, json: {} } : undefined));
    const twoMinutes = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T08:02:00.000Z' };
    await expect(read(twoMinutes)).rejects.toMatchObject({ kind: 'server-error', status: 500 });
    expect(new Set(filters()).size).toBe(2);
  });

  it('a refusal is not split: it would be refused in halves too', async () => {
    tenant.script((call) =>
      isSignIns(call) ? { status: 400, json: { error: { code: 'BadRequest' } } } : undefined,
    );
    await expect(read()).rejects.toMatchObject({ kind: 'refused', code: 'BadRequest' });
    expect(tenant.calls('graph')).toHaveLength(1);
  });
});

describe('a log that is closed to us', () => {
  it('names the permission that is missing, and the gap', async () => {
    tenant.script((call) =>
      isSignIns(call) ? { status: 403, json: { error: { code: 'Authorization_RequestDenied' } } } : undefined,
    );
    await expect(read()).rejects.toMatchObject({
      kind: 'permission',
      gap: 'permission',
      isRetryable: false,
      message: expect.stringMatching(/"reader" needs the application permission AuditLog\.Read\.All/),
    });
    expect(clock.waits).toEqual([]);
  });

  it('names the licence where that is what is missing', async () => {
    const error = {
      code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      message: 'no premium license',
    };
    tenant.script((call) => (isSignIns(call) ? { status: 403, json: { error } } : undefined));
    await expect(read()).rejects.toMatchObject({
      gap: 'licence',
      message: expect.stringMatching(/Entra ID P1/),
    });
  });

  it('asks for what is past at low priority, and for the present at the usual one', async () => {
    tenant.script((call) => (call.role === 'graph' ? { json: { value: [] } } : undefined));
    const source = m365.sources.get('signIns');
    const window = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T09:00:00.000Z' };
    for (const isPast of [true, false])
      for await (const _item of source?.read(window, NEVER, isPast) ?? []) expect(_item.type).toBe('page');
    const priorities = tenant.calls('graph', 'signIns').map((call) => call.headers['x-ms-throttle-priority']);
    expect(new Set(priorities.slice(0, 4))).toEqual(new Set(['low']));
    expect(new Set(priorities.slice(4))).toEqual(new Set([undefined]));
  });
});
