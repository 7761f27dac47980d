import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../agent/model/time.js';
import { errorReply, setTrap, signIn, signInLog, within } from './trap.js';

const LINK = '/beta/auditLogs/signIns?page=2';

describe('rows that come again', () => {
  it('are one record each: repeated in a page, on the next page, in the next pull and after a restart', async () => {
    const trap = await setTrap();
    const rows = ['1', '2', '3'].map((id) => signIn(id, trap.ago(10 * MINUTE_MS)));
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, [...rows, ...rows]) } }));
    const first = await trap.pull('signIns');
    const second = await trap.pull('signIns');
    expect(first).toMatchObject({ fresh: 3, failure: null });
    expect(second).toMatchObject({ fresh: 0, failure: null });
    expect(second.records, 'the trap was set').toBeGreaterThan(0);
    expect(await trap.store.read((reads) => reads.recordCount())).toBe(3);
  });

  it('a page of nothing but known rows does not end the reading', async () => {
    const trap = await setTrap();
    const known = [signIn('1', trap.ago(10 * MINUTE_MS))];
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, known) } }));
    await trap.pull('signIns');
    const behind = signIn('2', trap.ago(20 * MINUTE_MS));
    signInLog(trap.tenant, (call) =>
      call.parameters.has('page')
        ? { json: { value: [behind] } }
        : {
            json: { value: within(call, known), '@odata.nextLink': `${trap.tenant.endpoints.graph}${LINK}` },
          },
    );
    await trap.pull('signIns');
    expect(await trap.stored(['signin:2'])).toEqual(['signin:2']);
  });

  it('a row that changed is stored as it is now', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    let riskState = 'none';
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, [signIn('1', at, { riskState })]) } }));
    await trap.pull('signIns');
    riskState = 'confirmedCompromised';
    expect(await trap.pull('signIns')).toMatchObject({ fresh: 1 });
    const [record] = await trap.store.read((reads) => reads.records(['signin:1']));
    expect(record?.body.riskState).toBe('confirmedCompromised');
  });
});

describe('pages', () => {
  it('an empty one with a link is followed', async () => {
    const trap = await setTrap();
    const row = signIn('1', trap.ago(10 * MINUTE_MS));
    signInLog(trap.tenant, (call) =>
      call.parameters.has('page')
        ? { json: { value: [row] } }
        : { json: { value: [], '@odata.nextLink': `${trap.tenant.endpoints.graph}${LINK}` } },
    );
    await trap.pull('signIns');
    expect(await trap.stored(['signin:1'])).toEqual(['signin:1']);
  });

  it('55,000 rows are 55,000 records: there is no cap, and no message for ever', {
    timeout: 180_000,
  }, async () => {
    const trap = await setTrap();
    const [pages, perPage, at] = [55, 1_000, trap.ago(10 * MINUTE_MS)];
    let hasBegun = false;
    signInLog(trap.tenant, (call) => {
      const page = Number(call.parameters.get('page') ?? 1);
      if (page === 1 && hasBegun) return { json: { value: [] } };
      if (page === 1 && within(call, [signIn('x', at)]).length === 0) return { json: { value: [] } };
      hasBegun = true;
      const rows = Array.from({ length: perPage }, (_, row) => ({
        id: `${page}-${row}`,
        createdDateTime: at,
      }));
      const next = `${trap.tenant.endpoints.graph}/beta/auditLogs/signIns?page=${page + 1}`;
      return { json: { value: rows, ...(page < pages ? { '@odata.nextLink': next } : {}) } };
    });
    const run = await trap.pull('signIns');
    expect(run).toMatchObject({ records: pages * perPage, fresh: pages * perPage, failure: null });
  });

  it('a second one that fails: the window is not covered, what came is kept, and the next pull has the rest', async () => {
    const trap = await setTrap();
    const rows = ['1', '2'].map((id) => signIn(id, trap.ago(10 * MINUTE_MS)));
    let isBroken = true;
    signInLog(trap.tenant, (call) => {
      if (!call.parameters.has('page')) {
        const link = `${trap.tenant.endpoints.graph}${LINK}`;
        const value = within(call, rows.slice(0, 1));
        return { json: { value, ...(value.length > 0 ? { '@odata.nextLink': link } : {}) } };
      }
      return isBroken ? errorReply(400, 'BadRequest') : { json: { value: rows.slice(1) } };
    });
    const first = await trap.pull('signIns');
    expect(first.failure).toMatchObject({ kind: 'refused' });
    const covered = (await trap.coverage('signIns')).filter((one) => one.state === 'covered');
    expect(covered.filter((one) => one.to > trap.ago(10 * MINUTE_MS))).toEqual([]);
    isBroken = false;
    expect(await trap.pull('signIns')).toMatchObject({ failure: null });
    expect(await trap.stored(['signin:1', 'signin:2'])).toEqual(['signin:1', 'signin:2']);
  });

  it('an answer without rows or error is a failure that is said, never an empty log', async () => {
    const trap = await setTrap();
    signInLog(trap.tenant, () => ({ json: { status: 'ok' } }));
    expect((await trap.pull('signIns')).failure).toMatchObject({ kind: 'malformed-answer' });
    expect((await trap.coverage('signIns')).filter((one) => one.state === 'covered')).toEqual([]);
  });
});

describe('time', () => {
  it('a row that appears after its window was read is found, however often an empty log was polled', async () => {
    const trap = await setTrap();
    const late = signIn('late', trap.ago(5 * MINUTE_MS));
    let rows: readonly object[] = [];
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, rows) } }));
    for (let poll = 0; poll < 10; poll += 1) {
      await trap.pull('signIns');
      expect((await trap.coveredTo('signIns')) ?? '').not.toBe('');
      expect(await trap.coveredTo('signIns'), 'never into the future').toSatisfy(
        (at) => String(at) <= trap.clock.now(),
      );
      await trap.clock.sleep(1_500);
    }
    rows = [late];
    await trap.pull('signIns');
    expect(await trap.stored(['signin:late'])).toEqual(['signin:late']);
  });

  it('a stop longer than the log is kept: what is left is read, and what is gone is named', async () => {
    const trap = await setTrap();
    const coveredTo = trap.ago(40 * 24 * HOUR_MS);
    await trap.store.write('test', (tx) => tx.putCursor({ source: 'signIns', coveredTo }));
    const row = signIn('kept', trap.ago(29 * 24 * HOUR_MS));
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, [row]) } }));
    expect(await trap.pull('signIns')).toMatchObject({ failure: null });
    expect(await trap.stored(['signin:kept'])).toEqual(['signin:kept']);
    const gaps = (await trap.coverage('signIns')).filter((one) => one.state === 'gap');
    expect(gaps).toMatchObject([{ reason: 'retention-passed' }]);
    // Records of the last hours before the stop may have been still to come: they are named as lost, too.
    expect((gaps[0]?.from ?? '') <= coveredTo).toBe(true);
  });
});

describe('a log that fails', () => {
  const faults = [
    { name: 'hangs up', reply: 'drop' as const },
    { name: 'answers 500 to every call', reply: errorReply(500, 'InternalServerError') },
    { name: 'throttles without end', reply: errorReply(429, 'TooManyRequests') },
    { name: 'answers half a JSON', reply: { body: '{"value":[{"id":"' } },
  ];
  it.each(faults)('$name: nothing counts as seen, and the next pull loses nothing', async ({ reply }) => {
    const trap = await setTrap();
    const row = signIn('1', trap.ago(10 * MINUTE_MS));
    signInLog(trap.tenant, () => reply);
    const failed = await trap.pull('signIns');
    expect(failed.failure).not.toBeNull();
    expect((await trap.coverage('signIns')).filter((one) => one.state === 'covered')).toEqual([]);
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, [row]) } }));
    expect(await trap.pull('signIns')).toMatchObject({ failure: null, fresh: 1 });
  });

  const closed = [
    { name: 'without the permission', code: 'Authorization_RequestDenied', gap: 'permission' },
    {
      name: 'without the licence',
      code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      gap: 'licence',
    },
  ];
  it.each(closed)('$name it is a named gap, not an empty log', async ({ code, gap }) => {
    const trap = await setTrap();
    signInLog(trap.tenant, () => errorReply(403, code));
    await trap.pull('signIns');
    const coverage = await trap.coverage('signIns');
    expect(coverage.length).toBeGreaterThan(0);
    for (const entry of coverage) expect(entry).toMatchObject({ state: 'gap', reason: gap });
  });
});

describe('records of strange form', () => {
  it('a field that is a text here and an object there: both are events', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    const rows = [
      signIn('1', at, { deviceDetail: 'Windows', location: 'Boston', status: 'ok' }),
      signIn('2', at, { deviceDetail: { browser: 'Edge' }, location: { city: 'Boston' } }),
    ];
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, rows) } }));
    expect(await trap.pull('signIns')).toMatchObject({ fresh: 2, rejected: 0 });
    const events = await trap.store.read((reads) => reads.events(['signin:1', 'signin:2']));
    expect(events.map((event) => event.user?.upn)).toEqual(['ann@contoso.com', 'ann@contoso.com']);
  });

  it('a record of 1,500 fields keeps every one of them', async () => {
    const trap = await setTrap();
    const many = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`field${index}`, index]));
    const row = signIn('1', trap.ago(10 * MINUTE_MS), many);
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, [row]) } }));
    await trap.pull('signIns');
    const [record] = await trap.store.read((reads) => reads.records(['signin:1']));
    expect(record?.body).toMatchObject({ ...many, userPrincipalName: 'ann@contoso.com' });
    expect(await trap.store.read((reads) => reads.events(['signin:1']))).toHaveLength(1);
  });

  it('one that cannot be read is set aside with its reason, and the others go on', async () => {
    const trap = await setTrap();
    const at = trap.ago(10 * MINUTE_MS);
    const rows = [signIn('1', at), { ...signIn('2', at), createdDateTime: 'yesterday' }];
    signInLog(trap.tenant, (call) => ({ json: { value: within(call, rows).length > 0 ? rows : [] } }));
    expect(await trap.pull('signIns')).toMatchObject({ failure: null });
    expect(await trap.stored(['signin:1', 'signin:2'])).toEqual(['signin:1', 'signin:2']);
    expect(await trap.rejected()).toMatchObject([
      { key: 'signin:2', reason: expect.stringMatching(/createdDateTime.*ISO 8601/) },
    ]);
  });
});
